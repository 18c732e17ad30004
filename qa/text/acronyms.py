"""Acronyms as the reports define them: "Resolution without Deployment (RWD)"; else the vocabulary's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.report import Passage
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.keywords import STOP_WORDS
from index.library import Library
from qa.reading.patterns import pattern, says
from qa.snapshot import once_a_generation

_IN_BRACKETS = re.compile(r"\((?P<acronym>[A-Z][A-Za-z&]{1,9}?)s?(?:['’]s)?\)")
_AFTER = re.compile(
    r"\b(?P<acronym>[A-Z]{2,8})(?::| [–-]| means| stands for| is short for) (?:the )?(?=[a-zA-Z])"
)
_MOST_KEPT = 20_000  # texts: sentences come again and again
_TOKEN = re.compile(r"[A-Za-z&]+")


@dataclass(frozen=True, slots=True)
class Definition:
    acronym: str
    expansion: str
    sentence: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Acronyms:
    """Acronyms by their capitals, as the reports define them."""

    defined: Mapping[str, Definition]
    by_long_form: Mapping[str, str]  # acronyms by their expansions in small letters
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)  # what texts were expanded to

    def definition(self, question: str) -> Definition | None:
        """The reports' own definition of the acronym whose meaning is asked, if they have one."""
        tokens = _TOKEN.findall(question)
        named = [
            self.defined[_bare(token)]
            for token in tokens
            if _bare(token) in self.defined and (token.isupper() or token[:-1].isupper() or len(tokens) < 8)
        ]
        if not named:
            return None
        if _heads_another(named[0], question):
            return None
        asking = pattern("acronym.asks")
        rest = len(_TOKEN.findall(asking.sub(" ", question))) - len(named)
        alone = rest <= 3 if asking.search(question) else rest <= 1
        return named[0] if alone or asks_meaning(question) else None

    def expansions(self, text: str) -> tuple[str, ...]:
        """The long forms of the acronyms in a text, and the acronyms of the long forms in it."""
        if text not in self.kept:
            if len(self.kept) > _MOST_KEPT:
                self.kept.clear()
            self.kept[text] = self._expanded(text)
        return self.kept[text]

    def _expanded(self, text: str) -> tuple[str, ...]:
        common = vocabulary().acronyms
        found: list[str] = []
        for token in dict.fromkeys(_TOKEN.findall(text)):
            if defined := self.defined.get(_bare(token)):
                found.append(defined.expansion)
            elif token in common:
                found.append(common[token])
        lowered = text.casefold()
        found += [acronym for long_form, acronym in self.by_long_form.items() if long_form in lowered]
        found += [acronym for acronym, long_form in common.items() if long_form.casefold() in lowered]
        return tuple(found)


def _heads_another(defined: Definition, question: str) -> bool:
    """Whether the acronym only tells more of a noun after it ("the ASB survey"), not in its definition."""
    after = re.search(rf"\b{re.escape(defined.acronym)}(?:['’]?s)?\s+([a-z]{{4,}})", question, re.IGNORECASE)
    if after is None or pattern("acronym.asks").search(after.group()) or asks_meaning(question):
        return False
    small = after[1].casefold() in STOP_WORDS or pattern("text.asking").fullmatch(after[1])
    return not small and f"({defined.acronym}) {after[1]}".casefold() not in defined.sentence.casefold()


def asks_meaning(question: str) -> bool:
    """Whether a question asks, in so many words, what something stands for."""
    return says(question, "acronym.meaning")


def _bare(token: str) -> str:
    """An acronym without its plural s, in capitals: "CBOs" as CBO."""
    is_plural = token.endswith("s") and (token[:-1].isupper() or token.islower())
    return (token[:-1] if is_plural else token).upper()


@once_a_generation
def acronyms(library: Library) -> Acronyms:
    """The acronyms that the reports define, the first definition of each, of one rather than of many."""
    found: dict[str, Definition] = {}
    for passage in library.store.every_passage():
        for acronym, expansion, sentence in _defined_in(passage):
            before = found.get(acronym.upper())
            if before is None or before.expansion == f"{expansion}s":
                found[acronym.upper()] = Definition(acronym, expansion, sentence, passage)
    return Acronyms(found, {one.expansion.casefold(): one.acronym for one in found.values()})


def _defined_in(passage: Passage) -> Iterator[tuple[str, str, str]]:
    for sentence in split_sentences(passage.text):
        for match in _IN_BRACKETS.finditer(sentence):
            if expansion := _expansion(sentence[: match.start()].rstrip(), match["acronym"]):
                yield match["acronym"], expansion, sentence
        yield from ((acronym, expansion, sentence) for acronym, expansion in _told_after(sentence))


def _told_after(sentence: str) -> Iterator[tuple[str, str]]:
    """Acronyms with the words right after them whose initials spell them: "MSG: most similar group"."""
    for match in _AFTER.finditer(sentence):
        letters = match["acronym"].lower()
        told = sentence[match.end() :].split()[: len(letters)]
        if len(letters) > 1 and [word[0].lower() for word in told] == list(letters):
            yield match["acronym"], " ".join(told).rstrip(".,;:")


def _expansion(before: str, acronym: str) -> str | None:
    """The shortest run of words whose initials spell the acronym after it (Schwartz & Hearst 2003)."""
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
