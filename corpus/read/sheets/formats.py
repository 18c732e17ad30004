"""What a cell shows of a number, by its number format: 0.123 under "0.0%" is "12.3%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from corpus.read.sheets.dates import shown_date

# The formats that a workbook names by number only; dates (14 to 22, 45 to 47) as they look in Britain.
_BUILT_IN = {
    **{0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{5: "£#,##0;-£#,##0", 6: "£#,##0;-£#,##0", 7: "£#,##0.00;-£#,##0.00", 8: "£#,##0.00;-£#,##0.00"},
    **{12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm"},
    **{37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00"},
    **{41: '#,##0;-#,##0;"-"', 42: '"£"#,##0;-"£"#,##0;"£-"', 43: '#,##0.00;-#,##0.00;"-"'},
    **{44: '"£"#,##0.00;-"£"#,##0.00;"£-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0"},
}
_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<gap>.)
    | \*(?P<filler>.)
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<condition>[<>=]+[^\]]+)\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[[^\]]*\]
    | (?P<general>General)
    | (?P<half>AM/PM|A/P)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?)
    | (?P<digits>[0\#?][0\#?,]*(?:\.[0\#?]*)?,*|\.[0\#?]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]|[_*].|[^;])*', re.DOTALL)
_TESTS = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}
_LITERALS = ("quoted", "escaped", "currency", "other")


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of a format that semicolons separate: what it shows, token by token."""

    tokens: tuple[tuple[str, str], ...]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.tokens)

    @property
    def is_date(self) -> bool:
        return bool(self.kinds & {"date", "elapsed"})

    @property
    def condition(self) -> str | None:
        return next((text for kind, text in self.tokens if kind == "condition"), None)


def format_code(number: int, own: dict[int, str]) -> str:
    """The format of a number; `own` are those that the workbook defines."""
    return own.get(number) or _BUILT_IN.get(number, "General")


def shown(value: Decimal, code: str, *, since_1904: bool = False) -> str:
    """What a cell with a number shows under a format. `since_1904` tells how the workbook counts days."""
    section, is_signed = _section(value, _sections(code))
    if section.is_date:
        days = value + 1462 if since_1904 else value
        return shown_date(days, section.tokens) or general(value)
    size = value if is_signed else abs(value)
    if "general" in section.kinds or not section.tokens:
        return _literal(section, general(size)) if section.tokens or not code.strip() else ""
    if "exponent" in section.kinds:
        return _scientific(size)
    return _number(size, section)


def is_percent(code: str) -> bool:
    """Whether a format shows hundredths: "0.0%"."""
    return any(("other", "%") in section.tokens for section in _sections(code))


def is_date(code: str) -> bool:
    """Whether a format shows a number as a day or a time."""
    return _sections(code)[0].is_date


def general(value: Decimal) -> str:
    """A number as a cell without a format shows it, in the eleven characters that it gives it."""
    if value == value.to_integral_value():
        return f"{value.quantize(Decimal(1))}" if abs(value) < Decimal(10) ** 15 else _scientific(value)
    if abs(value) < Decimal("0.0001"):
        return _scientific(value)
    places = max(0, 10 - len(str(int(abs(value)))))
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def _scientific(value: Decimal) -> str:
    mantissa, _, exponent = f"{value:.5E}".partition("E")
    return f"{Decimal(mantissa).normalize()}E{int(exponent):+03d}"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[Section] = []
    at = 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        text = match.group() if match else ""
        parts.append(Section(tuple(_tokens(text))))
        at += len(text) + 1
    return tuple(parts)


def _tokens(text: str) -> list[tuple[str, str]]:
    return [(match.lastgroup, match[match.lastgroup]) for match in _TOKEN.finditer(text) if match.lastgroup]


def _section(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that shows a value, and whether it shows a minus of its own accord."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _meets(value, section.condition):
                return section, True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _meets(value: Decimal, condition: str) -> bool:
    match = re.fullmatch(r"([<>=]+)\s*(-?[\d.]+)", condition)
    return bool(match and match[1] in _TESTS and _TESTS[match[1]](value, Decimal(match[2])))


def _literal(section: Section, number: str) -> str:
    """The words of a section, with a number where it stands."""
    places = [
        number if kind == "general" else text if kind in _LITERALS else "" for kind, text in section.tokens
    ]
    return "".join(places) if section.tokens else number


def _number(value: Decimal, section: Section) -> str:
    """A number by the places of its digits, its percent signs and the words about it."""
    pattern = "".join(text for kind, text in section.tokens if kind == "digits")
    if not pattern:
        return "".join(text if kind in _LITERALS else " " for kind, text in section.tokens)
    percents = sum(text.count("%") for kind, text in section.tokens if kind == "other")
    scaled = value * 100**percents / Decimal(1000) ** (len(pattern) - len(pattern.rstrip(",")))
    digits = _fraction(scaled, section) or _digits(abs(scaled), pattern.rstrip(","))
    is_minus = scaled < 0 and any(digit in "123456789" for digit in digits)
    words: list[str] = []
    for kind, text in section.tokens:
        if kind == "digits":
            words.append(digits)
            digits = ""
        elif kind in _LITERALS:
            words.append("" if text == "/" and _is_fraction(section) else text)
        elif kind == "gap":
            words.append(" ")
    return ("-" if is_minus else "") + "".join(words)


def _digits(size: Decimal, pattern: str) -> str:
    """The digits of a number without its sign: "#,##0.0" shows 1234.56 as "1,234.6"."""
    whole_places, _, part_places = pattern.partition(".")
    rounded = size.quantize(Decimal(1).scaleb(-len(part_places)), ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    least = whole_places.count("0")
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in whole_places and whole:
        whole = f"{int(whole):,}".rjust(least, "0")
    needed = len(part_places.rstrip("#?")) if part_places else 0
    while len(part) > needed and part.endswith("0"):
        part = part[:-1]
    return f"{whole}.{part}" if "." in pattern else whole


def _is_fraction(section: Section) -> bool:
    return ("other", "/") in section.tokens


def _fraction(value: Decimal, section: Section) -> str | None:
    """A number as a whole and a fraction, where the format has it so: "# ?/?" shows 1.25 as "1 1/4"."""
    if not _is_fraction(section):
        return None
    size = abs(value)
    places = [text for kind, text in section.tokens if kind == "digits"]
    rest = Fraction(size % 1).limit_denominator(99 if len(places[-1]) > 1 else 9)
    whole = int(size) + (rest == 1)
    part = f"{rest.numerator}/{rest.denominator}" if rest not in (0, 1) else ""
    return " ".join(filter(None, (str(whole) if whole or not part else "", part)))
