"""Words -> Query: what is wanted, of which measures, areas and periods, each link with its score.

The way follows Data Commons' detection (datacommons.org): find what the words name in a catalogue
made from the ingested reports, find what is wanted from the grammar, and keep what is ambiguous
ambiguous. No language model takes part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from corpus.periods import FoundPeriod, find_periods
from corpus.report import Period, PeriodKind, Role
from corpus.vocabulary import vocabulary
from qa.catalogue import Catalogue
from qa.grammar import Grammar, read_grammar
from qa.keys import SMALL, forms_of, key, terms_by_name, vocabulary_words
from qa.measures import Item, Named, about, name_measures, one_has_all
from qa.patterns import AREA, MEASURE, says
from qa.phrases import Phrase, PhraseBook, Token, find_phrases, find_signals, synonym_stems, tokenise
from qa.question import Link, Missing, Query, Wants, When


def understand(text: str, catalogue: Catalogue, context: Period | None = None) -> Query:
    """What `text` asks. `context` is the period of the latest report: it lends a missing year."""
    return _Reading(text, catalogue, context).query()


@dataclass(frozen=True, slots=True)
class _Areas:
    links: tuple[Link, ...]
    missing: tuple[Missing, ...]


class _Reading:
    """One question's words, each put to one use at most: period, area, measure, grammar."""

    def __init__(self, text: str, catalogue: Catalogue, context: Period | None) -> None:
        self.text = text
        self.catalogue = catalogue
        text = _DIRECTIONS_JOINED.sub(r"\1 \4 \2 \3 \4", text)
        self.periods = _periods(text, context)
        self.of_reports = tuple(found.period for found in self.periods if _names_report(text, found))
        self.tokens = tokenise(text, catalogue.words)
        self.free = [i for i, token in enumerate(self.tokens) if not self._in_period(token)]
        phrases = [p for p in find_phrases(self.tokens, self.free, catalogue.book) if self._means_it(p)]
        self._use(phrases)
        self.area_phrases = [p for p in phrases if p.names[0].startswith(("area:", "place:"))]
        self.term_phrases = [p for p in phrases if p.names[0].startswith("term:")]
        self.areas = self._areas()
        self._drop_asides()
        self.signals = find_signals(self.tokens, self.free)
        self.grammar = read_grammar(self._masked(), self.signals, len(self.areas.links), len(self.periods))

    def query(self) -> Query:
        items, hints, unplaced = self._items()
        named = self._named(items, hints)
        grammar = self.grammar
        unheld = (period for period in self.of_reports if not self.catalogue.reports_on(period))
        missing = (
            *(Missing("period", period.raw) for period in unheld),
            *self.areas.missing,
            *(Missing("measure", words) for words in named.absent),
            *self._splits(named),
        )
        return Query(
            text=self.text,
            wants=self._wants(named),
            scope=grammar.scope,
            measures=named.links,
            either=named.either,
            areas=self._with_force(grammar),
            every_area=grammar.every_area,
            except_areas=self._excepted(grammar),
            when=self._when(grammar),
            reports=tuple(
                report for period in self.of_reports for report in self.catalogue.reports_on(period)
            ),
            role=grammar.role,
            direction=grammar.direction,
            most=grammar.most,
            count=grammar.count,
            over=grammar.over,
            asks_percent=grammar.asks_percent,
            asks_worse=grammar.asks_worse,
            asks_why=grammar.asks_why,
            claims=self._claims(named),
            missing=missing,
            unplaced=(*named.unplaced, *unplaced),
        )

    def _drop_asides(self) -> None:
        """Leave out sentences that name nothing the reports measure, where another sentence does ("I am new here.")."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)]
        of = {i: sum(end <= token.span[0] for end in ends) for i, token in enumerate(self.tokens)}
        held = {of[p.tokens[0]] for p in self.term_phrases if self._is_held(p)}
        self.asides = frozenset(i for i, sentence in of.items() if held and sentence not in held)
        self.term_phrases = [p for p in self.term_phrases if p.tokens[0] not in self.asides]

    def _is_held(self, phrase: Phrase) -> bool:
        return bool(name_measures([self._item(phrase)], frozenset(), self.catalogue).links)

    def _masked(self) -> tuple[Token, ...]:
        """The tokens with the words that name measures, areas and periods hidden: what is left is grammar."""
        named = {i for phrase in self.term_phrases for i in phrase.tokens}
        free = {*self.free, *(i for phrase in self.signals for i in phrase.tokens)}
        hidden = [MEASURE if i in named else AREA for i in range(len(self.tokens))]
        return tuple(
            token if i in free else replace(token, word=hidden[i]) for i, token in enumerate(self.tokens)
        )

    def _named(self, items: list[Item], hints: frozenset[str]) -> Named:
        """The measures named; none where the question ranks or lists the kinds of crime themselves."""
        only_total = bool(items) and all(item.names <= {"Total crime"} and item.names for item in items)
        says_all = only_total and says(self.text, "form.all_of_it")
        if (
            only_total
            and (self.grammar.asks_kinds or says_all)
            and (self.areas.links or self.grammar.wants is Wants.RANK)
        ):
            return Named((), False, (), ())
        if self.grammar.wants is Wants.OVERVIEW and items and (links := about(items, self.catalogue)):
            return Named(links, len(links) > 1, (), ())
        return name_measures(items, hints, self.catalogue)

    def _claims(self, named: Named) -> tuple[Decimal, ...]:
        """The numbers that the question states, without those in the names of its measures ("within 24 hours")."""
        own = frozenset().union(*(self.catalogue.measures[link.name].stems for link in named.links))
        return tuple(number for number in self.grammar.claims if f"{abs(number):f}" not in own)

    def _splits(self, named: Named) -> tuple[Missing, ...]:
        """The splits asked for, without those that a measure's own name is about ("neighbourhood officers")."""
        own = frozenset().union(*(self.catalogue.measures[link.name].stems for link in named.links))
        return tuple(
            lack
            for lack in self.grammar.missing
            if lack.kind != "split" or not own & frozenset(key(lack.words))
        )

    def _in_period(self, token: Token) -> bool:
        return any(found.span[0] <= token.span[0] < found.span[1] for found in self.periods)

    def _means_it(self, phrase: Phrase) -> bool:
        """Whether a phrase that is also an ordinary word ("reading", "bath") is meant as the place."""
        words = " ".join(self.tokens[i].word for i in phrase.tokens)
        if len(phrase.tokens) == 1 and phrase.names[0].startswith("term:"):
            return bool(
                forms_of(words) & vocabulary_words()
            )  # "office" has the stem of "officers", and is not it
        if not phrase.names[0].startswith("place:") or words not in vocabulary().words["also_words"]:
            return True
        before = self.tokens[phrase.tokens[0] - 1].word if phrase.tokens[0] else ""
        return before in ("in", "for", "at", "of", "around") or (
            phrase.tokens[0] > 0 and self.tokens[phrase.tokens[0]].is_name
        )

    def _use(self, phrases: Sequence[Phrase]) -> None:
        used = {i for phrase in phrases for i in phrase.tokens}
        self.free = [i for i in self.free if i not in used]

    def _words(self, phrase: Phrase) -> str:
        return " ".join(self.tokens[i].typed for i in phrase.tokens)

    def _areas(self) -> _Areas:
        links: list[Link] = []
        missing: list[Missing] = []
        for phrase in self.area_phrases:
            names = [name.split(":", 1) for name in phrase.names]
            known = [name for kind, name in names if kind == "area"]
            known = known or self._areas_with_word(phrase.tokens)
            links += [Link(self._words(phrase), name, 1.0) for name in known]
            if not known:
                missing.append(self._missing_area(self._words(phrase), [name for _, name in names]))
        for index in self.free:
            if names_ := self._areas_with_word((index,)):
                links += [Link(self.tokens[index].typed, name, 0.8) for name in names_]
                self.free = [i for i in self.free if i != index]
        return _Areas(tuple(dict.fromkeys(links)), tuple(missing))

    def _areas_with_word(self, tokens: Sequence[int]) -> list[str]:
        """The areas whose name has a word of the question ("Tyneside": North and South Tyneside)."""
        if len(tokens) != 1:
            return []
        stem = self.tokens[tokens[0]].stem
        if stem in _DIRECTIONS or len(stem) < 4:
            return []
        return [name for name in self.catalogue.areas if len(key(name)) > 1 and stem in key(name)]

    def _missing_area(self, words: str, places: Sequence[str]) -> Missing:
        """A place that no report gives figures for, with the area of the catalogue that it lies in, if one does."""
        within: str | None = None
        for term in vocabulary().areas:
            if term.name in places:
                around = {name for name in self.catalogue.areas if name in _around(term.name)}
                parts = [name for name in around if not self.catalogue.areas[name].is_whole]
                within = within or next(iter(sorted(parts) or sorted(around)), None)
        return Missing("area", words, within)

    def _items(self) -> tuple[list[Item], frozenset[str], tuple[str, ...]]:
        """What may name measures: phrases of the vocabulary, and other words that measures use; and what is left."""
        items = [item for phrase in self.term_phrases for item in self._parted(phrase)]
        signalled = {i for phrase in self.signals for i in phrase.tokens}
        in_measures = frozenset().union(*(m.stems for m in self.catalogue.measures.values()))
        hints = frozenset(
            t.stem for i, t in enumerate(self.tokens) if i in signalled and t.stem in in_measures
        )
        left = [i for i in self.free if i not in signalled and self.tokens[i].word not in SMALL]
        left = [i for i in left if len(self.tokens[i].word) > 1 and i not in self.asides]
        word_items = [i for i in left if self._named_stem(i) in in_measures]
        items += [self._word_item(i) for i in word_items]
        in_all = self.grammar.wants is Wants.SHARE and not any(
            item.names == {"Total crime"} for item in items
        )
        if self.grammar.says_crime and (in_all or not self._narrower_items(items)):
            items = [Item("crime", frozenset({"Total crime"}), frozenset()), *items]
        else:
            items = self._narrower_items(items) or items
        counted = (self.grammar.over, self.grammar.count)
        numbers = {*self.grammar.claims, *(Decimal(n) for n in counted if n)}
        unplaced = tuple(
            t.typed for i in left if i not in word_items and not _is_number(t := self.tokens[i], numbers)
        )
        return items, hints, (*unplaced, *self.grammar.unplaced)

    def _parted(self, phrase: Phrase) -> list[Item]:
        """A phrase as one item; or as its parts, where no measure is what it says but one has all its parts."""
        whole = self._item(phrase)
        if len(phrase.tokens) == 1 or name_measures([whole], frozenset(), self.catalogue).links:
            return [whole]
        smaller = PhraseBook(
            {k: n for k, n in self.catalogue.book.phrases.items() if len(k) < len(phrase.tokens)}
        )
        parts = [
            p for p in find_phrases(self.tokens, phrase.tokens, smaller) if p.names[0].startswith("term:")
        ]
        named = {i for part in parts for i in part.tokens}
        words = [
            self._word_item(i)
            for i in phrase.tokens
            if i not in named and self.tokens[i].word not in _JOINING
        ]
        items = [*(self._item(part) for part in parts), *words]
        return items if one_has_all(items, self.catalogue) else [whole]

    def _word_item(self, index: int) -> Item:
        return Item(self.tokens[index].typed, frozenset(), frozenset({self._named_stem(index)}))

    def _named_stem(self, index: int) -> str:
        """The stem of a word, or of the word that measures use for it."""
        own = self.tokens[index].stem
        return synonym_stems().get(own, own)

    def _narrower_items(self, items: list[Item]) -> list[Item]:
        """The items without a wide one ("crime") that only says again what a narrower one says."""
        if self.grammar.wants is Wants.SHARE or self.grammar.wants is Wants.RATIO:
            return items
        terms = [item for item in items if item.names]
        wide = [item for item in terms if item.names <= {"Total crime"}]
        return [item for item in items if item not in wide] if len(terms) > len(wide) else items

    def _item(self, phrase: Phrase) -> Item:
        names = frozenset(name.split(":", 1)[1] for name in phrase.names if name.startswith("term:"))
        stems = frozenset(self.tokens[i].stem for i in phrase.tokens)
        own = frozenset(terms_by_name().get(tuple(self.tokens[i].stem for i in phrase.tokens), ()))
        return Item(self._words(phrase), names, stems, own)

    def _wants(self, named: Named) -> Wants:
        scope = self.grammar.scope
        if scope and scope != "forecast" and not (named.links and scope in _MILD):
            return Wants.OUT_OF_SCOPE
        if not named.links and says(self.text, "form.all_of_it") and self.areas.links:
            return Wants.OVERVIEW
        if self.grammar.wants is Wants.LOOKUP and not named.links and not named.absent and self.areas.links:
            return Wants.OVERVIEW
        return self.grammar.wants

    def _with_force(self, grammar: Grammar) -> tuple[Link, ...]:
        links = self.areas.links
        if grammar.force_words and not any(link.name in self.catalogue.wholes for link in links):
            links = (*links, *(Link(grammar.force_words, name, 0.9) for name in self.catalogue.wholes))
        return tuple(link for link in links if link.name not in self._excepted(grammar))

    def _excepted(self, grammar: Grammar) -> tuple[str, ...]:
        """The areas named after "except", "but not" and the like."""
        if grammar.except_at is None:
            return ()
        return tuple(
            name.split(":", 1)[1]
            for phrase in self.area_phrases
            if phrase.tokens[0] > grammar.except_at
            for name in phrase.names
            if name.startswith("area:")
        )

    def _when(self, grammar: Grammar) -> tuple[When, ...]:
        stated = [found.period for found in self.periods]
        to_date = any(period.kind is PeriodKind.YEAR_TO_DATE for period in stated)
        roles = dict.fromkeys((*((Role.CURRENT,) if to_date else ()), *grammar.relative))
        dated = (
            When(period=period)
            for period in stated
            if period.kind is not PeriodKind.YEAR_TO_DATE and period not in self.of_reports
        )
        return (*dated, *(When(relative=role) for role in roles))


# Words of these kinds stand in plain questions too; beside a measure they are only manners.
_MILD = frozenset(
    {"greeting", "about_the_service", "opinion", "general_knowledge", "creative", "emergency", "weather"}
)
_SENTENCE = re.compile(r"[.?!;]\s+(?=\S)|\s[-–]\s")
_DIRECTIONS = frozenset({"north", "south", "east", "west", "upon", "central"})


_NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_DIRECTIONS_JOINED = re.compile(
    r"\b(north|south|east|west)\s+(and|or|&|,|v|vs|versus)\s+(north|south|east|west)\s+(\w+)", re.IGNORECASE
)
_JOINING = frozenset("in for from to with by on at the of and".split())


def _is_number(token: Token, numbers: Collection[Decimal]) -> bool:
    """Whether a token is a number that the grammar has taken account of."""
    return (
        token.typed == "%"
        or token.word in _NUMBER_WORDS
        or (token.word.isdecimal() and any(Decimal(token.word) == abs(n) for n in numbers))
    )


def _around(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names (and other names) of the areas that an area lies in, at any depth."""
    found = seen
    for term in vocabulary().areas:
        if term.name == name:
            for outer in term.within:
                if outer not in found:
                    others = {a for t in vocabulary().areas if t.name == outer for a in t.aka}
                    found = _around(outer, found | {outer} | {a.title() for a in others})
    return found


def _names_report(text: str, found: FoundPeriod) -> bool:
    """Whether a period names a report ("in the April to June 2014 report") and not what the figure is of."""
    first, last = found.span
    return says(text[last:], "period.of_report_after") or says(text[:first], "period.of_report_before")


def _in_the_past(found: FoundPeriod, context: Period | None) -> FoundPeriod:
    """A month without a year is the last one before the latest report's end: "since March" looks back."""
    period, end = found.period, context.end if context else None
    if (
        end is None
        or period.end is None
        or re.search(r"\d\d\d\d|['’]\d\d", period.raw)
        or period.end <= end + timedelta(days=92)
    ):
        return found
    back = [
        day and day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
        for day in (period.start, period.end)
    ]
    return FoundPeriod(replace(period, start=back[0], end=back[1]), found.span)


def _periods(text: str, context: Period | None) -> tuple[FoundPeriod, ...]:
    """The periods that the question states; "may" is a month only where the grammar makes it one."""
    found = (_in_the_past(f, context) for f in find_periods(text, context))
    return tuple(f for f in found if f.period.raw.lower() != "may" or says(text, "period.month_may"))
