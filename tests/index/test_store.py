"""The SQL truth: what goes in comes out, all of it or nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from corpus import checks
from corpus.checks import check
from corpus.report import FindingKind, PassageKind, Role
from index.library import Library
from index.store import NoSuchConversation, NoSuchReport, Store

from .made import HEADINGS, NOW, SENTENCES, THEN, made_report, many_figures

OTHER_VERSION = "c" * 64


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'reports.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


def test_a_report_comes_back_exactly_as_it_was_put(store: Store) -> None:
    report = made_report()
    assert store.put(report)
    assert store.report(report.id) == report


def test_the_bundled_report_comes_back_with_every_figure_and_passage(library: Library) -> None:
    (listed,) = library.store.reports()
    report = library.store.report(listed.id)
    assert (len(report.passages), len(report.tables), len(report.figures)) == (
        listed.passages,
        listed.tables,
        listed.figures,
    )
    assert listed.facts == report.facts
    assert library.store.figures(report=listed.id) == tuple(
        sorted(report.figures, key=lambda f: f.where.lines[0])
    )
    assert tuple(library.store.every_passage()) == report.passages


def test_the_same_version_twice_changes_nothing(store: Store) -> None:
    store.put(made_report())
    before = (store.generation(), store.reports())
    assert not store.put(made_report())
    assert (store.generation(), store.reports()) == before


def test_a_new_version_replaces_the_old_one_wholly(store: Store) -> None:
    store.put(made_report())
    newer = made_report(version=OTHER_VERSION, sentences=("Only this sentence is left.",))
    assert store.put(newer)
    assert store.report(newer.id) == newer
    assert [p.text for p in store.every_passage()] == ["Only this sentence is left."]
    assert len(store.figures()) == len(newer.figures)
    assert [r.version for r in store.reports()] == [OTHER_VERSION]


def test_a_replacement_that_fails_half_way_leaves_the_old_version(store: Store) -> None:
    report = made_report()
    store.put(report)
    generation = store.generation()
    twice_the_same_figure = replace(made_report(version=OTHER_VERSION), figures=report.figures[:1] * 2)
    with pytest.raises(IntegrityError):
        store.put(twice_the_same_figure)
    assert store.report(report.id) == report
    assert store.generation() == generation


def test_a_process_killed_while_it_replaces_leaves_the_old_version(url: str, tmp_path: Path) -> None:
    store = Store(url)
    store.put(made_report())
    script = dedent(f"""
        import importlib.util, sys, time
        from sqlalchemy import event
        from sqlalchemy.engine import Engine
        from index.store import Store
        spec = importlib.util.spec_from_file_location("made", {str(Path(__file__).with_name("made.py"))!r})
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)

        @event.listens_for(Engine, "commit")
        def stop(connection):
            print("deleted and inserted, not committed", flush=True)
            time.sleep(60)

        Store({url!r}).put(made.made_report(version={OTHER_VERSION!r}))
    """)
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().startswith("deleted and inserted")
    child.kill()
    child.wait()
    child.stdout.close()
    assert store.report("quarter-one") == made_report()
    assert store.put(made_report(version=OTHER_VERSION)), "the dead writer's lock is gone"
    store.close()


BUNDLED = "northumbria-pcc-2015-q1"


def test_what_the_checks_found_is_stored_with_the_report_and_counted_in_the_list(
    library: Library, store: Store
) -> None:
    report = library.store.report(BUNDLED)
    store.put(report)
    assert store.findings(BUNDLED) == check(report)
    assert [stored.findings for stored in store.reports()] == [len(check(report))]
    totals = store.findings(BUNDLED, FindingKind.TOTAL)
    assert len(totals) == 6
    assert {finding.kind for finding in totals} == {FindingKind.TOTAL}


def test_a_report_in_which_nothing_is_found_has_no_findings(store: Store) -> None:
    store.put(made_report())
    assert store.findings("quarter-one") == ()
    assert [stored.findings for stored in store.reports()] == [0]


def test_findings_go_with_the_version_that_they_were_found_in(library: Library, store: Store) -> None:
    report = library.store.report(BUNDLED)
    store.put(report)
    store.put(replace(report, version=OTHER_VERSION, figures=()))
    assert store.findings(BUNDLED) == ()
    store.put(report)
    assert len(store.findings(BUNDLED)) == len(check(report))
    store.remove(BUNDLED)
    assert store.findings(BUNDLED) == ()


def test_a_report_that_cannot_be_put_leaves_the_old_ones_findings(library: Library, store: Store) -> None:
    report = library.store.report(BUNDLED)
    store.put(report)
    with pytest.raises(IntegrityError):
        store.put(replace(report, version=OTHER_VERSION, passages=report.passages[:1] * 2))
    assert store.findings(BUNDLED) == check(report)


def test_a_database_from_before_the_checks_is_checked_when_it_is_opened(library: Library, url: str) -> None:
    report = library.store.report(BUNDLED)
    old = Store(url)
    old.put(report)
    generation = old.generation()
    old.close()
    with create_engine(url).begin() as connection:
        connection.execute(text("DROP TABLE findings"))
        connection.execute(text("DELETE FROM state WHERE name = 'checks'"))
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(Store, [url] * 4))
    for store in stores:
        assert store.findings(BUNDLED) == check(report)
        assert store.generation() == generation, "the search index is made from nothing that changed"
        store.close()


def test_reports_are_checked_again_when_the_checks_have_changed(
    library: Library, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(url).put(library.store.report(BUNDLED))
    monkeypatch.setattr(checks, "VERSION", checks.VERSION + 1)
    monkeypatch.setattr(checks, "check", lambda report: check(report)[:1])
    assert len(Store(url).findings(BUNDLED)) == 1


def test_removing_a_report_leaves_no_row_of_it(store: Store, url: str) -> None:
    store.put(made_report())
    store.put(made_report("quarter-two"))
    store.remove("quarter-one")
    with create_engine(url).connect() as connection:
        for table in ("reports", "passages", "figures"):
            column = "id" if table == "reports" else "report"
            rows = connection.execute(text(f"SELECT DISTINCT {column} FROM {table}"))  # noqa: S608
            assert rows.scalars().all() == ["quarter-two"]
        left = connection.execute(text("SELECT count(*) FROM headings WHERE passage LIKE 'quarter-one%'"))
        assert left.scalar() == 0


def test_a_report_that_is_not_held_is_named_beside_those_that_are(store: Store) -> None:
    store.put(made_report())
    for attempt in (store.remove, store.report):
        with pytest.raises(NoSuchReport, match="no report 'nowhere': the store holds quarter-one") as caught:
            attempt("nowhere")
        assert (caught.value.report, caught.value.known) == ("nowhere", ("quarter-one",))


def test_a_failed_removal_changes_nothing(store: Store) -> None:
    store.put(made_report())
    generation = store.generation()
    with pytest.raises(NoSuchReport):
        store.remove("nowhere")
    assert store.generation() == generation


def test_every_write_of_reports_raises_the_generation_and_a_conversation_does_not(store: Store) -> None:
    seen = [store.generation()]
    store.put(made_report())
    seen.append(store.generation())
    store.start_conversation()
    assert store.generation() == seen[-1]
    store.put(made_report(version=OTHER_VERSION))
    seen.append(store.generation())
    store.remove("quarter-one")
    seen.append(store.generation())
    assert seen == sorted(set(seen))


@pytest.mark.parametrize(
    ("value", "raw"),
    [("7.50", "7.50%"), ("-0", "- 0%"), ("1E+3", "1000"), ("0.10000000000000000001", "0.1...")],
)
def test_a_value_keeps_every_digit_as_it_was_parsed(store: Store, value: str, raw: str) -> None:
    report = made_report()
    figure = replace(report.figures[0], value=Decimal(value), raw=raw)
    store.put(replace(report, figures=(figure,)))
    (kept,) = store.figures()
    assert (str(kept.value), kept.raw) == (value, raw)


def test_figures_are_found_by_measure_area_role_report_and_id(store: Store) -> None:
    store.put(made_report())
    store.put(made_report("quarter-two"))
    robbery = store.figures(measure="Robbery", report="quarter-one")
    assert [(f.value, f.period) for f in robbery] == [(Decimal(20), NOW), (Decimal(23), THEN)]
    assert len(store.figures(measure=["Robbery", "Burglary"], area=("Riverside", "Elsewhere"))) == 8
    assert store.figures(area="Elsewhere") == ()
    assert store.figures(measure=()) == ()
    assert {f.where.report for f in store.figures(role=Role.CURRENT)} == {"quarter-one", "quarter-two"}
    ids = [f.id for f in robbery]
    assert store.figures(ids=ids[::-1]) == robbery
    assert store.figures(ids=ids, role=Role.PREVIOUS) == robbery[1:]


def test_figures_come_by_the_page_in_report_and_line_order(store: Store) -> None:
    store.put(made_report("quarter-two"))
    store.put(made_report())
    every = store.figures()
    assert [(f.where.report, f.where.lines) for f in every] == sorted(
        (f.where.report, f.where.lines) for f in every
    )
    assert store.figures(limit=3) + store.figures(limit=3, offset=3) + store.figures(offset=6) == every
    assert store.figures(ids=[f.id for f in every], limit=2, offset=5) == every[5:7]


def test_a_cell_that_says_not_available_is_kept_without_a_value(store: Store) -> None:
    store.put(made_report())
    missing = [f for f in store.figures(measure="Burglary") if f.raw == "N/A"]
    assert [(f.value, f.period, f.role) for f in missing] == [(None, None, Role.PREVIOUS)]


def test_passages_come_in_the_order_asked_and_one_no_longer_held_is_left_out(store: Store) -> None:
    report = made_report()
    store.put(report)
    ids = [p.id for p in report.passages][::-1]
    assert store.passages([ids[0], "gone", *ids[1:]]) == report.passages[::-1]


def test_passages_are_filtered_by_report_heading_and_kind(store: Store) -> None:
    store.put(made_report())
    store.put(made_report("quarter-two"))
    first = frozenset(p.id for p in made_report().passages)
    assert store.passage_ids(report="quarter-one") == first
    assert store.passage_ids(report="quarter-one", section=HEADINGS[1], kind=PassageKind.TEXT) == first
    assert store.passage_ids(kind=PassageKind.ROW) == frozenset()
    assert store.passage_ids(section="Objective") == frozenset(), "half a heading is another heading"
    assert len(store.passage_ids()) == 2 * len(SENTENCES)
    assert store.passage_ids(report=["quarter-one", "quarter-two"]) == store.passage_ids()
    assert store.passage_ids(kind=list(PassageKind), section=list(HEADINGS)) == store.passage_ids()
    assert store.passage_ids(report=[]) == frozenset()


def test_a_series_tells_the_roles_and_periods_of_one_row(store: Store) -> None:
    store.put(made_report())
    robbery, burglary = store.series()
    assert (robbery.report, robbery.table, robbery.row_path) == ("quarter-one", "Riverside", ("Robbery",))
    assert (robbery.measure, robbery.area) == ("Robbery", "Riverside")
    assert (robbery.roles, robbery.periods) == ((Role.CURRENT, Role.PREVIOUS), (NOW, THEN))
    assert robbery.figures == tuple(f.id for f in store.figures(measure="Robbery"))
    assert burglary.periods == (NOW,)


def test_series_follow_what_another_process_writes(store: Store, url: str) -> None:
    store.put(made_report())
    assert {s.report for s in store.series()} == {"quarter-one"}
    other = Store(url)
    other.put(made_report("quarter-two"))
    other.close()
    assert {s.report for s in store.series()} == {"quarter-one", "quarter-two"}


def test_a_conversation_keeps_its_turns_in_order(store: Store) -> None:
    conversation = store.start_conversation()
    store.add_turn(conversation, "robbery?", {"measures": ["Robbery"]}, {"text": "20 [1]"})
    store.add_turn(conversation, "and burglary?", {}, {"text": "7.50% [1]"})
    store.add_turn(store.start_conversation(), "something else", {}, {})
    first, second = store.turns(conversation)
    assert (first.question, first.query, first.answer) == (
        "robbery?",
        {"measures": ["Robbery"]},
        {"text": "20 [1]"},
    )
    assert second.question == "and burglary?"
    assert first.at <= second.at
    assert first.at.utcoffset() is not None


def test_an_unknown_conversation_is_refused(store: Store) -> None:
    with pytest.raises(NoSuchConversation, match="'made up'"):
        store.turns("made up")
    with pytest.raises(NoSuchConversation):
        store.add_turn("made up", "robbery?", {}, {})
    assert store.turns(store.start_conversation()) == ()


def test_two_processes_opening_one_empty_store_both_find_its_tables(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(Store, [url] * 8))
    assert [s.generation() for s in stores] == [0] * 8
    for store in stores:
        store.close()


def test_writers_at_once_queue_and_none_is_lost(url: str) -> None:
    stores = [Store(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda n: stores[n % 4].put(made_report(f"report-{n}")), range(12)))
    assert all(done)
    assert (len(stores[0].reports()), stores[0].generation()) == (12, 12)
    for store in stores:
        store.close()


def test_a_hundred_thousand_figures_are_stored_in_seconds_and_found_in_milliseconds(store: Store) -> None:
    reports = [many_figures(f"report-{n}", 25_000) for n in range(4)]
    started = time.process_time()  # not what else the machine does
    for report in reports:
        store.put(report)
    assert time.process_time() - started < 30
    found = store.figures(measure="Measure 7", area="Area 3")
    assert len(found) == 16
    timings = []
    for _ in range(20):
        started = time.perf_counter()
        store.figures(measure="Measure 7", area="Area 3")
        timings.append(time.perf_counter() - started)
    assert sorted(timings)[10] < 0.005
    assert len(store.series()) == 25_000
    started = time.perf_counter()
    store.series()
    assert time.perf_counter() - started < 0.01
