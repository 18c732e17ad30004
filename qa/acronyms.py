"""Acronyms as the reports define them: "Resolution without Deployment (RWD)"; the vocabulary's stand behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.report import Passage
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.library import Library

_IN_BRACKETS = re.compile(r"\((?P<acronym>[A-Z][A-Za-z&]{1,9}?)s?(?:['’]s)?\)")
_ASKS = re.compile(
    r"\b(?:stands? for|short for|mean(?:s|ing)?(?: of)?|definition|define|defined|full (?:form|name)|abbreviat\w+|acronym|initials|spell(?:ed|t)? out|"
    r"what(?:['’]?s| is| are| does| do| was)?(?: an?| the)?|who (?:is|are))\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[A-Za-z&]+")


@dataclass(frozen=True, slots=True)
class Definition:
    acronym: str
    expansion: str
    sentence: str
    passage: Passage


def definition(question: str, library: Library) -> Definition | None:
    """The reports' own definition of the acronym that a question asks the meaning of, if they have one."""
    known = _definitions(_Key(library.store.generation(), library))
    tokens = _TOKEN.findall(question)
    named = [
        known[_bare(token)]
        for token in tokens
        if _bare(token) in known and (token.isupper() or token[:-1].isupper() or len(tokens) < 8)
    ]
    asks = _ASKS.search(question)
    rest = len(_TOKEN.findall(_ASKS.sub(" ", question)))
    short = rest <= 3 + len(named)
    explicit = asks and re.search(
        r"stand|short|mean|defin|full|abbrev|acronym|initials|spel", asks.group(), re.IGNORECASE
    )
    return named[0] if named and asks and (short or explicit or asks_meaning(question)) else None


def asks_meaning(question: str) -> bool:
    """Whether a question asks, in so many words, what something stands for."""
    return bool(
        re.search(
            r"stands? for|short for|meaning|\bmeans?\b|defin|full (?:form|name)|abbreviat|acronym|initials",
            question,
            re.IGNORECASE,
        )
    )


def expansions(text: str, library: Library) -> tuple[str, ...]:
    """The long forms of the acronyms in a text, and the acronyms of the long forms in it."""
    known = _definitions(_Key(library.store.generation(), library))
    common = vocabulary().acronyms
    found: list[str] = []
    for token in dict.fromkeys(_TOKEN.findall(text)):
        if _bare(token) in known:
            found.append(known[_bare(token)].expansion)
        elif token in common:
            found.append(common[token])
    lowered = text.casefold()
    found += [d.acronym for d in known.values() if d.expansion.casefold() in lowered]
    return tuple(found)


def _bare(token: str) -> str:
    """An acronym without its plural s, in capitals: "CBOs" as CBO."""
    return re.sub(r"s$", "", token).upper() if token[:-1].isupper() or token.islower() else token.upper()


@dataclass(frozen=True)
class _Key:
    generation: int
    library: Library

    def __hash__(self) -> int:
        return hash((self.generation, id(self.library)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (self.generation, id(self.library)) == (
            other.generation,
            id(other.library),
        )


@lru_cache(maxsize=2)
def _definitions(key: _Key) -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for passage in key.library.store.every_passage():
        for acronym, expansion, sentence in _defined_in(passage):
            found.setdefault(acronym.upper(), Definition(acronym, expansion, sentence, passage))
    return found


def _defined_in(passage: Passage) -> Iterator[tuple[str, str, str]]:
    for sentence in split_sentences(passage.text):
        for match in _IN_BRACKETS.finditer(sentence):
            if expansion := _expansion(sentence[: match.start()].rstrip(), match["acronym"]):
                yield match["acronym"], expansion, sentence


def _expansion(before: str, acronym: str) -> str | None:
    """The shortest run of words right before the brackets whose initials spell the acronym (Schwartz & Hearst 2003)."""
    letters = [letter for letter in acronym.lower() if letter.isalpha()]
    at = len(before)
    for index, letter in enumerate(reversed(letters)):
        at -= 1
        is_first = index == len(letters) - 1
        while at >= 0 and not (
            before[at].lower() == letter and (not is_first or at == 0 or not before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    run = before[at:]
    return (
        run
        if len(run.split()) <= min(len(letters) + 5, len(letters) * 2) and len(run) > len(acronym) + 1
        else None
    )
