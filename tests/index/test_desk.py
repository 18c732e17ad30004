"""The desk: files come in, are read and published; what is taken back, replaced or deleted returns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from corpus.file import ReportFile
from index import desk as desk_module
from index.desk import Desk
from index.editing import read_waiting
from index.entry import NotOnDesk, State
from index.files import NoOriginal
from index.store import NoSuchReport, Store

from .made import made_report

TEXT = """Police and Crime Plan Report, {period}

Police and Crime Commissioner for {force}

Recorded crime

Crime\t2015\t2014
Robbery\t{robberies}\t24
Burglary\t80\t99
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'reports.db'}")


@pytest.fixture
def desk(store: Store) -> Desk:
    return store.desk


def file(
    robberies: int = 32, period: str = "January to March 2015", force: str = "Ashvale", name: str = "q1.txt"
) -> ReportFile:
    words = TEXT.format(robberies=robberies, period=period, force=force)
    return ReportFile(name, words.encode(), described={"period": period})


def read(store: Store, given: ReportFile, report: str = "q1") -> str:
    entry = store.desk.put(given, report, "ann")
    read_waiting(store)
    return entry


def published(store: Store, given: ReportFile | None = None) -> str:
    report, _ = store.desk.publish(read(store, given or file()), "ann")
    return report


def robberies(store: Store) -> list[str]:
    return [figure.raw for figure in store.figures(measure="Robbery") if figure.column_path == ("2015",)]


def test_readers_see_nothing_of_a_file_until_it_is_published(store: Store, desk: Desk) -> None:
    generation = store.generation()
    entry = read(store, file())
    assert desk.one(entry).state is State.READY
    assert (store.reports(), store.figures(), store.generation()) == ((), (), generation)
    assert desk.publish(entry, "ann") == ("q1", None)
    assert robberies(store) == ["32"]
    assert desk.listed() == ()


def test_what_was_understood_is_told_before_it_is_published(store: Store, desk: Desk) -> None:
    one = desk.one(read(store, file()))
    assert one.summary is not None
    assert one.summary.facts.publisher == "Police and Crime Commissioner for Ashvale"
    assert (one.summary.tables, one.summary.figures) == (1, 4)
    assert one.title == "Police and Crime Plan Report, January to March 2015"
    reading = desk.reading(one.id)
    assert reading is not None
    assert [table.columns for table in reading.tables] == [("2015", "2014")]


def test_a_file_that_cannot_be_read_says_why_and_keeps_no_other_back(store: Store, desk: Desk) -> None:
    bad = desk.put(ReportFile("bad.pdf", b"%PDF-1.7 nothing more"), "bad", "ann")
    good = desk.put(file(), "q1", "ann")
    assert read_waiting(store) == 2
    assert desk.one(bad).state is State.REFUSED
    assert "is damaged or cut short" in str(desk.one(bad).refused)
    assert desk.one(good).state is State.READY
    with pytest.raises(NotOnDesk):
        desk.publish(bad, "ann")


def test_a_newer_version_takes_the_place_of_the_old_one_which_can_be_brought_back(
    store: Store, desk: Desk
) -> None:
    published(store)
    report, earlier = desk.publish(read(store, file(robberies=33)), "bob")
    assert (report, robberies(store)) == ("q1", ["33"])
    assert earlier is not None
    assert desk.one(earlier).state is State.REPLACED
    desk.publish(earlier, "bob")
    assert robberies(store) == ["32"]
    assert [one.state for one in desk.listed()] == [State.REPLACED]


def test_the_same_file_published_twice_leaves_no_second_version(store: Store, desk: Desk) -> None:
    published(store)
    assert desk.publish(read(store, file()), "ann") == ("q1", None)
    assert desk.listed() == ()
    assert len(store.reports()) == 1


def test_another_force_s_report_of_the_same_name_is_a_report_of_its_own(store: Store, desk: Desk) -> None:
    published(store)
    beside = read(store, file(force="Dunmore"))
    assert desk.one(beside).report == "q1-2"
    desk.publish(beside, "ann")
    assert [stored.id for stored in store.reports()] == ["q1", "q1-2"]
    third = read(store, file(period="April to June 2015"))
    assert desk.one(third).report == "q1-3"


def test_two_reports_of_one_name_on_the_desk_are_told_apart(store: Store, desk: Desk) -> None:
    first = desk.put(file(), "q1", "ann")
    second = desk.put(file(force="Dunmore"), "q1", "ann")
    read_waiting(store)
    assert {desk.one(first).report, desk.one(second).report} == {"q1", "q1-2"}


def test_corrected_facts_are_read_with_and_stand(store: Store, desk: Desk) -> None:
    entry = read(store, file())
    desk.read_again(entry, {"title": "Spring", "period": "2014/15"}, "spring", "bob", publish=True)
    read_waiting(store)
    (stored,) = store.reports()
    assert (stored.id, stored.facts.title, stored.facts.period and stored.facts.period.raw) == (
        "spring",
        "Spring",
        "2014/15",
    )
    assert store.described("spring") == {"title": "Spring", "period": "2014/15"}
    assert {figure.where.report for figure in store.figures()} == {"spring"}


def test_a_published_report_is_seen_as_it_was_until_its_correction_is_read(store: Store, desk: Desk) -> None:
    published(store)
    desk.copy("q1", {"title": "Spring"}, "bob")
    assert store.reports()[0].facts.title != "Spring"
    read_waiting(store)
    assert store.reports()[0].facts.title == "Spring"
    assert [one.state for one in desk.listed()] == [State.REPLACED]


def test_what_is_taken_back_is_seen_no_more_and_can_be_published_again(store: Store, desk: Desk) -> None:
    published(store)
    entry = desk.take("q1", "bob")
    assert (store.reports(), store.figures()) == ((), ())
    assert (desk.one(entry).state, desk.one(entry).by) == (State.WITHDRAWN, "bob")
    desk.publish(entry, "bob")
    assert robberies(store) == ["32"]
    assert store.original("q1") == ("q1.txt", file().content)


def test_a_report_whose_file_was_never_kept_can_be_taken_back_and_published_but_not_read_again(
    store: Store, desk: Desk
) -> None:
    report = made_report()
    store.put(report)
    entry = desk.take(report.id, "bob")
    with pytest.raises(NoOriginal):
        desk.read_again(entry, {}, report.id, "bob", publish=False)
    desk.publish(entry, "bob")
    assert store.report(report.id) == report


def test_what_is_deleted_can_be_brought_back_to_where_it_was(store: Store, desk: Desk) -> None:
    entry = read(store, file())
    desk.delete(entry, "bob")
    assert desk.one(entry).state is State.DELETED
    assert desk.restore(entry, "bob").state is State.READY
    with pytest.raises(NotOnDesk):
        desk.restore(entry, "bob")
    desk.publish(entry, "bob")
    gone = desk.take("q1", "bob", State.DELETED)
    assert desk.one(gone).before is State.PUBLISHED
    assert desk.restore(gone, "bob").state is State.WITHDRAWN


def test_a_deleted_report_is_not_brought_back_by_its_reading(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = desk.put(file(), "q1", "ann")
    desk.delete(entry, "bob")
    desk.has_read(entry, made_report())
    desk.refuse(entry, "cannot be read")
    assert desk.one(entry).state is State.DELETED
    assert read_waiting(store) == 0


def test_what_was_deleted_or_replaced_is_erased_when_its_days_are_over(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(store)
    desk.publish(read(store, file(robberies=33)), "ann")
    deleted, kept = read(store, file(robberies=34)), read(store, file(robberies=35))
    desk.delete(deleted, "ann")
    assert desk.erase() == 0
    later = datetime.now(UTC) + desk_module.UNDO + timedelta(minutes=1)
    monkeypatch.setattr(desk_module, "datetime", _clock(later))
    assert desk.erase() == 2
    assert [one.id for one in desk.listed()] == [kept]


def test_what_waited_when_the_process_was_killed_is_read_by_the_next(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'reports.db'}"
    entry = Store(url).desk.put(file(), "q1", "ann")
    again = Store(url)
    assert read_waiting(again) == 1
    assert again.desk.one(entry).state is State.READY


def test_publishing_that_fails_half_way_leaves_all_as_it_was(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(store)
    entry = read(store, file(robberies=33))

    def fail(*_: object) -> bool:
        raise RuntimeError("killed")

    monkeypatch.setattr(desk_module, "put_report", fail)
    with pytest.raises(RuntimeError):
        desk.publish(entry, "ann")
    assert robberies(store) == ["32"]
    assert [one.state for one in desk.listed()] == [State.READY]


def test_a_reading_of_another_version_of_the_software_is_not_published(store: Store, desk: Desk) -> None:
    entry = read(store, file())
    with store._engine.begin() as connection:
        connection.execute(text('UPDATE desk SET reading = \'{"id": "q1"}\''))
    assert desk.reading(entry) is None
    with pytest.raises(NotOnDesk):
        desk.publish(entry, "ann")


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    for act in (desk.one, desk.file, desk.reading):
        with pytest.raises(NotOnDesk):
            act("nothing")
    for change in (desk.publish, desk.delete, desk.restore):
        with pytest.raises(NotOnDesk):
            change("nothing", "ann")
    with pytest.raises(NoSuchReport):
        desk.take("nothing", "ann")
    with pytest.raises(NoSuchReport):
        desk.copy("nothing", {}, "ann")


def _clock(now: datetime) -> type:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now

    return Clock
