"""A question as tokens, and the vocabulary's phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from corpus.vocabulary import vocabulary
from corpus.words import stem, words
from qa.reading.keys import SMALL, Key, vocabulary_words

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?![^\W\d_])|[^\W_]+(?:['’.][^\W_]+)*|[%£]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question: as typed, as read (misspelling mended), its stem and its place in the text."""

    typed: str
    word: str
    stem: str
    span: tuple[int, int]

    @property
    def is_name(self) -> bool:
        return self.typed[:1].isupper()

    @property
    def is_number(self) -> bool:
        return bool(re.fullmatch(r"\d+(?:\.\d+)?", self.word))


class PhraseBook:
    """Phrases, each a tuple of words or stems, with what they stand for."""

    def __init__(self, phrases: Mapping[Key, tuple[str, ...]]) -> None:
        self.phrases = phrases
        self.longest = max((len(phrase) for phrase in phrases), default=0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens (by index) that together say something the vocabulary knows under `names`."""

    names: tuple[str, ...]
    tokens: tuple[int, ...]


def typed(tokens: Sequence[Token], phrase: Phrase) -> str:
    """A phrase as it stands in the question."""
    return " ".join(tokens[i].typed for i in phrase.tokens)


def tokenise(text: str, extra_words: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """The words of a question, misspellings mended against the vocabulary, the signals and `extra_words`."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        typed = match.group()
        for part in (typed.replace(",", ""),) if typed[0].isdigit() else words(typed):
            word = in_full().get(part) or mended(part, extra_words)
            tokens.append(Token(match.group(), word, stem(word), match.span()))
    return _rejoined(_spelt(tokens))


def _spelt(tokens: Sequence[Token]) -> list[Token]:
    """Acronyms that were spelt out letter by letter ("V.A.P.", "k s i"), as one word each."""
    found: list[Token] = []
    for is_letter, run in groupby(tokens, key=lambda token: token.word.isalpha() and len(token.word) == 1):
        letters = list(run)
        whole = "".join(token.word for token in letters)
        if is_letter and whole.upper() in vocabulary().acronyms:
            span = (letters[0].span[0], letters[-1].span[1])
            typed = " ".join(dict.fromkeys(token.typed for token in letters))
            found.append(Token(typed, whole, stem(whole), span))
        else:
            found += letters
    return found


def _rejoined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Names that dictation or a slip cut in two ("new castle", "shop lifting"), in one piece again."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1] if joined else None
        whole = before.word + token.word if before else ""
        if before and len(whole) > 6 and whole in vocabulary_words() and token.word not in SMALL:
            span = (before.span[0], token.span[1])
            joined[-1] = Token(f"{before.typed} {token.typed}", whole, stem(whole), span)
        else:
            joined.append(token)
    return tuple(joined)


def mended(word: str, extra_words: frozenset[str]) -> str:
    """The known word that a misspelt one is nearest to, by edits (Damerau 1964), or the word as it stands.

    One edit is forgiven from five letters, two from eight; the first letter must be right. A word
    that is one of two equally near is left alone.
    """
    if len(word) < 5 or not word.isalpha() or word in _known() or word in extra_words:
        return word
    if word in vocabulary().ordinary:
        return word
    allowed = 1 if len(word) < 8 else 2
    near = [known for known in _by_letter().get(word[0], ()) if abs(len(known) - len(word)) <= allowed]
    near += [known for known in extra_words if known[0] == word[0] and abs(len(known) - len(word)) <= allowed]
    hits = extract(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=3)
    best = [known for known, distance, _ in hits if distance == hits[0][1]]
    if stem(word) in _known_stems() and not any(stem(known) == stem(word) for known in best):
        return word  # an inflection of a known word, not a slip
    return best[0] if best and len({stem(known) for known in best}) == 1 else word


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return vocabulary_words() | frozenset(word for phrase in signal_phrases() for word in phrase)


@lru_cache(maxsize=1)
def _known_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _known())


@lru_cache(maxsize=1)
def _by_letter() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in _known():
        if len(word) >= 4 and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return {letter: tuple(sorted(known)) for letter, known in found.items()}


# Whole openings ("and last year"), whose words signal more apart; and words that stand for others.
_NOT_SIGNALS = ("follow_up", "synonyms", "short_forms")


@lru_cache(maxsize=1)
def in_full() -> Mapping[str, str]:
    """The words that short forms stand for ("offs": "offences")."""
    return {short: word for word, forms in vocabulary().words["short_forms"].items() for short in forms}


@lru_cache(maxsize=1)
def synonym_stems() -> Mapping[str, str]:
    """The stem that another word's stem stands for in the names of measures ("hous" for "dwell")."""
    return {
        stem(word): stem(name) for name, words_ in vocabulary().words["synonyms"].items() for word in words_
    }


@lru_cache(maxsize=1)
def signal_phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Every phrase of `words.yaml`, as folded words, with the signals it gives ("roles.margin", "sum")."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, entry in vocabulary().words.items():
        if name in _NOT_SIGNALS:
            continue
        lists = (
            {f"{name}.{kind}": phrases for kind, phrases in entry.items()}
            if isinstance(entry, dict)
            else {name: entry}
        )
        for signal, phrases in lists.items():
            for phrase in phrases:
                found.setdefault(words(phrase), []).append(signal)
    return {phrase: tuple(signals) for phrase, signals in found.items() if phrase}


@lru_cache(maxsize=1)
def _signal_book() -> PhraseBook:
    return PhraseBook(signal_phrases())


def find_signals(tokens: Sequence[Token], free: Sequence[int]) -> tuple[Phrase, ...]:
    """The signals among the free tokens: every longest phrase of neighbouring words, and what it signals."""
    return _longest(free, [tokens[i].word for i in free], _signal_book(), gap=0)


def find_phrases(
    tokens: Sequence[Token], free: Sequence[int], book: PhraseBook, longest: int | None = None
) -> tuple[Phrase, ...]:
    """The book's phrases (stems) among the free tokens, longest first from the left, small words aside.

    Those of more than `longest` words are passed over.
    """
    counted = [i for i in free if tokens[i].word not in SMALL]
    return _longest(counted, [tokens[i].stem for i in counted], book, gap=4, longest=longest)


def _longest(
    places: Sequence[int], parts: Sequence[str], book: PhraseBook, gap: int, longest: int | None = None
) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    most = book.longest if longest is None else min(longest, book.longest)
    at = 0
    while at < len(places):
        for size in range(min(most, len(places) - at), 0, -1):
            run = tuple(places[at : at + size])
            names = book.phrases.get(tuple(parts[at : at + size]))
            if names and run[-1] - run[0] < size + gap:
                found.append(Phrase(names, run))
                at += size
                break
        else:
            at += 1
    return tuple(found)
