"""An answer held against the reports' own files: its figures, the numbers that it says, and its citations.

This is the yardstick of the evaluation, so it shares no code with the gate or the reader of numbers: a
number is found in the line of the file, and a calculation is worked out again from its formula.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.numbers import shows
from corpus.report import Figure, Locator
from qa.question import Answer, Calculation, Citation
from qa.scoring.originals import Originals

_MARKER = re.compile(r"\s*\[(\d+)\]")
_QUOTE = re.compile(r"“([^“”]*(?:“[^“”]*”[^“”]*)*)”")
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[+\-−–(]\s?)?[£$€]?(?P<digits>\d{1,3}(?:\s?,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?P<percent>%|per\s?cent\b)?(?P<points>\s?percentage points?)?"
)
_MARGIN = re.compile(r"\(?(?:\+\s?/\s?[-−–]|±)\s?(?P<digits>\d+(?:\.\d+)?)\s?%?\)?")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATE = re.compile(
    rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}|\b\d{{1,2}} months\b"
    r"|\b(?:19|20)\d\d(?:[-/]\d\d)?\b"
)
_COUNTED = re.compile(r"\b\S+ of \d+ (?:steps|areas|measures)\b")  # how many of the answer's own rows
_SIZE = re.compile(r"\b(?:rise|fall|increase|decrease) of $|\bby $")
_STEPS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was held against the files, and what of it is not as they have it, in words."""

    figures: int
    wrong: tuple[str, ...]
    citations: int
    unproved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as printed or said; `sign` is "+", "-" or "", `unit` "%", "percentage points" or ""."""

    size: Decimal
    sign: str
    unit: str


def prove(answer: Answer, originals: Originals, names: Iterable[str] = ()) -> Proof:
    """Hold an answer against the originals of the reports that it cites.

    `names` are those of measures, whose numbers are no figures: "visited within 48 hours".
    """
    figures = [cited.figure for cited in answer.figures]
    wrong = (
        *(f"{f.measure}: {amiss}" for f in figures if (amiss := _amiss_in_figure(f, originals))),
        *(f"{c.formula} is not {c.result}" for c in answer.calculations if not _is_right(c)),
        *(f"“{number}” is no figure of: {said}" for said, number in _unaccounted(answer, names)),
    )
    unproved = tuple(
        f"[{citation.number}]: {amiss}"
        for citation in answer.citations
        if (amiss := _amiss_in_citation(citation, answer, originals))
    )
    return Proof(len(figures) + len(answer.calculations), wrong, len(answer.citations), unproved)


def _amiss_in_figure(figure: Figure, originals: Originals) -> str:
    """How a figure differs from what is printed; nothing where it does not."""
    if not _is_printed(figure, figure.where, originals):
        return f"“{figure.raw}” does not stand on lines {figure.where.lines}"
    if figure.value is not None and not any(_is(figure, number) for number in _numbers(figure.raw)):
        return f"“{figure.raw}” is not {figure.value} {figure.unit or ''}"
    if figure.margin is not None and figure.margin not in map(_digits, _MARGIN.finditer(figure.raw)):
        return f"“{figure.raw}” has no margin of {figure.margin}"
    listed = originals.cells.get(figure.where.report)
    return listed.amiss(figure) if listed else ""


def _is(figure: Figure, number: _Number) -> bool:
    """Whether a printed number is the figure's, in value, sign and unit."""
    value = -number.size if number.sign == "-" else number.size
    headed = " ".join((*figure.column_path, *figure.row_path))
    percent = number.unit == "%" or (figure.unit == "%" and re.search("%|per ?cent", headed, re.IGNORECASE))
    shown = figure.value is not None and shows(value, figure.value)
    return shown and bool(percent) == (figure.unit == "%")


def _is_right(calculation: Calculation) -> bool:
    """Whether the formula gives the result, in per cent where that is its unit, rounded as it is."""
    words = calculation.formula.replace("−", "-").replace("×", "*").replace("÷", "/").replace(",", "")
    worked_out = _worked_out(ast.parse(words, mode="eval").body)
    if calculation.unit == "%":
        worked_out *= 100
    step = Decimal(1).scaleb(-max(1, -int(calculation.result.as_tuple().exponent)))
    return abs(worked_out - calculation.result) <= step / 2


def _worked_out(node: ast.expr) -> Decimal:
    if isinstance(node, ast.BinOp):
        return _STEPS[type(node.op)](_worked_out(node.left), _worked_out(node.right))
    if isinstance(node, ast.UnaryOp):
        return -_worked_out(node.operand)
    return Decimal(ast.unparse(node))


def _unaccounted(answer: Answer, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each sentence with a number that is neither a figure that it cites nor worked out from such."""
    for said in (*answer.text.split("\n"), *answer.notes):
        markers = {int(marker) for marker in _MARKER.findall(said)} or {c.number for c in answer.citations}
        figures = [cited.figure for cited in answer.figures if cited.citation in markers]
        values = [(figure.value, figure.unit) for figure in figures]
        values += [(c.result, c.unit) for c in answer.calculations if markers.issuperset(c.inputs)]
        bare = _bare(said, figures, names)
        for match in _NUMBER.finditer(bare):
            number, is_size = _number(match), bool(_SIZE.search(bare[: match.start()]))
            if not any(_is_said(value, unit, number, is_size=is_size) for value, unit in values):
                yield said, match.group().strip()


def _bare(said: str, figures: list[Figure], names: Iterable[str]) -> str:
    """A sentence without its markers, quotations, names, dates, and the margins of its figures."""
    margins = {figure.margin for figure in figures}
    said = _COUNTED.sub("", _without_names(_QUOTE.sub("", _MARKER.sub("", said)), figures, names))
    return _MARGIN.sub(lambda m: "" if _digits(m) in margins else m.group(), _DATE.sub("", said))


def _is_said(value: Decimal | None, unit: str | None, number: _Number, *, is_size: bool) -> bool:
    """Whether a number that is said is a value: a size ("a fall of 12") is said without its sign."""
    if value is None or number.unit != (unit if unit in ("%", "percentage points") else ""):
        return False
    signed = -number.size if number.sign == "-" else number.size
    return value == signed or (is_size and abs(value) == number.size)


def _without_names(said: str, figures: list[Figure], names: Iterable[str]) -> str:
    """A sentence without what it calls measures, rows and units ("per 1,000 people")."""
    own = {name for f in figures for name in (f.measure, f.unit, *f.row_path, *f.column_path) if name}
    for name in sorted(filter(_NUMBER.search, own.union(names)), key=len, reverse=True):
        said = re.sub(re.escape(name.removeprefix("% ")), "", said, flags=re.IGNORECASE)
    return said


def _amiss_in_citation(citation: Citation, answer: Answer, originals: Originals) -> str:
    """Why a citation does not prove what it is cited for; nothing where it does."""
    figures = [cited.figure for cited in answer.figures if cited.citation == citation.number]
    for figure in figures:
        if not _is_printed(figure, citation.where, originals):
            return f"“{figure.raw}” does not stand on lines {citation.where.lines}"
    for part in citation.quote.split(" … "):
        if not _stands(part, citation.where, originals):
            return f"the quotation “{part}” does not stand on lines {citation.where.lines}"
    said = [s for s in (*answer.text.split("\n"), *answer.notes) if f"[{citation.number}]" in s]
    quoted = [quote for sentence in said for quote in _QUOTE.findall(sentence)]
    if not figures and not any(_stands(quote, citation.where, originals) for quote in quoted):
        return "nothing that is said stands there"
    whole = Locator(citation.where.report, (1, len(originals.lines[citation.where.report])))
    missing = next((quote for quote in quoted if not _stands(quote, whole, originals)), None)
    return f"“{missing}” does not stand in the report" if missing else ""


def _is_printed(figure: Figure, where: Locator, originals: Originals) -> bool:
    """Whether a figure's words stand at a place; words, but no number, may stand in a merged cell above."""
    if _stands(figure.raw, where, originals):
        return True
    if figure.value is not None:
        return False
    lines, first = originals.lines[where.report], where.lines[0]
    while first > 1 and "\t" in lines[first - 2]:
        first -= 1
    return _stands(figure.raw, Locator(where.report, (first, where.lines[1])), originals)


def _stands(words: str, where: Locator, originals: Originals) -> bool:
    """Whether words stand at a place of the file: whole words and numbers, white space and markup aside."""
    first, last = where.lines
    there = _folded("\n".join(originals.lines[where.report][first - 1 : last]))
    before, after = (r"(?<![\w.,])", r"(?![\w%]|[.,]\d)")
    return re.search(f"{before}{re.escape(_folded(words))}{after}", there) is not None


def _folded(text: str) -> str:
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]*>|\*\*", " ", text).split())


def _numbers(text: str) -> list[_Number]:
    return [_number(match) for match in _NUMBER.finditer(_folded(text))]


def _number(match: re.Match[str]) -> _Number:
    sign = (match["sign"] or "").strip()
    unit = "%" if match["percent"] else "percentage points" if match["points"] else ""
    return _Number(_digits(match), "-" if sign in ("-", "−", "–", "(") else sign, unit)


def _digits(match: re.Match[str]) -> Decimal:
    return Decimal(re.sub(r"[\s,]", "", match["digits"]))
