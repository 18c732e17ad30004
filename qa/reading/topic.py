"""What a conversation is about, and follow-ups said in full: "where does it operate?" of a triage scheme.

The topic of a question is the run of its words that the reports have side by side. A later question that
points back at it ("it", "the project"), or says too little to stand alone ("what hours?"), gets its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.words import fold
from index.keywords import STOP_WORDS
from qa.reading.patterns import pattern, says

Holds = Callable[[str], bool]  # whether the reports have the words of a phrase side by side

_WORD = re.compile(r"[\w’'&-]*\w")
_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]*")
_INNER = frozenset(
    ("of", "in", "on", "for", "to", "the", "and", "a", "an", "with", "at", "by")
)  # inside of a topic
_ALONE = 4  # words of content from which a question that points at nothing stands alone
_ELLIPTIC = 2


def topic_of(text: str, holds: Holds) -> str:
    """The words that a question is about, as typed; blank where it is about nothing that the reports name.

    Of the runs of words that the reports have, the longest; a capital within a sentence counts as a word.
    """
    runs = [run for run in _runs(text) if run]
    parts = [part for run in runs for part in _held(run, holds)]
    told = max(parts, key=_weight, default=())
    return " ".join(told)


def resolved(text: str, topic: str) -> str:
    """A question with the topic in place of what points back at it; itself, where it needs none."""
    if not topic or says(text, "topic.stands_alone"):
        return text
    if possessive := pattern("topic.its").search(text):
        return _put(text, possessive, f"{topic}’s")
    if pointing := pattern("topic.it").search(text):
        return _put(text, pointing, topic)
    if pattern("topic.there").search(text):
        return pattern("topic.there").sub(f"at {topic}", text, count=1)
    if says(text, "topic.the_one") or _is_elliptic(text):
        return f"{text.rstrip(' ?!.')} – {topic}?"
    return text


def _put(text: str, found: re.Match[str], words: str) -> str:
    return f"{text[: found.start()]}{words}{text[found.end() :]}"


def _is_elliptic(text: str) -> bool:
    """Whether a question says too little to be asked alone, and names nothing."""
    content = list(_content(text))
    named = _NAME.search(text) is not None
    goes_on = says(text, "follow_up.follows") and len(content) < _ALONE
    return not named and (len(content) <= _ELLIPTIC or goes_on)


def _content(text: str) -> Iterator[str]:
    asking = pattern("text.asking")
    words = (fold(word) for word in _WORD.findall(text))
    return (w for w in words if w not in STOP_WORDS and not asking.fullmatch(w) and len(w) > 1)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """The runs of words that carry content, small words inside of them kept."""
    content = set(_content(text))
    run: list[str] = []
    for clause in re.split(r"[,;:.?!()]", text):
        for word in _WORD.findall(clause):
            if fold(word) in content or (run and fold(word) in _INNER):
                run.append(word)
            else:
                yield _trimmed(run)
                run = []
        yield _trimmed(run)
        run = []


def _trimmed(run: Sequence[str]) -> tuple[str, ...]:
    """A run without the small words at its end."""
    end = len(run)
    while end and fold(run[end - 1]) in _INNER:
        end -= 1
    return tuple(run[:end])


def _held(run: tuple[str, ...], holds: Holds) -> Iterator[tuple[str, ...]]:
    """A run in parts that the reports have: parted where no report has the words on both sides together."""
    part: list[str] = []
    for word in run:
        if part and fold(word) not in _INNER and not holds(f"{_tail(part)} {word}"):
            yield _trimmed(part)
            part = []
        if part or fold(word) not in _INNER:
            part.append(word)
    yield _trimmed(part)


def _tail(part: Sequence[str]) -> str:
    """The end of a part from its last word of content."""
    last = max(at for at, word in enumerate(part) if fold(word) not in _INNER)
    return " ".join(part[last:])


def _weight(part: tuple[str, ...]) -> tuple[int, int]:
    told = [word for word in part if fold(word) not in _INNER]
    return len(told) + sum(word[0].isupper() for word in told), len(" ".join(told))
