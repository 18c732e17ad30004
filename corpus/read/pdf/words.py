"""Glyphs -> words, phrases and lines: what stands on one baseline, parted where there is white space.

Blanks in the file are a hint, not the rule: printers leave them out, or put them between the digits of one
number ("4 ,271"). What counts is how far apart the glyphs stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from corpus.read.pdf.pages import Glyph
from corpus.read.pdf.printed import Line, Phrase, Word
from corpus.read.pdf.strokes import Stroke

_WORD_GAP = 0.16  # of the type size, between words that no blank parts
_BLANK_GAP = 0.08  # the same, where a blank is printed between them
_PHRASE_GAP = 0.85  # between the words of one phrase; more parts two columns
_NUMBER_GAP = 0.45  # the same between two numbers, which are seldom one phrase
_RAISED = 0.15  # how far a footnote's mark stands above the line
_SMALLER = 0.85
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMERIC = re.compile(r"[(\[<>~+\-–−±$£€]*\d[\d,.]*[%)\]*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]*$|[-–—]$|n/?a$", re.IGNORECASE)
_DASHES = re.compile(r"[-_=–—─━ ]{5,}")
BULLETS = frozenset("•●○▪■□◦‣·❖➢✓\uf0b7\uf0a7\uf0d8\uf076")
_CURRENCIES = frozenset("$£€")
_HANGING = 4.5  # of the type size, between a bullet and its words
_LEADERS = re.compile(r"(?:\s*[._·…]){4,}\s*")


def read_lines(glyphs: Sequence[Glyph], strokes: Sequence[Stroke] = ()) -> list[Line]:
    """The upright lines of a page, top down; a drawn line down the page parts phrases."""
    upright = [glyph for glyph in glyphs if glyph.turn == 0 and glyph.size > 0]
    down = sorted((s for s in strokes if not s.is_across), key=lambda s: s.at)
    lines = []
    for row in _rows(upright):
        if words := _words(row):
            lines.append(Line(tuple(_phrases(words, down))))
    return sorted(lines, key=lambda line: line.base)


def read_turned(glyphs: Sequence[Glyph]) -> list[Phrase]:
    """The phrases that stand on their side, each in one piece."""
    phrases: list[Phrase] = []
    for turn in (1, 2, 3):
        turned = [glyph for glyph in glyphs if glyph.turn == turn and glyph.size > 0]
        for line in read_lines([_laid(glyph, turn) for glyph in turned]):
            phrases += [_stood(phrase, turn) for phrase in line.phrases]
    return phrases


def typed_strokes(lines: Sequence[Line]) -> tuple[list[Line], list[Stroke]]:
    """The lines without their rows of dashes, and these as lines drawn across."""
    kept: list[Line] = []
    strokes: list[Stroke] = []
    for line in lines:
        drawn = [phrase for phrase in line.phrases if _DASHES.fullmatch(phrase.text)]
        strokes += [Stroke(True, (p.top + p.bottom) / 2, p.left, p.right) for p in drawn]
        if rest := tuple(phrase for phrase in line.phrases if phrase not in drawn):
            kept.append(Line(rest))
    return kept, strokes


def is_bullet_mark(text: str) -> bool:
    """Whether a word is nothing but a bullet; fonts of signs have theirs in the private part of Unicode."""
    return text in BULLETS or (len(text) == 1 and "\ue000" <= text <= "\uf8ff")


def is_numeric(text: str) -> bool:
    """Whether a word is a number, with its signs, or stands where one would."""
    return _NUMERIC.match(text) is not None


def _laid(glyph: Glyph, turn: int) -> Glyph:
    """A glyph that is turned, as it would stand if its line were upright."""
    left, top, right, bottom = _rotated((glyph.left, glyph.top, glyph.right, glyph.bottom), turn)
    base = {1: glyph.base, 2: -glyph.base, 3: -glyph.base}[turn]
    return replace(glyph, left=left, top=top, right=right, bottom=bottom, base=base, turn=0)


def _rotated(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    if turn == 1:  # reads upwards: what was further down is further left
        return -bottom, left, -top, right
    if turn == 3:  # reads downwards
        return top, -right, bottom, -left
    return -right, -bottom, -left, -top


def _stood(phrase: Phrase, turn: int) -> Phrase:
    """The phrase back in its place on the page."""
    words = []
    for word in phrase.words:
        back = (word.left, word.top, word.right, word.bottom)
        left, top, right, bottom = _rotated(back, {1: 3, 2: 2, 3: 1}[turn])
        words.append(replace(word, left=left, top=top, right=right, bottom=bottom, base=bottom))
    return Phrase(tuple(words), turn)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline; raised marks are put on the line that they stand at."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= 0.2 * min(glyph.size, rows[-1][0].size) + 0.3:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return _with_raised(rows)


def _with_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows, those that hold nothing but raised or lowered small glyphs given to the line beside them."""
    done: list[list[Glyph]] = []
    waiting: list[Glyph] = []
    for row in rows:
        row.extend(mark for mark in waiting if _is_mark_of(mark, row))
        loose = [mark for mark in waiting if not _is_mark_of(mark, row)]
        if loose:
            done.append(loose)
        waiting = [glyph for glyph in row if glyph.text != " "] if _is_small(row) else []
        if not waiting:
            done.append(row)
    return [*done, waiting] if waiting else done


def _is_small(row: Sequence[Glyph]) -> bool:
    """Whether a row may be nothing but marks: few glyphs, a digit or a sign or two in each place."""
    ink = [glyph for glyph in row if glyph.text != " "]
    return 0 < len(ink) <= 40 and all(g.text.isdigit() or g.text in "*†‡§¶,abcdefghsthndr()" for g in ink)


def _is_mark_of(mark: Glyph, row: Sequence[Glyph]) -> bool:
    """Whether a small glyph stands raised beside a glyph of the row below it."""
    return any(
        mark.size < _SMALLER * glyph.size
        and _RAISED * glyph.size < glyph.base - mark.base < 0.7 * glyph.size
        and max(mark.left - glyph.right, glyph.left - mark.right) < 1.2 * glyph.size
        for glyph in row
    )


def _words(row: Sequence[Glyph]) -> list[Word]:
    """The words of one line, left to right."""
    ordered = sorted(row, key=lambda glyph: (glyph.left, glyph.right))
    ink = [glyph for glyph in ordered if glyph.text != " "]
    if not ink:
        return []
    blanks = [glyph.left + 0.3 * glyph.size * 0.25 for glyph in ordered if glyph.text == " "]
    spacing = _letter_spacing(ink)
    words: list[list[Glyph]] = [[ink[0]]]
    for before, after in pairwise(ink):
        is_parted = _is_parted(before, after, blanks, spacing)
        if is_parted and not _is_one_number(before, after):
            words.append([])
        words[-1].append(after)
    return [_word(glyphs, _beside(glyphs, ink)) for glyphs in words]


def _beside(word: Sequence[Glyph], ink: Sequence[Glyph]) -> Glyph:
    """The biggest glyph of a word, or of those that stand close to it: by this one a raised mark is known."""
    left, right = word[0].left, max(glyph.right for glyph in word)
    near = [
        g for g in ink if -0.6 * g.size < left - g.right < 0.6 * g.size or 0 <= g.left - right < 0.4 * g.size
    ]
    return max([*word, *near], key=lambda glyph: glyph.size)


def _letter_spacing(ink: Sequence[Glyph]) -> float:
    """How far apart the letters of one word stand, where a line is set wide."""
    gaps = sorted(
        after.left - before.right
        for before, after in pairwise(ink)
        if -0.2 * after.size < after.left - before.right < 0.6 * after.size
    )
    if len(gaps) < 4:
        return 0.0
    return max(0.0, gaps[len(gaps) // 3])


def _is_parted(before: Glyph, after: Glyph, blanks: Sequence[float], spacing: float) -> bool:
    size = min(before.size, after.size) if before.size and after.size else 1.0
    gap = after.left - before.right - spacing
    if gap > _WORD_GAP * size:
        return True
    has_blank = any(before.left < blank < after.left + 0.1 * size for blank in blanks)
    return has_blank and gap > _BLANK_GAP * size


def _is_one_number(before: Glyph, after: Glyph) -> bool:
    """Whether a gap is inside of a number: no blank stands before a comma ("4 ,271")."""
    close = after.left - before.right < 0.6 * after.size
    return close and before.text.isdigit() and after.text in ",."


def _word(glyphs: Sequence[Glyph], main: Glyph) -> Word:
    text = "".join(_raised(glyph, main.base, main.size) for glyph in glyphs)
    longest = max(glyphs, key=lambda glyph: glyph.size)
    bold = sum(glyph.is_bold for glyph in glyphs)
    return Word(
        text,
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        longest.base,
        round(longest.size, 1),
        2 * bold > len(glyphs),
    )


def _raised(glyph: Glyph, base: float, size: float) -> str:
    """A digit that stands raised is a footnote's mark, and no digit of the number before it."""
    is_raised = glyph.size < _SMALLER * size and base - glyph.base > _RAISED * size
    return glyph.text.translate(_RAISED_DIGITS) if is_raised else glyph.text


def _phrases(words: Sequence[Word], down: Sequence[Stroke]) -> list[Phrase]:
    """Words that stand close together, and that no drawn line parts; rows of dots part them, too."""
    runs: list[list[Word]] = [[words[0]]]
    for before, after in pairwise(words):
        if _is_new_phrase(before, after) or _is_ruled_off(before, after, down):
            runs.append([])
        runs[-1].append(after)
    return [Phrase(tuple(part)) for run in runs for part in _without_leaders(run)]


def _is_new_phrase(before: Word, after: Word) -> bool:
    size = max(min(before.size, after.size), 1.0)
    if is_bullet_mark(before.text) or before.text in _CURRENCIES:
        return after.left - before.right > _HANGING * size
    numbers = is_numeric(before.text) and is_numeric(after.text)
    return after.left - before.right > (_NUMBER_GAP if numbers else _PHRASE_GAP) * size


def _is_ruled_off(before: Word, after: Word, down: Sequence[Stroke]) -> bool:
    middle = (after.top + after.bottom) / 2
    return any(
        before.right - 0.3 * before.size <= stroke.at <= after.left + 0.3 * after.size
        and stroke.start - 1 <= middle <= stroke.end + 1
        for stroke in down
    )


def _without_leaders(run: Sequence[Word]) -> Iterable[list[Word]]:
    """A run of words cut at the dots that lead the eye to a number, without these."""
    for is_dots, part in groupby(run, key=lambda word: not word.text.strip("._·…")):
        words = list(part)
        if is_dots and len("".join(word.text for word in words)) > 2:
            continue
        yield [word if not _LEADERS.search(word.text) else _led(word) for word in words]


def _led(word: Word) -> Word:
    """A word without the dots that are stuck to it."""
    text = _LEADERS.sub(" ", word.text).strip() or word.text
    share = len(text) / len(word.text)
    return replace(word, text=text, right=word.left + share * (word.right - word.left))
