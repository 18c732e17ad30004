"""Phrases and words of a question as Items: what may name a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.catalogue import Catalogue
from qa.reading.keys import terms_by_name
from qa.reading.measures import Item, name_measures, one_has_all
from qa.reading.phrases import Phrase, Token, find_phrases, synonym_stems, typed

_JOINING = frozenset({"in", "for", "from", "to", "with", "by", "on", "at", "the", "of", "and"})
TOTAL = frozenset({"Total crime"})  # the term that covers all others


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Makes items of the tokens of one question, by what the catalogue's measures are called."""

    tokens: Sequence[Token]
    catalogue: Catalogue

    def phrase(self, phrase: Phrase) -> Item:
        """A phrase that names terms of the vocabulary."""
        names = frozenset(name.split(":", 1)[1] for name in phrase.names if name.startswith("term:"))
        stems = tuple(self.tokens[i].stem for i in phrase.tokens)
        own = frozenset(terms_by_name().get(stems, ()))
        return Item(typed(self.tokens, phrase), names, frozenset(stems), own)

    def word(self, index: int) -> Item:
        """A bare word that measures use."""
        return Item(self.tokens[index].typed, frozenset(), frozenset({self.stem(index)}))

    def stem(self, index: int) -> str:
        """The stem of a word, or of the word that measures use for it."""
        own = self.tokens[index].stem
        return own if own in self.catalogue.weights else synonym_stems().get(own, own)

    def is_held(self, phrase: Phrase) -> bool:
        """Whether a phrase by itself names a measure of the catalogue."""
        return bool(name_measures([self.phrase(phrase)], frozenset(), self.catalogue).links)

    def parted(self, phrase: Phrase) -> list[Item]:
        """A phrase as one item; or its parts, where no measure is what it says but one has all its parts."""
        if len(phrase.tokens) == 1 or self.is_held(phrase):
            return [self.phrase(phrase)]
        found = find_phrases(self.tokens, phrase.tokens, self.catalogue.book, longest=len(phrase.tokens) - 1)
        parts = [part for part in found if part.names[0].startswith("term:")]
        named = {i for part in parts for i in part.tokens}
        rest = [i for i in phrase.tokens if i not in named and self.tokens[i].word not in _JOINING]
        items = [*(self.phrase(part) for part in parts), *(self.word(i) for i in rest)]
        return items if one_has_all(items, self.catalogue) else [self.phrase(phrase)]


def without_total(items: list[Item]) -> list[Item]:
    """The items without a wide one ("crime") that only says again what a narrower one says."""
    terms = [item for item in items if item.names]
    wide = [item for item in terms if item.names <= TOTAL]
    return [item for item in items if item not in wide] if len(terms) > len(wide) else items
