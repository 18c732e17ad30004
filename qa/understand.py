"""Words -> Query: what is wanted, of which measures, areas and periods, each link with its score.

The way follows Data Commons' detection (datacommons.org): find what the words name in a catalogue
made from the ingested reports, find what is wanted from the grammar, and keep what is ambiguous
ambiguous. No language model takes part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.report import Period
from qa.catalogue import Catalogue
from qa.question import Link, Missing, Query, Wants
from qa.reading.clauses import in_digits, without_asides
from qa.reading.compounds import compound
from qa.reading.grammar import is_negated, read_grammar
from qa.reading.items import TOTAL, ItemReader, without_total
from qa.reading.keys import SMALL, key
from qa.reading.measures import Item, Named, about, name_measures
from qa.reading.narrowing import narrowing
from qa.reading.patterns import AREA, MEASURE, says
from qa.reading.phrases import Phrase, Token, find_phrases, find_signals, tokenise
from qa.reading.places import excepted, find_places, is_meant, named_apart, with_force
from qa.reading.said import MILD, is_split
from qa.reading.when import find_stated

_SENTENCE = re.compile(r"[.?!;]\s+(?=\S)|\s[-–]\s")
_NUMBER_WORDS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
)
_HAVING = "with"  # "the areas with the most": it is in measures' names, and names none
_LEFT_OUT = frozenset(key("left leave leaves leaving out taken takes reckoning"))
_LASTING = frozenset(key("time length duration days hours minutes months"))
_TOTALS = frozenset(key("total totals sum"))
_NO_COURSE = (Wants.TARGET, Wants.NARRATIVE, Wants.OUT_OF_SCOPE)
_OF_PARTS = (Wants.SHARE, Wants.RATIO)


def understand(text: str, catalogue: Catalogue, context: Period | None = None) -> Query:
    """What `text` asks. `context` is the period of the latest report: it lends a missing year."""
    return replace(_query(in_digits(text), catalogue, context), asked=text)


def _query(heard: str, catalogue: Catalogue, context: Period | None) -> Query:
    asked = without_asides(heard)
    if asked != heard and (query := _Reading(asked, catalogue, context).query()).measures:
        if query.areas or query.missing:
            return query
        whole = _Reading(heard, catalogue, context).query()
        return query if whole.missing else replace(query, areas=whole.areas)
    return _Reading(heard, catalogue, context).query()


class _Reading:
    """One question's words, each put to one use at most: period, area, measure, grammar."""

    def __init__(self, text: str, catalogue: Catalogue, context: Period | None) -> None:
        self.text = text
        self.catalogue = catalogue
        text = named_apart(text)
        self.stated = find_stated(text, context)
        self.tokens = tokenise(text, catalogue.words)
        self.reader = ItemReader(self.tokens, catalogue)
        self.free = [i for i, token in enumerate(self.tokens) if not self.stated.has(token)]
        phrases = find_phrases(self.tokens, self.free, catalogue.book)
        phrases = tuple(phrase for phrase in phrases if is_meant(phrase, self.tokens))
        self._use(i for phrase in phrases for i in phrase.tokens)
        self.area_phrases = [p for p in phrases if p.names[0].startswith(("area:", "place:", "force:"))]
        self.places = find_places(self.tokens, self.area_phrases, self.free, catalogue)
        self._use(self.places.by_word)
        self.term_phrases = [p for p in phrases if p.names[0].startswith("term:")]
        self.asides = self._asides()
        self.term_phrases = [p for p in self.term_phrases if p.tokens[0] not in self.asides]
        self.signals = self._without_preamble(find_signals(self.tokens, self.free))
        self.grammar = read_grammar(
            self._masked(),
            self.signals,
            len(self.places.links),
            len(self.stated.found),
            asks=text.rstrip().endswith("?"),
        )

    def query(self) -> Query:
        grammar = self.grammar
        items, hints, rest = self._items()
        named = self._named(items, hints)
        typed = [self.tokens[i].typed for i in rest]
        left_out = excepted(self.area_phrases, grammar.except_at)
        areas = with_force(self.places.links, grammar.force_words, self.catalogue)
        wants = self._wants(named)
        return Query(
            text=self.text,
            wants=Wants.TREND if self._is_course(wants, named) else wants,
            measures=named.links,
            either=named.either,
            areas=tuple(link for link in areas if link.name not in left_out),
            every_area=grammar.every_area or says(self.text, "several.extremes"),
            except_areas=left_out,
            when=self.stated.when(grammar.relative),
            reports=self._reports(),
            role=grammar.role,
            direction=grammar.direction,
            most=grammar.most,
            count=grammar.count,
            nth=grammar.nth,
            over=grammar.over,
            at_least=grammar.at_least,
            negated=is_negated(self.text),
            asks_percent=grammar.asks_percent,
            asks_worse=grammar.asks_worse,
            asks_why=grammar.asks_why,
            claims=self._claims(named),
            missing=self._missing(named),
            span=self.stated.span,
            otherwise=wants,
            unplaced=self._unplaced(named, (*named.unplaced, *typed, *self.grammar.unplaced)),
            conditions=self._unplaced(named, (*named.unplaced, *self._conditions(rest))),
            scope=grammar.scope if wants is Wants.OUT_OF_SCOPE else None,
        )

    def _reports(self) -> tuple[str, ...]:
        """The reports named: of a period, else of a force."""
        of_periods = (self.catalogue.reports_on(period) for period in self.stated.of_reports)
        return tuple(report for some in of_periods for report in some) or self.places.reports

    def _use(self, used: Iterable[int]) -> None:
        """Put tokens to use: they are free no more."""
        taken = frozenset(used)
        self.free = [i for i in self.free if i not in taken]

    def _asides(self) -> frozenset[int]:
        """The tokens of sentences that name no measure, where another one does ("I am new here.")."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)]
        of = {i: sum(end <= token.span[0] for end in ends) for i, token in enumerate(self.tokens)}
        held = {of[phrase.tokens[0]] for phrase in self.term_phrases if self.reader.is_held(phrase)}
        return frozenset(i for i, sentence in of.items() if held and sentence not in held)

    def _without_preamble(self, signals: Sequence[Phrase]) -> tuple[Phrase, ...]:
        """The signals without splits that stand before the question ("Ward councillor here.")."""
        first = min((phrase.tokens[0] for phrase in self.term_phrases), default=0)
        return tuple(
            signal
            for signal in signals
            if signal.tokens[0] not in self.asides
            or signal.tokens[0] > first
            or not any(map(is_split, signal.names))
        )

    def _masked(self) -> tuple[Token, ...]:
        """The tokens with the words that name measures, areas and periods hidden: the rest is grammar."""
        named = {i for phrase in self.term_phrases for i in phrase.tokens}
        shown = {*self.free, *(i for phrase in self.signals for i in phrase.tokens)}
        return tuple(
            token if i in shown else replace(token, word=MEASURE if i in named else AREA)
            for i, token in enumerate(self.tokens)
        )

    def _items(self) -> tuple[list[Item], frozenset[str], list[int]]:
        """What may name measures: phrases of the vocabulary, other words that measures use; and the rest.

        The rest are the places of the words that nothing accounts for.
        """
        signalled = {i for phrase in self.signals for i in phrase.tokens}
        in_measures = self.catalogue.weights
        hints = (frozenset(self.tokens[i].stem for i in signalled) & in_measures.keys()) - {_HAVING}
        used = {*signalled, *self.asides}
        left = [i for i in self.free if i not in used and self.tokens[i].word not in SMALL]
        left = [i for i in left if len(self.tokens[i].word) > 1 and self.tokens[i].word != _HAVING]
        words = [token.word for token in self.tokens]
        involved = words.index("involving") if "involving" in words else len(words)
        bare = [
            i for i in left if self.reader.stem(i) in in_measures and not self._is_counted(i) and i < involved
        ]
        if not self.term_phrases and not any(self.tokens[i].stem in in_measures for i in bare):
            bare = []  # "cars" may stand for "vehicle" in "car crime", and by itself for nothing
        items = [item for phrase in self.term_phrases for item in self.reader.parted(phrase)]
        items += [self.reader.word(i) for i in bare]
        numbers = self._numbers()
        rest = [i for i in left if i not in bare and not _is_number(self.tokens[i], numbers)]
        return self._with_total(items), hints, rest

    def _is_counted(self, index: int) -> bool:
        """Whether a token is a limit or a count ("over 100", "top 5"), whatever measures have that number."""
        token = self.tokens[index]
        return token.is_number and Decimal(token.word) in map(abs, self._limits())

    def _conditions(self, rest: Sequence[int]) -> tuple[str, ...]:
        """The words of the rest that narrow what is named."""
        named = [i for phrase in (*self.term_phrases, *self.area_phrases) for i in phrase.tokens]
        return (*narrowing(self.tokens, rest, named), *self.grammar.unplaced)

    def _with_total(self, items: list[Item]) -> list[Item]:
        """The items with all crime where "crime" is said and means it; without it where it says nothing."""
        of_all = self.grammar.wants is Wants.SHARE and not any(item.names == TOTAL for item in items)
        if says(self.text, "several.but_total"):
            return [i for i in items if not (i.names <= TOTAL and (i.names or i.stems <= _TOTALS))]
        narrower = items if self.grammar.wants in (Wants.SHARE, Wants.RATIO) else without_total(items)
        if self.grammar.says_crime and (of_all or not narrower):
            return [Item("crime", TOTAL, frozenset()), *items]
        return narrower or items

    def _numbers(self) -> frozenset[Decimal]:
        """The numbers that the grammar has taken account of."""
        return frozenset((*self.grammar.claims, *self._limits()))

    def _limits(self) -> tuple[Decimal, ...]:
        """The limit and the count that the question sets, where it sets them."""
        return tuple(Decimal(number) for number in (self.grammar.over, self.grammar.count) if number)

    def _named(self, items: list[Item], hints: frozenset[str]) -> Named:
        """The measures named; none where the question ranks or lists the kinds of crime themselves."""
        only_total = bool(items) and all(item.names <= TOTAL and item.names for item in items)
        kinds = self.grammar.asks_kinds or says(self.text, "form.all_of_it")
        place = self.places.links or self.grammar.force_words
        if only_total and kinds and (self.grammar.wants is Wants.RANK or self.grammar.direction):
            return Named((), False, (), ())
        if only_total and kinds and place:
            return Named(about(items, self.catalogue), True, (), ())
        if self.grammar.wants is Wants.OVERVIEW and items and (links := about(items, self.catalogue)):
            return Named(links, len(links) > 1, (), ())
        if says(self.text, "asks.how_long") and (links := self._lasting(items)):
            return Named(links, len(links) > 1, (), ())
        named = name_measures(items, hints, self.catalogue)
        return compound(named, self.text, self.catalogue) or named

    def _lasting(self, items: list[Item]) -> tuple[Link, ...]:
        """The measures of how long something lasts that have to do with the items."""
        links = about(items, self.catalogue) if items else ()
        return tuple(link for link in links if self.catalogue.measures[link.name].stems & _LASTING)

    def _wants(self, named: Named) -> Wants:
        grammar = self.grammar
        if grammar.scope and grammar.scope != "forecast" and not (named.links and grammar.scope in MILD):
            return Wants.OUT_OF_SCOPE
        if says(self.text, "form.all_of_it") and grammar.wants is not Wants.RANK and len(named.links) > 1:
            return Wants.OVERVIEW
        several = len(self.places.links) > 1 and says(self.text, "several.total_of")
        if grammar.wants is Wants.LOOKUP and several:
            return Wants.SUM
        if named.links:
            return self._wants_of_several() if len(named.links) > 1 and not named.either else grammar.wants
        of_force = grammar.force_words and says(self.text, "form.all_of_it", "form.summary")
        return self._wants_of_places(named) if self.places.links or of_force else grammar.wants

    def _wants_of_places(self, named: Named) -> Wants:
        """What is wanted where places are named, and no measure."""
        grammar = self.grammar
        if grammar.direction and (grammar.asks_kinds or says(self.text, "form.all_of_it")):
            return Wants.RANK
        bare = grammar.wants in (Wants.LOOKUP, Wants.COMPARE) and not named.absent
        return Wants.OVERVIEW if bare or says(self.text, "form.all_of_it") else grammar.wants

    def _is_course(self, wants: Wants, named: Named) -> bool:
        """Whether a course over time is asked for, and no ranking of areas or kinds of crime."""
        if self.stated.span is None or wants in _NO_COURSE:
            return False
        of_areas = self.grammar.every_area or (
            says(self.text, "form.which") and not says(self.text, "form.which_of_it")
        )
        of_parts = wants in _OF_PARTS and (self.places.links or len(named.links) > 1)
        return not (of_parts or (wants is Wants.RANK and of_areas))

    def _wants_of_several(self) -> Wants:
        """What is wanted of several measures, each of them asked for."""
        if self.grammar.wants is not Wants.LOOKUP:
            return self.grammar.wants
        if says(self.text, "several.exceeds"):
            return Wants.DIFFERENCE
        return Wants.SUM if says(self.text, "several.total_of") else Wants.LOOKUP

    def _unplaced(self, named: Named, words: Sequence[str]) -> tuple[str, ...]:
        """The words that nothing answers to: not those of a measure's own name, nor "total"."""
        own = self._stems(named.links) | _TOTALS
        if self.grammar.except_at is not None:
            own |= _LEFT_OUT
        return tuple(word for word in words if not frozenset(key(word)) <= own)

    def _claims(self, named: Named) -> tuple[Decimal, ...]:
        """The numbers that the question states, without those of its measures' names ("within 24 hours")."""
        own = self._stems(named.links)
        return tuple(number for number in self.grammar.claims if f"{abs(number):f}" not in own)

    def _missing(self, named: Named) -> tuple[Missing, ...]:
        unheld = (p for p in self.stated.of_reports if not self.catalogue.reports_on(p))
        return (
            *(Missing("period", period.raw) for period in unheld),
            *self.places.missing,
            *(Missing("measure", words) for words in named.absent),
            *self._splits(named),
        )

    def _splits(self, named: Named) -> tuple[Missing, ...]:
        """What the grammar lacks, without splits that a measure is about ("neighbourhood officers")."""
        own = self._stems(named.links)
        lacks = self.grammar.missing
        return tuple(lack for lack in lacks if lack.kind != "split" or own.isdisjoint(key(lack.words)))

    def _stems(self, links: Iterable[Link]) -> frozenset[str]:
        return frozenset().union(*(self.catalogue.measures[link.name].stems for link in links))


def _is_number(token: Token, numbers: Collection[Decimal]) -> bool:
    """Whether a token is a number that the grammar has taken account of."""
    return (
        token.typed == "%"
        or token.word in _NUMBER_WORDS
        or (token.is_number and any(Decimal(token.word) == abs(n) for n in numbers))
    )
