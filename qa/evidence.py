"""What an answer rests on: sentences with the figures, calculations and quotations that prove each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.report import Figure, Locator
from qa.gate.facts import Judgement
from qa.question import Answer, Calculation, Citation, CitedFigure, ReadAs, Status
from qa.telling.calculate import Result

_HEADS = 3  # headings that are named of a source
SMALL_NUMBER = 50  # counts under this make percentages jump; a setting of the application


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and what proves it.

    `names` are what it may name without a figure (what is not there); `judgements` are the words in it
    that judge figures ("yes", "not met"), with their facts; `reports` are reports that it names: each
    one's id with the words for it.
    """

    text: str
    figures: tuple[Figure, ...] = ()
    results: tuple[Result, ...] = ()
    quotes: tuple[Locator, ...] = ()
    names: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Draft:
    """An answer being put together. Citations are numbered as they are needed: one a row or passage."""

    titles: Mapping[str, str]
    small_number: int = SMALL_NUMBER
    answer: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    emphasis: list[str] = field(default_factory=list)
    _numbers: dict[tuple[str, tuple[int, int]], int] = field(default_factory=dict)
    _where: list[Locator] = field(default_factory=list)
    _quotes: list[str] = field(default_factory=list)
    _columns: dict[int, list[str]] = field(default_factory=dict)
    _ordered: dict[str, Figure] = field(default_factory=dict)

    def say(
        self,
        text: str,
        figures: Iterable[Figure] = (),
        results: Iterable[Result] = (),
        names: Iterable[str] = (),
        judgements: Iterable[Judgement] = (),
    ) -> None:
        """Add a sentence proved by figures, results and judgements."""
        sentence = self._sentence(text, tuple(figures), tuple(results), tuple(names))
        self.answer.append(replace(sentence, judgements=tuple(judgements)))

    def head(self, text: str, figures: Iterable[Figure], *judgements: Judgement) -> None:
        """Add a sentence that opens a list: its figures prove it, and the list that follows cites them."""
        self.answer.append(Sentence(text, tuple(figures), judgements=judgements))

    def verdict(self, said: Judgement, figures: Iterable[Figure], *, tail: str = "") -> None:
        """Add the yes or no that the sentences after it explain."""
        self.head(f"{said.words}.{tail}", figures, said)

    def first(self, said: Judgement, figures: Iterable[Figure]) -> None:
        """Put a yes or no before all other sentences."""
        self.answer.insert(0, Sentence(f"{said.words}.", tuple(figures), judgements=(said,)))

    def sum_up(
        self, text: str, figures: Iterable[Figure], shown: Iterable[Figure], results: Iterable[Result] = ()
    ) -> None:
        """Add a sentence that a whole course of figures proves; only those `shown` are marked in it."""
        every, worked_out = tuple(figures), tuple(results)
        self.put_in_order(every)
        markers = "".join(f" [{number}]" for number in dict.fromkeys(map(self.cite, shown)))
        self.answer.append(Sentence(f"{text}{markers}", every, worked_out))

    def put_in_order(self, figures: Iterable[Figure]) -> None:
        """Cite figures, and keep their order in the answer's record, whichever a sentence says first."""
        for figure in figures:
            self.cite(figure)
            self._ordered.setdefault(figure.id, figure)

    def quote(self, text: str, where: Locator, quote: str, headings: Iterable[str] = ()) -> None:
        """Add a sentence that quotes the source at `where`; it may also quote the `headings` over it."""
        marker = self._cite(where, quote, None)
        self.answer.append(Sentence(f"{text} [{marker}]", quotes=(where,), names=tuple(headings)))

    def note(
        self,
        text: str,
        figures: Iterable[Figure] = (),
        results: Iterable[Result] = (),
        names: Iterable[str] = (),
        judgements: Iterable[Judgement] = (),
    ) -> None:
        """Add a note, once."""
        sentence = self._sentence(text, tuple(figures), tuple(results), tuple(names))
        self._note(replace(sentence, judgements=tuple(judgements)))

    def note_of_reports(
        self, text: str, figures: Iterable[Figure], reports: Iterable[tuple[str, str]]
    ) -> None:
        """Add a note that names the reports that its figures stand in."""
        self._note(replace(self._sentence(text, tuple(figures), (), ()), reports=tuple(reports)))

    def say_source(self) -> None:
        """Put before all else which reports the answer stands in, and under which headings."""
        places = dict.fromkeys((self.titles[at.report], at.section[-1:]) for at in self._where)
        for title in dict.fromkeys(title for title, _ in places):
            heads = tuple(head for one, path in places if one == title for head in path)[:_HEADS]
            under = f", under {' and '.join(f'“{head}”' for head in heads)}" if heads else ""
            self.answer.insert(0, Sentence(f"That stands in “{title}”{under}.", names=(title, *heads)))

    def emphasise(self, words: Iterable[str]) -> None:
        """Mark words of the quotations as what was asked for."""
        self.emphasis += [one for one in words if one not in self.emphasis]

    def _note(self, sentence: Sentence) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _sentence(
        self, text: str, figures: tuple[Figure, ...], results: tuple[Result, ...], names: tuple[str, ...]
    ) -> Sentence:
        numbers = dict.fromkeys(
            self.cite(figure) for figure in (*figures, *(f for r in results for f in r.figures))
        )
        markers = "".join(f" [{number}]" for number in numbers)
        return Sentence(f"{text}{markers}", figures, results, (), names)

    def cite(self, figure: Figure) -> int:
        """The number of the citation of a figure's row."""
        return self._cite(figure.where, "", figure)

    def _cite(self, where: Locator, quote: str, figure: Figure | None) -> int:
        place = (where.report, where.lines)
        if place not in self._numbers:
            self._numbers[place] = len(self._where) + 1
            self._where.append(where)
            self._quotes.append(quote)
        number = self._numbers[place]
        columns = self._columns.setdefault(number, [])
        if figure and figure.where.column and figure.where.column not in columns:
            columns.append(figure.where.column)
        return number

    def finished(
        self,
        status: Status,
        read_as: ReadAs,
        quote_of: Callable[[Locator], str],
        suggestions: Sequence[str] = (),
    ) -> Answer:
        """The answer as a record. `quote_of` gives the source's own words at a place."""
        sentences = (*self.answer, *self.notes)
        return Answer(
            status=status,
            text="\n".join(sentence.text for sentence in self.answer),
            read_as=read_as,
            citations=tuple(self._citation(n, where, quote_of) for n, where in enumerate(self._where, 1)),
            figures=self._figures(sentences),
            calculations=self._calculations(sentences),
            notes=tuple(sentence.text for sentence in self.notes),
            suggestions=tuple(suggestions),
            emphasis=tuple(self.emphasis),
        )

    def _citation(self, number: int, where: Locator, quote_of: Callable[[Locator], str]) -> Citation:
        column = "; ".join(self._columns.get(number, ())) or None
        place = Locator(where.report, where.lines, where.section, where.page, where.table, where.row, column)
        quote = self._quotes[number - 1] or quote_of(where)
        return Citation(
            number, place, self.titles[where.report], quote, f"/reports/{where.report}#L{where.lines[0]}"
        )

    def _figures(self, sentences: Iterable[Sentence]) -> tuple[CitedFigure, ...]:
        cited = self._ordered | {
            f.id: f for s in sentences for f in (*s.figures, *(g for r in s.results for g in r.figures))
        }
        return tuple(CitedFigure(figure, self.cite(figure)) for figure in cited.values())

    def _calculations(self, sentences: Iterable[Sentence]) -> tuple[Calculation, ...]:
        results = dict.fromkeys(result for sentence in sentences for result in sentence.results)
        return tuple(
            Calculation(r.formula, r.value, r.unit, tuple(dict.fromkeys(self.cite(f) for f in r.figures)))
            for r in results
        )


def amount(value: Decimal | None) -> Decimal:
    """A figure's number, zero where it has none: for ordering only."""
    return value if value is not None else Decimal(0)
