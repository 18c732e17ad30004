"""What is on the desk, read and put in; the index follows by `index.build.catch_up`."""

from __future__ import annotations

from itertools import count

from corpus.read import ReadingProcess
from corpus.report import Facts, Report, UnreadableReport
from index.build import Progress, quiet
from index.entry import Entry, State
from index.store import Store


def read_waiting(store: Store, progress: Progress = quiet) -> int:
    """Read what waits on the desk, one by one, and publish what is to be; returns how many were read."""
    done = 0
    with ReadingProcess() as reading:
        while entry := store.desk.next_waiting():
            progress(f"reading {entry.name}", 0, 1)
            _read(store, entry, reading)
            done += 1
    return done


def _read(store: Store, entry: Entry, reading: ReadingProcess) -> None:
    file = store.desk.file(entry.id)
    try:
        report = reading.read(file, entry.report)
        if entry.summary is None and _is_another(store, report):
            report = reading.read(file, free_id(store, report.id))
    except UnreadableReport as error:
        store.desk.refuse(entry.id, error.reason)
        return
    store.desk.has_read(entry.id, report)
    if entry.publish:
        store.desk.publish(entry.id, entry.by)


def _is_another(store: Store, report: Report) -> bool:
    """Whether a report that came under the name of one that is held is not a newer version of it."""
    held = [stored.facts for stored in store.reports() if stored.id == report.id]
    beside = store.desk.listed((State.READY,))
    held += [one.summary.facts for one in beside if one.report == report.id and one.summary]
    return any(_what(facts) != _what(report.facts) for facts in held)


def _what(facts: Facts) -> tuple[object, ...]:
    period = facts.period and (facts.period.start, facts.period.end)
    return facts.publisher, period


def free_id(store: Store, wanted: str) -> str:
    """The id itself, or with a number where a published report or one on the desk has it."""
    taken = {stored.id for stored in store.reports()} | {entry.report for entry in store.desk.listed()}
    if wanted not in taken:
        return wanted
    return next(name for number in count(2) if (name := f"{wanted}-{number}") not in taken)
