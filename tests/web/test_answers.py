"""An answer's own page: what it came from, and what became of that since; and feedback without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from .ashvale import Site


@pytest.fixture
def made(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.put("spring")
    return site


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def warnings(page: HtmlElement) -> str:
    return " ".join(map(words, page.xpath("//div[@class='note warning']")))


def test_the_page_has_question_answer_cells_formula_and_version(client: FlaskClient) -> None:
    question = "how did Gateshead robbery change?"
    said = client.post("/api/v1/ask", json={"question": question}).get_json()
    version = client.get("/api/v1/reports/northumbria-pcc-2015-q1").get_json()["version"]
    page = html.document_fromstring(client.get(f"/answers/{said['id']}").data)
    for wanted in (question, "rose from 24", "(32 − 24) ÷ 24 = 33.3%", version, "Unchanged since", "293"):
        assert wanted in words(page)
    assert not page.xpath("//input[@name='conversation']"), "who reads it does not get into the conversation"
    assert said["conversation"] not in html.tostring(page, encoding="unicode")


def test_an_answer_from_the_report_as_it_stands_has_no_warning(made: Site) -> None:
    assert warnings(made.page(f"/answers/{made.ask()}")) == ""


def test_a_report_replaced_since_is_said_and_whether_the_cited_row_still_stands(made: Site) -> None:
    answer = made.ask()
    made.put("spring", burglaries=81)
    assert "still has all the words" in warnings(made.page(f"/answers/{answer}"))
    made.put("spring", robberies=33)
    told = warnings(made.page(f"/answers/{answer}"))
    assert "The report has changed since" in told
    assert "no longer has the words of source 1" in told
    assert "32" in words(made.page(f"/answers/{answer}")), "the answer itself stays as it was given"


def test_a_report_taken_out_since_is_said(made: Site) -> None:
    answer = made.ask()
    made.library.store.remove("spring")
    page = made.page(f"/answers/{answer}")
    assert "has been taken out since" in warnings(page)
    assert "Taken out since" in words(page)


def test_a_later_report_of_the_same_publisher_is_said_and_an_earlier_one_is_not(made: Site) -> None:
    answer = made.ask()
    made.put("winter", period="October to December 2014")
    assert warnings(made.page(f"/answers/{answer}")) == ""
    made.put("summer", period="April to June 2015")
    told = warnings(made.page(f"/answers/{answer}"))
    assert "A later report is here" in told
    assert "30 June 2015" in told


def test_an_answer_that_was_never_given_is_said(client: FlaskClient) -> None:
    response = client.get("/answers/no-such")
    assert response.status_code == 404
    assert "no such answer" in response.text


def test_a_question_goes_on_from_the_answer_that_it_names(client: FlaskClient) -> None:
    said = client.post("/api/v1/ask", json={"question": "how did Gateshead robbery change?"}).get_json()
    response = client.post("/ask", data={"question": "and in Sunderland?", "after": said["id"]})
    assert response.status_code == 303
    assert said["conversation"] not in response.headers["Location"]
    page = html.document_fromstring(client.get(response.headers["Location"]).data)
    assert "Robbery in Sunderland" in words(page)
    assert client.post("/ask", data={"question": "and in X?", "after": "no-such"}).status_code == 404


# Feedback


def test_no_and_why_are_kept_and_the_thanks_said(made: Site) -> None:
    answer = made.ask()
    sent = made.client.post(f"/answers/{answer}/feedback", data={"helpful": "no"})
    assert sent.status_code == 303
    place = sent.headers["Location"]
    form = made.page(place).xpath("//form[contains(@class, 'feedback')]")[0]
    assert set(form.xpath(".//input[@name='reason']/@value")) >= {"wrong figure", "unclear"}
    explained = made.client.post(place, data={"reason": "wrong figure", "comment": " =1+1 is wrong "})
    assert explained.status_code == 303
    assert "Thank you" in words(made.page(explained.headers["Location"]))
    (said,) = made.library.store.feedback.all()
    assert (said.helpful, said.comment, said.answer) == (False, "=1+1 is wrong", answer)


def test_scripts_get_the_form_and_the_thanks_alone(made: Site) -> None:
    fragment = {"X-Fragment": "1"}
    form = made.client.post(f"/answers/{made.ask()}/feedback", data={"helpful": "yes"}, headers=fragment)
    assert form.text.lstrip().startswith('<form class="feedback"')
    place = html.fromstring(form.text).get("action")
    thanks = made.client.post(place, data={"comment": "good"}, headers=fragment)
    assert thanks.text.lstrip().startswith('<p class="note" role="status"')


@pytest.mark.parametrize(
    ("address", "values", "status"),
    [
        ("/answers/{answer}/feedback", {"helpful": "perhaps"}, 400),
        ("/answers/no-such/feedback", {"helpful": "yes"}, 404),
        ("/feedback/no-such", {"comment": "x"}, 404),
    ],
)
def test_feedback_that_cannot_be_kept_is_refused(
    made: Site, address: str, values: dict[str, str], status: int
) -> None:
    assert made.client.post(address.format(answer=made.ask()), data=values).status_code == status
    assert made.library.store.feedback.all() == ()
