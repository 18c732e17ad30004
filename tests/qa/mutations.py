"""Sentences made false: one change each, of the kinds that would be worst in a council or a newspaper.

No change here leaves a sentence true. A noun is never dropped from a count, nor its own noun put to it
("32" for "32 crimes"); two values that are equal are not swapped; a place is not put into a larger area
that it lies in as well; and words that still stand in the source, in a row, are no changed quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

from corpus.report import Locator
from qa.catalogue import Catalogue
from qa.evidence import Sentence
from qa.telling.wording import during

NOWHERE = ("Durham", "Leeds", "Cleveland", "Cornwall", "Cumbria")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,])[+\-]?\d[\d,]*(?:\.\d+)?")
_WITH_UNIT = re.compile(
    r"(?<![\w.,])(?P<number>[+\-]?\d[\d,]*(?:\.\d+)?)(?P<unit>%| percentage points?| crimes?)"
)
_BARE = re.compile(r"\b(?P<role>from|to|stayed at) (?P<number>\d[\d,]*(?:\.\d+)?)(?= [(t]|,|;)")
_SIGNED = re.compile(r"(?<!\S)[+\-](?=\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"\b\d{1,2}(?= (?:" + "|".join(MONTHS) + r")\b)")
_MONTH = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")
_MARGIN = re.compile(r" ?\(\+/-(\d[\d.]*)%?\)")
_QUOTE = re.compile(r"“([^“”]*)”")
_AMOUNT = r"\d+(?:[,.]\d+)*%?"
_SPAN = re.compile(rf"\bfrom (?P<a>{_AMOUNT})(?P<between>(?: \([^()]*\))*) to (?P<b>{_AMOUNT})")
_OPPOSITE = {"rose": "fell", "fell": "rose", "a rise of": "a fall of", "a fall of": "a rise of"}
_DIRECTION = re.compile(r"\b(?:rose|fell|a rise of|a fall of)\b(?! in \d)")
_STEPS = re.compile(r"\b(?P<way>rose|fell) in (?P<times>\d+) of (?P<all>\d+) steps")
_EXTREME = re.compile(r"\bwas (?:highest|lowest)\b")
_EXTREME_OF = {"was highest": "was lowest", "was lowest": "was highest"}
_RESTATED = re.compile(
    r"(?P<a>\S+)(?P<as>(?: [a-z ]+)? as published .*?, )(?P<b>\S+)(?=(?: [a-z ]+)? as restated)"
)
_REPORTS = re.compile(r"in the report for (?P<a>[^,]+)(?P<between>, .* in the report for )(?P<b>[^;]+);")

_TURNED = {
    **{"Yes": "No", "No": "Yes", "is met": "is not met", "is not met": "is met"},
    **{"above": "below", "below": "above", "higher": "lower", "lower": "higher"},
}
_VERDICT = re.compile(r"^(?:Yes|No)(?=[.:])")
_MET = re.compile(r"\bis (?:not )?met\b")
_SIDE = re.compile(r"\b(?:above|below)(?= it\b)|(?<=figure is )(?:higher|lower)\b")
_COUNT = re.compile(r"(?<=\bin )(\w+) of (\w+)(?= (?:areas?|measures?)\b)")
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
RESULTS = ("total", "average", "difference", "share", "ratio")
_RESULT = re.compile(rf"\b([Tt]he) ({'|'.join(RESULTS)}) is\b")

Source = Callable[[Locator], str]


@dataclass(frozen=True, slots=True)
class Mutation:
    """What was changed, and the sentence that came of it."""

    kind: str
    sentence: Sentence


def mutations(sentence: Sentence, known: Catalogue, source: Source, chance: Random) -> Iterator[Mutation]:
    """Every kind of change that the sentence's words allow, each at one place that `chance` picks."""
    body, markers = _parted(sentence.text)
    for kind, changes in _changes(body, sentence, known, source, chance).items():
        found = sorted({text for text in changes if text != body})
        if found:
            yield Mutation(kind, replace(sentence, text=chance.choice(found) + markers))


def _parted(text: str) -> tuple[str, str]:
    """The words and the citation markers at their end, which are numbers of citations and claim nothing."""
    body = re.sub(r"(?:\s*\[\d+\])+$", "", text)
    return body, text[len(body) :]


def _changes(
    body: str, sentence: Sentence, known: Catalogue, source: Source, chance: Random
) -> dict[str, Iterable[str]]:
    return {
        "a digit changed": _numbers(body, lambda n: _digit(n, chance, changed=True)),
        "a digit added": _numbers(body, lambda n: _digit(n, chance, changed=False)),
        "a digit dropped": _numbers(body, lambda n: _dropped(n, chance)),
        "the decimal point moved": _numbers(body, _moved),
        "a sign flipped": _sub(_SIGNED, body, lambda m: "-" if m.group() == "+" else "+"),
        "a sign put": _sub(_BARE, body, lambda m: f"{m['role']} -{m['number']}"),
        "the direction turned": _sub(_DIRECTION, body, lambda m: _OPPOSITE[m.group()]),
        "a unit swapped": _units(body, sentence, chance),
        "a year shifted": _sub(_YEAR, body, lambda m: str(int(m.group()) + chance.choice((-1, 1)))),
        "a month changed": _sub(_MONTH, body, lambda m: _other(MONTHS, m.group(), chance)),
        "a day changed": _sub(_DAY, body, lambda m: str(int(m.group()) % 30 + 1)),
        "an area of the reports put for another": _areas(body, tuple(known.areas), known),
        "an area of no report put for another": _areas(body, NOWHERE, known),
        "a measure of the reports put for another": _measures(body, sentence, known, chance),
        "the two values swapped": _sub(_SPAN, body, lambda m: f"from {m['b']}{m['between']} to {m['a']}"),
        "a yes or no turned": _sub(_VERDICT, body, lambda m: _TURNED[m.group()]),
        "a target's verdict turned": _sub(_MET, body, lambda m: _TURNED[m.group()]),
        "above put for below": _sub(_SIDE, body, lambda m: _TURNED[m.group()]),
        "a count in words changed": _counts(body, chance),
        "a result called another": _sub(
            _RESULT, body, lambda m: f"{m[1]} {_other(RESULTS, m[2], chance)} is"
        ),
        "the steps of the other way": _sub(_STEPS, body, lambda m: f"{_OPPOSITE[m['way']]}{m.group()[4:]}")
        if len({(m["times"]) for m in _STEPS.finditer(body)}) > 1
        else (),
        "a step more": _sub(
            _STEPS, body, lambda m: m.group().replace(f" {m['times']} ", f" {int(m['times']) + 1} ", 1)
        ),
        "the other extreme": _sub(_EXTREME, body, lambda m: _EXTREME_OF[m.group()])
        if _varies(sentence)
        else (),
        "another period's extreme": _other_periods(body, sentence, chance),
        "a restated figure swapped": _sub(_RESTATED, body, lambda m: f"{m['b']}{m['as']}{m['a']}"),
        "the reports swapped": _sub(
            _REPORTS, body, lambda m: f"in the report for {m['b']}{m['between']}{m['a']};"
        ),
        "a margin changed": _sub(_MARGIN, body, lambda m: m.group().replace(m[1], f"{m[1]}1")),
        "a margin dropped": _sub(_MARGIN, body, lambda m: ""),
        "a quoted word changed": _quotes(body, sentence, source, chance, swap=False),
        "two quoted words swapped": _quotes(body, sentence, source, chance, swap=True),
    }


def _varies(sentence: Sentence) -> bool:
    return len({figure.value for figure in sentence.figures}) > 1


def _other_periods(body: str, sentence: Sentence, chance: Random) -> Iterator[str]:
    """The period of the highest or lowest put for that of a figure which is neither, or less than that."""
    if not _EXTREME.search(body):
        return
    own = [figure for figure in sentence.figures if figure.period and during(figure.period) in body]
    others = [f for f in sentence.figures if f.period and own and f.value != own[0].value]
    if own and others and own[0].period and (other := chance.choice(others).period):
        yield body.replace(during(own[0].period), during(other), 1)


def _sub(form: re.Pattern[str], body: str, change: Callable[[re.Match[str]], str]) -> Iterator[str]:
    for match in form.finditer(body):
        yield body[: match.start()] + change(match) + body[match.end() :]


def _numbers(body: str, change: Callable[[str], str]) -> Iterator[str]:
    return _sub(_NUMBER, body, lambda match: change(match.group()))


def _digit(number: str, chance: Random, *, changed: bool) -> str:
    """The number with one digit changed, or one put after another digit."""
    at = chance.choice([i for i, letter in enumerate(number) if letter.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + digit + number[at + 1 :] if changed else number[: at + 1] + digit + number[at + 1 :]


def _dropped(number: str, chance: Random) -> str:
    """The number without one of its digits; a number of one digit is left alone."""
    places = [i for i, letter in enumerate(number) if letter.isdigit()]
    at = chance.choice(places)
    return number[:at] + number[at + 1 :] if len(places) > 1 else number


def _moved(number: str) -> str:
    """The number with its decimal point one place to the left, or one put before its last digit."""
    sign, digits = ("", number) if number[0].isdigit() else (number[0], number[1:])
    whole, _, part = digits.replace(",", "").partition(".")
    return f"{sign}{whole[:-1] or '0'}.{whole[-1]}{part}"


def _counts(body: str, chance: Random) -> Iterator[str]:
    """ "Two of six areas": the one count changed, or the other."""
    yield from _sub(_COUNT, body, lambda m: f"{_other(COUNTS, m[1], chance)} of {m[2]}")
    yield from _sub(_COUNT, body, lambda m: f"{m[1]} of {_other(COUNTS, m[2], chance)}")


def _units(body: str, sentence: Sentence, chance: Random) -> Iterator[str]:
    """Another unit, or none where a share loses its sign; a bare count is given a unit that it has not."""
    swaps = {
        "%": (" percentage points", " crimes", ""),
        " percentage point": ("%", " crimes", ""),
        " crime": ("%", " percentage points"),
    }
    yield from _sub(
        _WITH_UNIT, body, lambda m: m["number"] + chance.choice(swaps[m["unit"].removesuffix("s")])
    )
    figures = (*sentence.figures, *(figure for result in sentence.results for figure in result.figures))
    foreign = ["%", " percentage points"]
    foreign += [] if any(figure.unit == "crimes" for figure in figures) else [" crimes"]
    yield from _sub(_BARE, body, lambda m: m.group() + chance.choice(foreign))


def _other(names: Iterable[str], name: str, chance: Random) -> str:
    return chance.choice([other for other in names if other != name])


def _areas(body: str, others: Iterable[str], known: Catalogue) -> Iterator[str]:
    """Each area outside of quotations put for each other; what lies somewhere is not put in a larger area."""
    form = re.compile(r"(?<!\w)(?:" + "|".join(sorted(known.areas, key=len, reverse=True)) + r")(?!\w)")
    quoted = [match.span() for match in _QUOTE.finditer(body)]
    for match in form.finditer(body):
        if any(first <= match.start() < last for first, last in quoted):
            continue
        outer = body[: match.start()].endswith("lies in ")
        for other in others:
            if not (outer and other in known.wholes):
                yield body[: match.start()] + other + body[match.end() :]


def _measures(body: str, sentence: Sentence, known: Catalogue, chance: Random) -> Iterator[str]:
    """The measure that a sentence on figures opens with, put for another that its evidence does not name."""
    own = {figure.measure for figure in sentence.figures if figure.measure}
    others = sorted(known.measures.keys() - own)
    yield from (chance.choice(others) + body[len(name) :] for name in own if body.startswith(name))


def _quotes(body: str, sentence: Sentence, source: Source, chance: Random, *, swap: bool) -> Iterator[str]:
    """A quoted word changed, or two neighbours swapped, where the source has no such words in a row."""
    there = " ".join(source(where) for where in sentence.quotes)
    for match in _QUOTE.finditer(body):
        words = match[1].split()
        if len(words) < 2:
            continue
        at = chance.randrange(len(words) - 1)
        words[at : at + 2] = [words[at + 1], words[at]] if swap else ["never", words[at + 1]]
        if (said := " ".join(words)) not in there:
            yield body[: match.start(1)] + said + body[match.end(1) :]
