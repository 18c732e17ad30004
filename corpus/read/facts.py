"""What a report says of itself: its name, who publishes it, which area it is about, and which period.

The lines on top say it, in any order; running heads, the first sentences and the tables confirm it. What
nothing says is `None`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.outline import Outline
from corpus.periods import find_periods, parse_period
from corpus.read.running import running_lines, without_page_number
from corpus.report import Facts, Period, PeriodKind, Section
from corpus.vocabulary import vocabulary

_FRONT_LINES = 15
_LONGEST = 200  # characters of a line on top
_PARAGRAPHS = 6  # of the body, in which a report says what it covers
_WIDE_GAP = re.compile(r"\s{2,}|\t+")
_PLAN_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\s?(?:[–—-]|to)\s?((?:19|20)\d\d|\d\d)\b(?!\s?[/.])", re.IGNORECASE
)
_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"(?:a\s+)?(?:joint\s+)?(?:report|paper|presented|prepared|submitted)\s+(?:of|to|by|from)\b",
    re.IGNORECASE,
)
_SAYS_WHAT_IT_COVERS = re.compile(r"\bthis (?:\w+ )?(?:report|paper|bulletin|document)\b", re.IGNORECASE)
_NAME = r"[A-Z][\w'’-]*(?:,?\s(?:(?:and|of|upon|on|the|in|with|&)\s)*[A-Z][\w'’-]*)*"
_OFFICE_OF = re.compile(
    r"\b(?P<office>Crime Commissioner|PCC|PFCC|OPCC|Mayor|Commissioner)\s+(?:for|of)\s+"
    rf"(?:the\s+)?(?P<area>{_NAME})"
)
_POLICE = re.compile(r"police|constabulary|crime|\bo?pf?cc$", re.IGNORECASE)
_KINDS = (PeriodKind.QUARTER, PeriodKind.RANGE, PeriodKind.TWELVE_MONTHS, PeriodKind.YEAR, PeriodKind.AS_AT)


@dataclass(frozen=True)
class Front:
    """A report's lines on top, with its running heads and its body, from which its facts are proposed."""

    lines: tuple[str, ...]
    running: tuple[str, ...]
    outline: Outline

    @cached_property
    def period(self) -> Period | None:
        """The period that the report covers; the day of a meeting or of publication is none."""
        body = (sentence.text for sentence in self.outline.paragraphs[:_PARAGRAPHS])
        covering = [text for text in body if _SAYS_WHAT_IT_COVERS.search(text)]
        for texts in (self.lines, self.running, covering):
            if found := _best_period(texts):
                return found
        return None

    @cached_property
    def publisher(self) -> str | None:
        return next((line for line in self.lines if self._is_publisher(line)), None)

    @cached_property
    def title(self) -> str | None:
        """The report's name with its period, where that stands in a line of its own."""
        names = list(dict.fromkeys(line for line in self.lines if self._is_name(line)))
        if not names:
            return None
        periods = [line for line in self.lines if line not in names and _covers(line)]
        return ", ".join([*names, *([] if _best_period(names) else periods[:1])])

    @cached_property
    def area(self) -> str | None:
        """The area after which a force, its commissioner or another body on top is named.

        A police body's is taken at its word; another's only if the text or a table names it, too.
        """
        forces = {name for line in self.lines for name in _forces_in(line)}
        if len(forces) == 1:
            return forces.pop()
        heads = (*self.lines, *self.running)
        named = [one for line in heads for one in (*_offices(line), *_before_body(line))]
        confirmed = (name for name, _ in named if self._is_confirmed(name))
        of_police = (name for name, body in named if _POLICE.search(body))
        found = next(confirmed, None) or next(of_police, None)
        return self._as_printed(found) if found else None

    def _is_name(self, line: str) -> bool:
        is_named = _has(line, "report_names") and not _ADDRESSED.match(line)
        return is_named and line != self.publisher and parse_period(line) is None

    def _is_publisher(self, line: str) -> bool:
        is_body = _has(line, "publishers") and not _has(line, "report_names")
        return is_body and not _ADDRESSED.match(line) and not find_periods(line, limit=1)

    def _is_confirmed(self, name: str) -> bool:
        """Whether the text names it, or a table has a row for it."""
        labels = (row.label.text for table in self.outline.tables for row in table.rows)
        is_row = any(label.casefold() == name.casefold() for label in labels)
        return is_row or _in_text(name, self.outline) is not None

    def _as_printed(self, name: str) -> str:
        if not name.isupper():
            return name
        return _in_text(name, self.outline) or name.title()


def read_front(lines: Sequence[str], outline: Outline) -> Front:
    """The lines above the first section, parted where a wide gap stands in them, and the running heads."""
    running = running_lines(lines)
    end = next((s.lines[0] for s in outline.sections if _opens(s)), len(lines) + 1)
    if outline.sections and end > len(lines):
        end = outline.sections[0].lines[0]
    if outline.tables:  # what a table says is not said of the whole
        end = min(end, outline.tables[0].lines[0])
    top = [n for n, line in enumerate(lines[: end - 1], 1) if line.strip() and n not in running]
    parts = (part.strip() for n in top[:_FRONT_LINES] for part in _WIDE_GAP.split(lines[n - 1].strip()))
    heads = dict.fromkeys(without_page_number(lines[number - 1]) for number in sorted(running))
    front = tuple(part for part in parts if part and len(part) <= _LONGEST)
    return Front(front, tuple(head for head in heads if head), outline)


def _opens(section: Section) -> bool:
    """Whether a heading opens the first of counted sections."""
    words = section.path[-1]
    return vocabulary().is_ordinal_heading(words) or re.match(r"1\b(?!\.\d)", words) is not None


def propose_facts(lines: Sequence[str], outline: Outline, name: str) -> Facts:
    """The facts that a report's own words give; `name` stands in for a title where it has none."""
    front = read_front(lines, outline)
    title = front.title or ", ".join(outline.title) or name
    first = outline.title[0] if len(outline.title) > 1 else None
    return Facts(
        title=title,
        publisher=front.publisher or (first if first and first not in title else None),
        area=front.area,
        period=front.period,
    )


def _best_period(texts: Iterable[str]) -> Period | None:
    """The most telling period in the texts: one that is a whole line first, a short one before a long one."""
    found: list[tuple[bool, int, Period]] = []
    for text in texts:
        whole = parse_period(text)
        for period in [whole] if whole else _periods_in(text):
            if _is_covered(period):
                found.append((whole is None, _KINDS.index(period.kind), period))
    return min(found, key=lambda one: one[:2], default=(True, 0, None))[2]


def _periods_in(text: str) -> list[Period]:
    """The periods in a line; where two are one said twice, the one with months in it."""
    periods = [found.period for found in find_periods(_PLAN_YEARS.sub(_years, text))]
    dated = [p for p in periods if _MONTHS.search(p.raw) and p.kind is not PeriodKind.AS_AT]
    return dated if len(dated) == 1 and len(periods) == 2 else periods


def _years(found: re.Match[str]) -> str:
    """Nothing for the years of a plan ("2016–2021"), which are no period of a report."""
    first, last = int(found[1]), int(found[2]) % 100
    return found[0] if last == (first + 1) % 100 else " "


def _is_covered(period: Period) -> bool:
    if period.kind is PeriodKind.AS_AT:
        return period.raw.casefold().startswith("as ")
    return period.kind in _KINDS and period.start is not None and period.end is not None


def _covers(line: str) -> bool:
    return not _ADDRESSED.match(line) and _best_period([line]) is not None


def _forces_in(line: str) -> Iterator[str]:
    """The police forces of the vocabulary that a line names."""
    return (name for name, form in _force_forms() if form.search(line.replace("&", "and")))


@lru_cache(maxsize=1)
def _force_forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    forces = dict.fromkeys(area.name for area in vocabulary().areas if area.kind == "force")
    return tuple((name, re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)) for name in forces)


def _offices(line: str) -> Iterator[tuple[str, str]]:
    """The area and the office in "Police and Crime Commissioner for Ashvale", "Mayor of Dunmore"."""
    for found in _OFFICE_OF.finditer(line):
        if not _has_only(found["area"], "publishers"):
            yield found["area"], found["office"]


def _before_body(line: str) -> Iterator[tuple[str, str]]:
    """The area and the body in "Ashvale Police", "DUNMORE CITY REGION COMBINED AUTHORITY"."""
    for body in vocabulary().structure["bodies"]:
        if found := re.match(rf"(?:the\s+)?(?P<area>.+?)\s+{body}$", line, re.IGNORECASE):
            if found["area"][0].isupper() and not _has(found["area"], "publishers"):
                yield found["area"], body
            return


def _in_text(name: str, outline: Outline) -> str | None:
    """The name as the text prints it, in mixed case."""
    form = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    for paragraph in outline.paragraphs:
        for found in form.finditer(paragraph.text):
            if not found.group().isupper() and found.group()[0].isupper():
                return found.group()
    return None


def _has(text: str, kind: str) -> bool:
    words = re.findall(r"[a-z]+", text.casefold())
    return any(word in vocabulary().structure[kind] for word in words)


def _has_only(text: str, kind: str) -> bool:
    small = ("and", "of", "the", "for")
    return all(
        w in vocabulary().structure[kind] for w in re.findall(r"[a-z]+", text.casefold()) if w not in small
    )
