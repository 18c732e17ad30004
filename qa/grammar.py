"""The grammar of a question about figures: what is wanted, of which side, in which order, under which condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.report import Role
from corpus.words import fold
from qa.phrases import Phrase, Token
from qa.question import Missing, Wants

_AUX = "is|are|was|were|did|does|do|has|have|had|isnt|arent|wasnt|werent|didnt|doesnt|hasnt|havent"
_YES_NO = re.compile(
    rf"^(?:so |and |but |please |ok )*(?:{_AUX})\b|\b(?:is that (?:right|correct|true)|is it true|is it (?:right|correct)"
    r"|correct|true or false|yes or no|y n)\s*\?*$|\bare we (?:there|meeting|hitting)\b|\bam i right\b|\bwould i be right\b|\b(?:has|have|did|is|was) (?:it|that|they|we|there)\b(?! (?:zzmeasure|last|before))|[,.] (?:has|have|did|is|was) (?:the )?zzmeasure|^(?:zzmeasure|zzarea)\b.*\b(?:down|up|over|topped)\b.*\by n\b"
)
_UP_OR_DOWN = re.compile(
    r"\b(?:up or down|rise or fall|risen or fallen|rising or falling|increase or decrease|gone up or down|going which way|which way)\b"
)
_WHICH = re.compile(
    r"\b(?:which|what) (?:(?:\w+ )?(?:area|areas|district|districts|borough|boroughs|council|councils|command|commands|place|places|part|parts)"
    r"|(?:type|types|sort|kind|kinds|category|categories) of (?:crime|crimes|offence|offences)|crime|crimes|offence|offences|crime types?|measures?|figures?|ones?|of (?:the|these|those))\b"
    r"|\bwhere\b|\bwhereabouts\b|\bany(?:where|thing)?\b.*\b(?:areas?|crimes?|that|go|went|gone|fall|fell|fallen|rise|rose|risen|down|up)\b|\bwhich\b|\bwho\b|\bwhat (?:rose|fell|went|has gone|grew|dropped|increased|decreased|changed)\b"
)
_TOP = re.compile(
    r"\b(?:top|bottom|worst|best|highest|lowest|biggest|largest|smallest|first|last)\s+(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b|\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:biggest|largest|highest|lowest|smallest|worst|best|most|fewest|areas? with|areas? where|crimes that)\b"
)
_ORDER = re.compile(r"\b(?:rank|ranked|ranking|rankings|league table|in order|sort|sorted|order)\b")
_OVER = re.compile(
    r"\b(?P<way>(?:by )?(?:more than|over|above|at least|greater than|exceeding|upwards of|higher than|fewer than|less than|under|below|at most|lower than))\s+(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<pc>%|per cent|percent)?"
)
_THAN_OR = re.compile(r"\b(?:than|versus|vs|v|against|compared? (?:with|to)|compares?|comparison|or)\b")
_HOW_MANY_MORE = re.compile(
    r"\b(?:how (?:many|much) (?:more|fewer|less|higher|lower|bigger|smaller|greater)|difference between|gap between|gap|the difference|difference\b.*\bbetween)\b"
)
_SHARE = re.compile(
    r"\b(?:what|which)?\s*(?:share|proportion|fraction)\b|\b(?:what )?(?:percentage|percent|per cent|%) of\b|\bas an? (?:share|proportion|percentage|percent|fraction) of\b|\bhow much of\b|\baccounts? for\b|\bmakes? up\b|\bwhat (?:percentage|percent|per cent|proportion|share|pc) (?:is|was|are|were|of)\b|\bof all (?:the )?zzmeasure\b"
)
_PERCENT_CHANGE = re.compile(r"\b(?:percent|per cent|percentage|%|pct|pc)\b|%")
_EACH = re.compile(
    r"\b(?:each|every(?: single)?|all(?: the| of the| six| seven| other)?|per|by|across(?: the)?|the (?:six|seven)) (?:areas?|districts?|boroughs?|area commands?|councils?|places?|of them)\b|\b(?:everywhere|area by area|by area|by district|the rest of the areas|the other areas)\b"
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|excluding|excl|apart from|other than|without|but not|all but|leaving out|not including|not counting|minus|aside from|bar|but|outside|leaving aside|not in)\b"
)
_FORCE = re.compile(
    r"\b(?:force wide|forcewide|(?:the |whole |entire |our )+force(?: area)?(?: as a whole| overall| total)?|force (?:area|total|overall|level|figure)|across the (?:force|patch|board|whole area)|the constabulary|(?:whole|entire) (?:area|patch)|police area|area wide|region wide|county wide)\b"
)
_RISES = re.compile(
    r"\b(?:rise|rises|rose|risen|rising|increas\w+|jump\w*|grew|grow\w*|went up|gone up|going up|go up|climb\w*|surge\w*)\b"
)
_FALLS = re.compile(
    r"\b(?:fall|falls|fell|fallen|falling|drop\w*|decreas\w+|reduc\w+|declin\w+|went down|gone down|going down|go down|"
    r"come down|came down|coming down|shr[aiu]nk\w*)\b"
)
_KINDS = re.compile(
    r"\b(?:which|what|any) (?:kinds? of |types? of |sorts? of )?(?:crimes?|offences?|zzmeasure)(?: types?| categor(?:y|ies))?\b|"
    r"\b(?:crime|offence|zzmeasure) (?:types?|categor(?:y|ies)|kinds?)\b|\bcommon(?:est)?\b|\ball (?:of )?the (?:crimes?|zzmeasure)\b|\beach (?:crime|offence)\b"
)
_COMPARATIVE = re.compile(
    r"\b(?:higher|lower|more|fewer|less|worse|better|bigger|smaller|larger|greater|safer)\b"
)
_SIDE_BY_SIDE = re.compile(r"\bzzmeasure\b.*\bthan\b.*\bzzmeasure\b")
_SPLIT_OK = frozenset({"splits.officer", "splits.outcome", "splits.money"})
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_TIME_WORDS = re.compile(
    r"\b(?:(?<!same )weeks?|yesterday|days? ago|(?<!12 )(?<!twelve )months ago|years ago|decades?|christmas|weekends?|\w+ alone)\b"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    wants: Wants
    role: Role | None
    direction: int
    most: int
    count: int | None
    over: Decimal | None
    relative: tuple[Role, ...]
    every_area: bool
    except_at: int | None
    force_words: str | None
    asks_percent: bool
    asks_worse: int
    asks_why: bool
    says_crime: bool
    asks_kinds: bool  # about the kinds of crime, not about all of it
    claims: tuple[Decimal, ...]
    missing: tuple[Missing, ...]
    unplaced: tuple[str, ...]
    scope: str | None  # why it is no question for the reports, where it is none


def read_grammar(
    text: str, tokens: Sequence[Token], signals: Sequence[Phrase], areas: int, periods: int
) -> Grammar:
    """The grammar of a question.

    `tokens` have the words that name measures and areas hidden; `signals` are the vocabulary's phrases
    found in the rest; `areas` and `periods` say how many the question names.
    """
    said = _Said(text, tokens, signals, areas, periods)
    direction = said.direction()
    role = said.role()
    over = said.over()
    most = said.most()
    return Grammar(
        wants=said.wants(direction, role, most, over, areas),
        role=role,
        direction=direction,
        most=most,
        count=said.count(),
        over=over,
        relative=said.relative(),
        every_area=bool(_EACH.search(said.text)),
        except_at=said.except_at(),
        force_words=match.group() if (match := _FORCE.search(said.text)) else None,
        asks_percent=bool(_PERCENT_CHANGE.search(said.text)),
        asks_worse=1 if said.has("better") else -1 if said.has("worse") else 0,
        asks_why=bool(re.match(r"(?:so |and |but )*why\b|how come\b", said.text))
        or said.has_phrase(
            "why",
            "what explains",
            "what caused",
            "what led to",
            "what is behind",
            "reason for",
            "reasons for",
            "how did the force manage",
        ),
        says_crime=said.has("total_when_alone"),
        asks_kinds=bool(_KINDS.search(said.text)),
        claims=said.claims(),
        missing=said.missing(),
        unplaced=said.unplaced(),
        scope=said.scope(),
    )


class _Said:
    """What the words of a question signal."""

    def __init__(
        self, text: str, tokens: Sequence[Token], signals: Sequence[Phrase], areas: int, periods: int
    ) -> None:
        self.areas = areas
        self.periods = periods
        self.tokens = tokens
        self.text = " ".join(token.word for token in tokens)
        self.raw = fold(text)
        self.signals = signals

    def has(self, *names: str) -> bool:
        return any(name in phrase.names for phrase in self.signals for name in names)

    def has_phrase(self, *phrases: str) -> bool:
        return any(re.search(rf"\b{phrase}\b", self.text) for phrase in phrases)

    def direction(self) -> int:
        if _UP_OR_DOWN.search(self.text):
            return 0
        up = self.has("change_up") or bool(_RISES.search(self.text))
        down = self.has("change_down") or bool(_FALLS.search(self.text))
        if self.areas > 1 or _SIDE_BY_SIDE.search(self.text):
            return up - down  # "more" and "fewer" compare the areas named, not now with before
        more = self.has_phrase("more", "higher", "greater") and not _OVER.search(self.text)
        fewer = self.has_phrase("fewer", "less", "lower") and not _OVER.search(self.text)
        return (up or (more and not down)) - (down or (fewer and not up))

    def role(self) -> Role | None:
        if self.has_phrase(
            "targets?", "goals?", "on track", "meant to", "supposed to", "aim(?:ing)? for", "should it be"
        ):
            return Role.TARGET
        if self.has_phrase(
            "margin",
            "margins",
            "margin of error",
            "confidence interval",
            "plus or minus",
            "error bars?",
            "how accurate",
            "how reliable",
            "how precise",
            "moe",
            "how wide",
        ):
            return Role.NOTE  # a margin stands with the value: the whole value is quoted
        if self.has_phrase("(?:first|second|third|fourth|1st|2nd|3rd) (?:nationally|in the country)"):
            return Role.RANK
        if self.has_phrase(
            "placed",
            "place",
            "rank",
            "ranked",
            "ranks",
            "position",
            "league",
            "where do we (?:stand|sit|come)",
        ) and self.has_phrase(
            "national(?:ly)?", "family", "placed", "similar", "position", "stand", "country"
        ):
            return Role.RANK
        if self.has_phrase(
            "national(?:ly)?",
            "england",
            "(?:the |rest of the )country",
            "similar forces?",
            "family group",
            "elsewhere",
        ):
            return Role.COMPARATOR
        if self.has_phrase("notes?", "footnotes?", "caveats?", "comments?", "which programmes"):
            return Role.NOTE
        return None

    def over(self) -> Decimal | None:
        match = _OVER.search(self.text)
        if match is None:
            return None
        number = Decimal(match["n"].replace(",", ""))
        return -number if re.search(r"fewer|less|under|below|most|lower", match["way"]) else number

    def most(self) -> int:
        if self.has_phrase(
            "least", "lowest", "smallest", "fewest", "bottom", "minimum", "safest", "slowest", "quietest"
        ):
            return -1
        if self.has("most", "rank_many") or self.has_phrase(
            "worst", "best", "most", "highest", "biggest", "top", "hardest hit", "leads?"
        ):
            return 1
        return 0

    def count(self) -> int | None:
        match = _TOP.search(self.text)
        word = (match[1] or match[2]) if match else None
        return None if word is None else _WORDS.get(word) or int(word)

    def relative(self) -> tuple[Role, ...]:
        previous, current = self.has("previous_period"), self.has("current_period")
        previous = previous or self.has_phrase(
            "last (?:year|yr|quarter)",
            "ly",
            "the same weeks",
            "before",
            "previous(?:ly)?",
            "(?:and|v|vs|than|with|against) last",
            "(?:a|one) year (?:ago|earlier)",
            "(?:12|twelve) months (?:ago|earlier|before)",
            "this time last",
            "then",
        )
        if self.has_phrase("both", "each year"):
            return (Role.CURRENT, Role.PREVIOUS)
        return (*((Role.CURRENT,) if current else ()), *((Role.PREVIOUS,) if previous else ()))

    def except_at(self) -> int | None:
        match = _EXCEPT.search(self.text)
        return len(self.text[: match.start()].split()) if match else None

    def claims(self) -> tuple[Decimal, ...]:
        if _OVER.search(self.text) or self.count():
            return ()
        numbers = (token.word for token in self.tokens if token.word[:1].isdigit())
        return tuple(Decimal(word) for word in numbers if re.fullmatch(r"\d+(?:\.\d+)?", word))

    def missing(self) -> tuple[Missing, ...]:
        found = [
            Missing("split", " ".join(self.tokens[i].typed for i in phrase.tokens))
            for phrase in self.signals
            for name in phrase.names
            if name.startswith("splits.") or name in ("area_kinds.ward", "area_kinds.place")
            if name not in _SPLIT_OK and "fillers" not in phrase.names and not self._is_beat(phrase)
        ]
        if match := _TIME_WORDS.search(self.text):
            found.append(Missing("period", match.group()))
        if self.scope() == "forecast":
            found.append(Missing("forecast", self.text))
        return tuple(found)

    def _is_beat(self, phrase: Phrase) -> bool:
        """Whether "beat" is what one figure does to another, not where an officer walks."""
        return self.tokens[phrase.tokens[0]].word in ("beat", "beats") and not self.has_phrase(
            "(?:by|per|each|which) beats?"
        )

    def unplaced(self) -> tuple[str, ...]:
        """Words that ask for something a figure table does not hold: money, outcomes, people."""
        return tuple(
            " ".join(self.tokens[i].typed for i in phrase.tokens)
            for phrase in self.signals
            if set(phrase.names) & _SPLIT_OK and "fillers" not in phrase.names
        )

    def scope(self) -> str | None:
        for phrase in self.signals:
            for name in phrase.names:
                if name.startswith("out_of_scope."):
                    kind = name.split(".", 1)[1]
                    if kind in ("greeting", "about_the_service") and len(phrase.tokens) * 2 < len(
                        self.tokens
                    ):
                        continue
                    if kind == "forecast" and not self._foretells():
                        continue
                    return kind
        return None

    def _foretells(self) -> bool:
        if self.has_phrase(
            "predict\\w*",
            "forecast\\w*",
            "project(?:ed|ion)",
            "next (?:year|quarter|month|week)",
            "future",
            "going to (?:rise|fall|be|go)",
            "outlook",
        ):
            return True
        return bool(re.search(r"(?<!when )\bwill (?!you\b)", self.text))

    def wants(self, direction: int, role: Role | None, most: int, over: Decimal | None, areas: int) -> Wants:
        """The first form that the words fit; the order puts the more telling first."""
        change = direction or self.has("change_any", "no_change")
        forms = (
            (Wants.TARGET, role is Role.TARGET),
            (
                Wants.AVERAGE,
                self.has_phrase("average", "mean", "avg")
                and not self.has_phrase("national average", "by mean"),
            ),
            (
                Wants.SHARE,
                _SHARE.search(self.text) and not (change and _PERCENT_CHANGE.search(self.text) and not areas),
            ),
            (
                Wants.RATIO,
                self.has_phrase(
                    "ratio", "times (?:as many|more|higher|as high|as much)", "twice as", "how many times"
                ),
            ),
            (
                Wants.DIFFERENCE,
                _HOW_MANY_MORE.search(self.text)
                and len(self.relative()) < 2
                and (areas > 1 or (not self.relative() and self.has_phrase("between", "than"))),
            ),
            (Wants.COMPARE, _SIDE_BY_SIDE.search(self.text) and _COMPARATIVE.search(self.text)),
            (Wants.COMPARE, areas > 1 and _COMPARATIVE.search(self.text) and _THAN_OR.search(self.text)),
            (Wants.RANK, self._ranks(most, over, change=bool(change))),
            (Wants.SUM, self._sums(areas)),
            (
                Wants.COMPARE,
                _THAN_OR.search(self.text)
                and (areas > 1 or role is Role.COMPARATOR)
                or (areas > 1 and self.has_phrase("both", "between")),
            ),
            (Wants.YES_NO, self._asks_yes_no(direction) and not _UP_OR_DOWN.search(self.text)),
            (
                Wants.CHANGE,
                change
                or self.has_phrase("what(?:s| has| is)? happen(?:ed|ing)", "diff", "direction")
                or _UP_OR_DOWN.search(self.text)
                or self._against_before()
                or (self.has("worse", "better") and not most),
            ),
            (
                Wants.OVERVIEW,
                self.has("overview")
                or self.has_phrase(
                    "what figures",
                    "which figures",
                    "all the figures",
                    "all (?:of )?the (?:zzmeasure|crimes?)",
                    "in numbers",
                    "what do (?:we|you) (?:know|have)",
                    "stats",
                    "what statistics",
                    "list",
                ),
            ),
        )
        return next((wants for wants, fits in forms if fits), Wants.LOOKUP)

    def _ranks(self, most: int, over: Decimal | None, *, change: bool) -> bool:
        which = bool(_WHICH.search(self.text))
        if self.has_phrase(
            "which (?:period|dates?|months?|year|way|quarter|programmes?)", "most similar", "most recent"
        ) and not _ORDER.search(self.text):
            return False
        return bool(
            _ORDER.search(self.text)
            or most
            or (
                over is not None
                and self.has_phrase(
                    "(?:areas?|districts?|boroughs?|places|crimes?|types) (?:with|where|that)"
                )
            )
            or (which and (change or over is not None or self.has("worse", "better", "no_change")))
        )

    def _sums(self, areas: int) -> bool:
        if self.except_at() is not None and areas:
            return True
        joins = self.has_phrase(
            "plus",
            "single figure",
            "one number",
            "combined",
            "together",
            "added",
            "add",
            "add up",
            "sum of",
            "sum",
            "altogether",
            "in total between",
        )
        return joins or (areas > 1 and self.has_phrase("total of", "total", "totals"))

    def _asks_yes_no(self, direction: int) -> bool:
        checks = direction or self.has("better", "worse") or self.claims() or self.over() is not None
        return bool(checks and _YES_NO.search(self.text))

    def _against_before(self) -> bool:
        both = len(self.relative()) == 2
        if self.periods and re.search(
            r"\b(?:compared? (?:with|to)|against|versus|vs|since|than in)\b", self.text
        ):
            return True
        return both or (
            bool(self.relative())
            and bool(re.search(r"\b(?:compared?|against|versus|vs|on|than|differ\w*)\b", self.text))
        )


def comparative(text: str) -> int:
    """+1 where a question asks for more, -1 where it asks for less, 0 where for neither."""
    folded = fold(text)
    more = re.search(r"\b(?:higher|more|bigger|larger|greater|above|beats?|better)\b", folded)
    less = re.search(r"\b(?:lower|fewer|less|smaller|below)\b", folded)
    return bool(more) - bool(less)


def starts_yes_no(text: str) -> bool:
    """Whether a question wants a yes or no; one that offers a choice ("A or B?") does not."""
    folded = fold(text)
    return bool(_YES_NO.search(folded)) and not re.search(r"\bor\b(?! not)", folded)
