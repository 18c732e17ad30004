"""The `reports` command over a data folder of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from index.feedback import Reason
from index.library import open_library
from web.cli import main

BUNDLED = "northumbria-pcc-2015-q1"
MAIN_QUESTION = "how did Gateshead robbery change?"
SMALL = """A Small Report

Robberies fell to 3 in June 2015.
"""

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def filled(model_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a first use; commands that only read share it."""
    home = tmp_path_factory.mktemp("cli") / "home"
    shutil.copytree(model_home / "model", home / "model", copy_function=os.link)
    result = CliRunner().invoke(main, ["list"], env={"REPORTS_HOME": str(home)})
    assert result.exit_code == 0, result.output
    return home


@pytest.fixture
def run(filled: Path) -> Run:
    def ran(*arguments: str, home: Path = filled, **environment: str) -> Result:
        return CliRunner().invoke(main, arguments, env={"REPORTS_HOME": str(home), **environment})

    return ran


@pytest.fixture
def own_home(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled data folder, to change."""
    return Path(shutil.copytree(filled, tmp_path / "own"))


def as_json(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_first_use_adds_the_bundled_report_with_nothing_but_json_on_stdout(home: Path) -> None:
    command = [sys.executable, "-m", "web.cli", "ask", MAIN_QUESTION, "--json"]
    environment = {**os.environ, "REPORTS_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["citations"][0]["lines"] == [293, 293]
    assert "reading" in done.stderr.lower()


def test_an_answer_is_printed_with_its_sources(run: Run) -> None:
    printed = run("ask", MAIN_QUESTION).stdout
    for wanted in ("24", "32", "+35%", "[1]", "Sources", "line 293", "How I read this", "33.3%"):
        assert wanted in printed


def test_json_is_what_the_api_sends(run: Run, client: FlaskClient) -> None:
    def lasting(answer: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in answer.items() if name not in {"id", "conversation"}}

    sent = client.post("/api/v1/ask", json={"question": MAIN_QUESTION}).get_json()
    printed = as_json(run("ask", MAIN_QUESTION, "--json"))
    assert lasting(printed) == lasting(sent)
    assert list(printed) == list(sent)


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (("search", "mental health", "--limit", "3"), "/api/v1/search?q=mental+health&limit=3"),
        (
            (
                "search",
                "robbery",
                "--kind",
                "table",
                "--section",
                "Gateshead",
                "--words",
                "all",
                "--words",
                "some",
            ),
            "/api/v1/search?q=robbery&kind=table&section=Gateshead&words=all&words=some",
        ),
        (
            (
                "search",
                "robbery",
                "--period",
                "june 2015",
                "--force",
                "northumbria",
                "--newest",
                "--offset",
                "2",
            ),
            "/api/v1/search?q=robbery&period=june+2015&force=northumbria&order=newest&offset=2",
        ),
        (("figures", "--area", "gateshead", "--limit", "7"), "/api/v1/figures?area=gateshead&limit=7"),
        (("figures", "--period", "june 2015", "--offset", "3"), "/api/v1/figures?period=june+2015&offset=3"),
    ],
)
def test_data_is_the_same_as_the_apis(
    run: Run, client: FlaskClient, arguments: tuple[str, ...], address: str
) -> None:
    assert as_json(run(*arguments, "--json")) == client.get(address).get_json()


def test_a_conversation_goes_on(run: Run) -> None:
    conversation = as_json(run("ask", MAIN_QUESTION, "--json"))["conversation"]
    second = as_json(run("ask", "and in Sunderland?", "--conversation", conversation, "--json"))
    assert second["conversation"] == conversation
    printed = run("ask", "and in Newcastle?", "--conversation", conversation).stdout
    assert "Carried over from your last question: robbery, the change" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", " "), "Type a question"),
        (("ask", "x" * 501), "501 characters"),
        (("ask", "robbery?", "--conversation", "no-such"), "Leave --conversation out"),
        (("search", " "), "missing or blank"),
        (("search", "robbery", "--report", "no-such"), "'no-such'"),
        (("figures", "--report", "no-such"), "'no-such'"),
        (("remove", "no-such"), BUNDLED),
        (("checks", "no-such"), "the ids that reports list shows"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REPORTS_PORT", "eighty"),
        ("REPORTS_DATABASE", "nosuch://x"),
        ("REPORTS_DATABASE", "sqlite:////no/such/folder/x.db"),
        ("REPORTS_HOME", "/proc/no-such"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said_in_one_line(run: Run, name: str, value: str) -> None:
    result = run("list", **{name: value})
    assert result.exit_code == 1
    assert name in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_port_that_another_program_has_is_said_in_one_line(filled: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "web.cli", "serve", "--host", "127.0.0.1", "--port", port]
        environment = {**os.environ, "REPORTS_HOME": str(filled)}
        result = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
    assert result.returncode == 1
    assert result.stderr.startswith(f"Error: 127.0.0.1, port {port}, cannot be listened on: ")
    assert "--port" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_list_of_nothing_says_so(run: Run) -> None:
    assert run("figures", "--measure", "no such measure").stdout.startswith("No figures fit that.")


def test_wrong_usage_exits_with_2(run: Run) -> None:
    assert run("ask").exit_code == 2
    assert run("search", "robbery", "--limit", "0").exit_code == 2
    assert run("no-such-command").exit_code == 2


def test_feedback_is_listed_and_exported_for_spreadsheets(run: Run, own_home: Path) -> None:
    assert "Nobody has said anything" in run("feedback", home=own_home).stdout
    store = open_library(own_home).store
    answer = {"id": "7", "question": "how many?", "answer": "There were 3. [1]", "status": "answered"}
    store.feedback.add(answer, helpful=True)
    store.feedback.explain(store.feedback.add(answer, helpful=False), Reason.WRONG_FIGURE, "=1+1")
    assert "how many?" in run("feedback", home=own_home).stdout
    rows = list(csv.DictReader(io.StringIO(run("feedback", "--unhelpful", "--csv", home=own_home).stdout)))
    assert [(row["Helpful"], row["Reason"], row["Comment"]) for row in rows] == [
        ("no", "A figure is wrong", "'=1+1")
    ]
    found = json.loads(run("feedback", "--json", home=own_home).stdout)["feedback"]
    assert [one["helpful"] for one in found] == [False, True]


def test_every_command_has_help_with_an_example(run: Run) -> None:
    assert set(main.commands) == {
        "add", "ask", "check-draft", "checks", "describe", "evaluate", "feedback", "figures", "list",
        "rebuild", "remove", "search", "serve", "settings", "user",
    }  # fmt: skip
    accounts = main.commands["user"].commands  # type: ignore[attr-defined]
    for words in (*((name,) for name in main.commands), *(("user", name) for name in accounts)):
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert "Example: " in result.stdout


def test_figures_are_printed_as_a_table(run: Run) -> None:
    printed = run("figures", "--area", "Gateshead", "--measure", "Robbery").stdout
    assert "1 April to 15 July 2015" in printed
    assert "293" in printed


def test_checks_prints_how_many_of_each_kind_and_then_each_with_its_lines(run: Run) -> None:
    result = run("checks", BUNDLED)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "24 printed percentage changes are not what the printed counts give."
    assert lines[1] == "6 printed totals are not what their parts add up to."
    assert sum(line.startswith("  - ") for line in lines) == 31
    assert any("prints +35%" in line and line.endswith("(line 293)") for line in lines)


def test_checks_as_json_are_those_of_the_api(run: Run, client: FlaskClient) -> None:
    sent = client.get(f"/api/v1/reports/{BUNDLED}").get_json()
    assert as_json(run("checks", BUNDLED, "--json")) == {"report": BUNDLED, "checks": sent["checks"]}
    (listed,) = as_json(run("list", "--json"))["reports"]
    assert listed["findings"] == len(sent["checks"])


def test_adding_a_report_says_how_much_the_checks_found(own_home: Path, run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("A Report\n\nCrime\n\n\t2015\t2014\tChange\nArson\t32\t24\t+9\nFraud\t5\t4\t+1\n")
    printed = run("add", str(odd), home=own_home).stdout.splitlines()
    head, row = (
        [cell.strip() for cell in line.replace("┃", "│").split("│")] for line in (printed[0], printed[2])
    )
    assert row[head.index("Findings")] == "1"
    assert "prints +9" in run("checks", "odd", home=own_home).stdout


def test_search_prints_passages_with_their_place(run: Run) -> None:
    assert f"{BUNDLED}, line 17" in run("search", "mental health triage").stdout


def test_search_prints_how_many_each_filter_would_keep(run: Run) -> None:
    printed = run("search", "gateshead robbery", "--kind", "table").stdout
    assert "--words: All of your words (1); " in printed
    assert "There are more: --offset 10" in printed


def test_search_as_csv_is_what_the_page_exports(run: Run, client: FlaskClient) -> None:
    printed = run("search", "mental health", "--kind", "text", "--csv").stdout
    exported = client.get("/search.csv?q=mental+health&kind=text").data.decode("utf-8-sig")
    assert printed.splitlines() == exported.replace("http://localhost", "").splitlines()


def test_settings_are_printed_with_their_values(run: Run) -> None:
    printed = run("settings", REPORTS_PORT="8123").stdout
    assert "REPORTS_HOME" in printed
    assert "8123" in printed
    assert as_json(run("settings", "--json", REPORTS_PORT="8123"))["REPORTS_PORT"] == 8123


def test_an_unreadable_file_is_named_and_the_rest_goes_in(own_home: Path, run: Run, tmp_path: Path) -> None:
    small, empty = tmp_path / "small.txt", tmp_path / "empty.txt"
    small.write_text(SMALL)
    empty.write_text("")
    result = run("add", str(empty), str(small), str(tmp_path / "missing.txt"), home=own_home)
    assert result.exit_code == 1
    assert "missing.txt" in result.stdout
    assert "empty.txt" in result.stdout
    listed = as_json(run("list", "--json", home=own_home))["reports"]
    assert {report["id"] for report in listed} == {BUNDLED, "small"}


def test_a_folder_is_added_whole_and_ends_with_a_table_and_the_warnings(
    own_home: Path, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(SMALL)
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder / "page.docx").write_text("<html><body><h1>Crime</h1><p>Robbery fell by half.</p></body></html>")
    result = run("add", str(folder), home=own_home)
    assert result.exit_code == 1
    assert "not added: is damaged" in result.stdout
    assert "  - the name ends in .docx, but the file is a web page: it was read as that" in result.stdout
    listed = {one["id"]: one for one in as_json(run("list", "--json", home=own_home))["reports"]}
    assert set(listed) == {BUNDLED, "good", "page"}
    assert (listed["page"]["format"], len(listed["page"]["warnings"])) == ("html", 1)
    assert (listed["good"]["format"], listed["good"]["warnings"]) == ("text", [])


def test_what_was_proposed_of_a_report_is_corrected_by_describe(
    own_home: Path, run: Run, tmp_path: Path
) -> None:
    small = tmp_path / "small.txt"
    small.write_text(SMALL)
    run("add", str(small), home=own_home)
    told = run("describe", "small", "--title", "June", "--period", "April to June 2015", home=own_home)
    assert "1 April to 30 June 2015" in told.stdout or "April to June 2015" in told.stdout
    assert "was there already" in run("add", str(small), home=own_home).stdout
    (listed,) = (r for r in as_json(run("list", "--json", home=own_home))["reports"] if r["id"] == "small")
    assert (listed["title"], listed["period"]["end"]) == ("June", "2015-06-30")
    failed = run("describe", "small", "--period", "some time", home=own_home)
    assert failed.exit_code == 1
    assert "write it as 'April 2015 to June 2015' or '2015/16'" in failed.stderr
    assert run("describe", "none", "--title", "June", home=own_home).exit_code == 1


def test_adding_again_changes_nothing_a_new_version_replaces_and_removing_takes_out(
    own_home: Path, run: Run, tmp_path: Path
) -> None:
    small = tmp_path / "small.txt"
    small.write_text(SMALL)
    for words in ("added", "was there already"):
        result = run("add", str(small), home=own_home)
        assert result.exit_code == 0
        assert words in result.stdout
    small.write_text(SMALL.replace("3", "5"))
    assert "replaced" in run("add", str(small), home=own_home).stdout
    found = as_json(run("search", "robberies", "--report", "small", "--json", home=own_home))
    assert "fell to 5" in found["passages"][0]["text"]
    assert run("remove", "small", home=own_home).exit_code == 0
    assert run("search", "robberies", "--report", "small", home=own_home).exit_code == 1


def test_a_data_folder_whose_reports_were_removed_stays_empty(own_home: Path, run: Run) -> None:
    assert run("remove", BUNDLED, home=own_home).exit_code == 0
    assert as_json(run("list", "--json", home=own_home)) == {"reports": []}
    assert "reports add FILE" in run("list", home=own_home).stdout
    asked = run("ask", MAIN_QUESTION, "--json", home=own_home)
    assert as_json(asked)["status"] == "not_found"
    assert "reports add FILE" in asked.stderr


def test_rebuild_makes_a_lost_index_again(own_home: Path, run: Run) -> None:
    before = as_json(run("search", "mental health", "--json", home=own_home))
    shutil.rmtree(own_home / "index")
    broken = run("search", "mental health", home=own_home)
    assert broken.exit_code == 1
    assert "reports rebuild" in broken.stderr
    assert run("rebuild", home=own_home).exit_code == 0
    assert as_json(run("search", "mental health", "--json", home=own_home)) == before


def test_a_figure_question_loads_no_model_and_no_web_server(filled: Path) -> None:
    code = (
        "import sys; from web.cli import main\n"
        f"main(['ask', {MAIN_QUESTION!r}], standalone_mode=False)\n"
        "heavy = {'torch', 'chromadb', 'onnxruntime', 'sentence_transformers', 'transformers', 'scipy', "
        "'altair', 'langchain', 'langchain_core', 'flask', 'waitress', 'rich'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    environment = {**os.environ, "REPORTS_HOME": str(filled)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert "LOADED []" in done.stdout, done.stderr


ENTRIES = (
    f'- {{question: "{MAIN_QUESTION}", kind: change, status: answered, '
    'figures: [{value: "32", line: 293, role: current, area: Gateshead}]}\n'
    '- {question: "robbery in Durham", kind: not_there, status: not_found}\n'
    '- {question: "robbery in Gateshead", kind: lookup, status: not_found}\n'
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.yaml"
    file.write_text(ENTRIES, "utf-8")
    return file


def test_evaluate_scores_a_file_of_questions_by_kind(run: Run, questions: Path, tmp_path: Path) -> None:
    result = run("evaluate", str(questions), "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert "66.7% right, 0 wrong figures" in result.output
    rows = [line.split("│")[0].strip() for line in result.stdout.splitlines()]
    assert [row for row in rows if row in ("change", "not_there", "lookup", "all")] == 2 * [
        *("change", "not_there", "lookup", "all")
    ]


def test_an_evaluation_is_written_as_dated_json_with_what_it_was_of(
    run: Run, questions: Path, tmp_path: Path
) -> None:
    run("evaluate", str(questions), "--out", str(tmp_path / "out"))
    (written,) = (tmp_path / "out").glob("20*Z.json")
    told = json.loads(written.read_text("utf-8"))
    assert list(told["files"]) == [str(questions)]
    assert list(told["reports"]) == [BUNDLED]
    assert told["scores"][-1]["answered wrong"] == 1
    assert "failures" not in told


def test_failures_are_named_when_they_are_asked_for(run: Run, questions: Path, tmp_path: Path) -> None:
    result = run("evaluate", str(questions), "--out", str(tmp_path), "--failures", "--json")
    (failure,) = as_json(result)["failures"]
    assert failure == {
        "question": "robbery in Gateshead",
        "verdict": "answered wrong",
        "amiss": ["should not be answered"],
    }


@pytest.mark.parametrize(
    ("bars", "said"),
    [
        ("right: 66\nwrong figures: 0\ncitation precision: 100\n", None),
        ("right: 67\n", "right: 66.6667%, but at least 67% is wanted"),
        ("answered wrong: 1\n", "answered wrong: 33.3333%, but at most 1% is wanted"),
        ("rihgt: 67\n", "has “rihgt: 67”; it must be"),
        ("- 1\n", "has no bars"),
    ],
)
def test_an_evaluation_under_its_bars_fails(
    run: Run, questions: Path, tmp_path: Path, bars: str, said: str | None
) -> None:
    file = tmp_path / "bars.yaml"
    file.write_text(bars, "utf-8")
    result = run("evaluate", str(questions), "--out", str(tmp_path), "--bars", str(file))
    assert result.exit_code == (1 if said else 0), result.output
    assert said is None or said in result.output


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("{", "not valid YAML at line"),
        ("question: how?", "must be a list"),
        ("- just words", "entry 1, but 'just words'"),
        ("- {question: 'how?', kind: x, status: unknown}", "entry 1 ('how?')"),
        ("- {question: 'how?', kind: x}", "has no status in entry 1 ('how?')"),
        ("- {question: 'how?', kind: x, status: answered, figure: []}", "what is no key: figure"),
    ],
)
def test_a_bad_question_file_is_named_with_the_place_and_what_to_do(
    run: Run, questions: Path, content: str, where: str
) -> None:
    questions.write_text(content, "utf-8")
    result = run("evaluate", str(questions))
    assert result.exit_code == 1
    assert f"{questions}" in result.output
    assert where in result.output
    assert "tests/questions/README.md" in result.output


def test_the_small_number_setting_moves_where_percentages_are_said_to_jump(run: Run) -> None:
    asked = ("ask", MAIN_QUESTION, "--json")
    assert any("small numbers" in note for note in as_json(run(*asked))["notes"])
    lowered = as_json(run(*asked, REPORTS_SMALL_NUMBER="10"))
    assert not any("small numbers" in note for note in lowered["notes"])
