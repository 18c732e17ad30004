"""The rules that the vocabulary's data keeps, whoever adds to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from corpus.vocabulary import each_way
from qa.reading.keys import key

KINDS_OF_MEASURE = {"crime", "incident", "outcome", "satisfaction", "complaint", "process", "workforce"}
KINDS_OF_AREA = {"force", "county", "district", "region", "country", "place"}
POLARITIES = {"lower", "higher", "neither"}
FORCES_OF_ENGLAND_AND_WALES = 43
FORCES_FURTHER_AFIELD = {
    "British Transport Police",
    "Ministry of Defence Police",
    "Civil Nuclear Constabulary",
    "Police Scotland",
    "Police Service of Northern Ireland",
}


def load(name: str) -> Any:
    text = (files("corpus") / "vocabulary" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_NoDoubledKeys)  # noqa: S506  (a SafeLoader that is stricter)


class _NoDoubledKeys(yaml.SafeLoader):
    """PyYAML lets a later key overwrite an earlier one in silence; here that is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        doubled = [key for key, times in Counter(keys).items() if times > 1]
        assert not doubled, f"keys given twice: {doubled}"
        return super().construct_mapping(node, deep)


MEASURES: list[dict[str, Any]] = load("measures.yaml")
AREAS: list[dict[str, Any]] = load("areas.yaml")
ACRONYMS: dict[str, str] = load("acronyms.yaml")
WORDS: dict[str, Any] = load("words.yaml")
ORDINARY: list[str] = load("ordinary.yaml")["words"].split()
MEASURE_NAMED = {measure["name"]: measure for measure in MEASURES}


def fold(words: str) -> str:
    """Lower case, without apostrophes, other punctuation as blanks: as near as the loader compares."""
    bare = words.lower().replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^a-z0-9%&/+]+", " ", bare).split())


def as_matched(words: str) -> str:
    """Folded to stems, without small words: what the words of a question are held against."""
    return " ".join(key(words))


def lists_of_words(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    if isinstance(node, list):
        yield path, node
        return
    for name, below in node.items():
        yield from lists_of_words(below, (*path, name))


def spoken_for(entries: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Each name and `aka`, as matched, with the names of the entries that claim it."""
    claims: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for words in (entry["name"], *each_way(entry["aka"])):
            claims[as_matched(words)].add(entry["name"])
    return claims


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(map(fold, words)).items() if times > 1]


def test_a_measure_has_its_fields_and_no_others() -> None:
    needed = {"name", "kind", "polarity", "aka"}
    allowed = needed | {"broader", "narrower"}
    assert [measure for measure in MEASURES if not needed <= measure.keys() <= allowed] == []
    assert {measure["kind"] for measure in MEASURES} == KINDS_OF_MEASURE
    assert {measure["polarity"] for measure in MEASURES} == POLARITIES


def test_the_words_of_a_measure_are_strings_and_none_is_said_twice() -> None:
    for measure in MEASURES:
        words = [measure["name"], *measure["aka"]]
        assert all(isinstance(word, str) and fold(word) for word in words), measure
        several = [word for word in words if len(each_way([word])) > 1]
        plain = [word for word in words if word not in several]
        assert twice([*plain, *({*map(fold, each_way(several))} - {fold(measure["name"])})]) == [], measure


def test_no_two_measures_have_one_name() -> None:
    assert twice([measure["name"] for measure in MEASURES]) == []


def test_broader_and_narrower_classes_of_a_measure_exist() -> None:
    linked = {m["broader"] for m in MEASURES if "broader" in m}
    linked |= {part for m in MEASURES for part in m.get("narrower", ())}
    assert linked - MEASURE_NAMED.keys() == set()


def test_no_measure_is_part_of_itself_however_far_one_climbs() -> None:
    for measure in MEASURES:
        climbed = [measure["name"]]
        while broader := MEASURE_NAMED[climbed[-1]].get("broader"):
            assert broader not in climbed, measure["name"]
            climbed.append(broader)
        assert not set(climbed) & set(measure.get("narrower", ())), measure["name"]


def test_words_that_two_measures_share_are_parts_of_one_class_where_the_reports_decide() -> None:
    astray = {}
    for words, names in spoken_for(MEASURES).items():
        classes = {MEASURE_NAMED[name].get("broader") for name in names}
        if len(names) > 1 and (len(classes) > 1 or None in classes):
            astray[words] = names
    assert astray == {}


@pytest.mark.parametrize(
    ("wide", "parts"),
    [
        ("Burglary", {"Burglary dwelling", "Burglary other than dwelling", "Residential burglary"}),
        ("Theft", {"Theft from the person", "Shoplifting", "Bicycle theft", "Other theft"}),
        ("Vehicle crime", {"Theft of a motor vehicle", "Theft from a vehicle", "Vehicle interference"}),
        ("Domestic abuse", {"Domestic abuse incidents", "Domestic abuse crimes"}),
        ("Conviction rate", {"Conviction rate at Magistrates' Court", "Domestic abuse conviction rate"}),
        ("Complaint appeals", {"Complaint appeals made", "Complaint appeals upheld"}),
    ],
)
def test_a_wide_word_is_an_entry_of_its_own_with_its_parts(wide: str, parts: set[str]) -> None:
    assert parts <= set(MEASURE_NAMED[wide]["narrower"])
    assert spoken_for(MEASURES)[as_matched(wide)] == {wide}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("VAP", {"Violence against the person"}),
        ("muggings", {"Robbery"}),
        ("break-ins", {"Burglary"}),
        ("house break-ins", {"Burglary dwelling", "Residential burglary"}),
        ("shed break-ins", {"Burglary other than dwelling"}),
        ("burglary OTD", {"Burglary other than dwelling"}),
        ("residential burglary", {"Burglary dwelling", "Residential burglary"}),
        ("car break-ins", {"Theft from a vehicle"}),
        ("stolen cars", {"Theft of a motor vehicle"}),
        ("retail theft", {"Shoplifting"}),
        ("pickpocketing", {"Theft from the person"}),
        ("other theft and handling", {"Other theft"}),
        ("vandalism", {"Criminal damage"}),
        ("ASB", {"Anti-social behaviour"}),
        ("stabbings", {"Knife crime"}),
        ("rudeness", {"Allegations of incivility"}),
        ("NCRS", {"Crime recording compliance"}),
        ("specials", {"Special constables"}),
    ],
)
def test_what_people_say_leads_to_what_reports_print(said: str, meant: set[str]) -> None:
    assert spoken_for(MEASURES)[as_matched(said)] == meant


@pytest.mark.parametrize(
    ("name", "polarity"),
    [
        ("Robbery", "lower"),
        ("Sexual offences", "neither"),
        ("Domestic abuse", "neither"),
        ("Hate crime", "neither"),
        ("Child sexual exploitation", "neither"),
        ("Drug offences", "neither"),
        ("Victim satisfaction", "higher"),
        ("Conviction rate", "higher"),
        ("Report-to-conviction rate", "higher"),
        ("Attrition rate", "lower"),
        ("Re-bail rate", "lower"),
        ("Live complaints", "lower"),
        ("Repeat victimisation", "lower"),
    ],
)
def test_better_is_known_only_where_the_field_agrees(name: str, polarity: str) -> None:
    assert MEASURE_NAMED[name]["polarity"] == polarity


@pytest.mark.parametrize("name", ["Sexual offences", "Domestic abuse", "Hate crime", "Honour-based abuse"])
def test_a_part_of_an_under_reported_class_of_crime_has_no_better_way_either(name: str) -> None:
    below = [m for m in MEASURES if m.get("broader") == name]
    assert below
    assert {m["polarity"] for m in below} == {"neither"}


def test_an_area_has_its_fields_and_no_others() -> None:
    assert [area for area in AREAS if area.keys() != {"name", "kind", "aka", "within"}] == []
    assert {area["kind"] for area in AREAS} == KINDS_OF_AREA


def test_the_words_of_an_area_are_strings_and_none_is_said_twice() -> None:
    for area in AREAS:
        words = [area["name"], *area["aka"], *area["within"]]
        assert all(isinstance(word, str) and fold(word) for word in words), area
        assert twice([area["name"], *area["aka"]]) == [], area


def test_no_two_areas_of_one_kind_have_one_name() -> None:
    assert twice([f"{area['kind']} {area['name']}" for area in AREAS]) == []


def test_what_holds_an_area_is_an_area_and_one_name_says_which() -> None:
    names = Counter(area["name"] for area in AREAS)
    held_by = {name for area in AREAS for name in area["within"]}
    assert {name for name in held_by if names[name] != 1} == set()


def test_every_area_climbs_to_the_country_and_never_in_a_circle() -> None:
    holders = {area["name"]: area["within"] for area in AREAS}

    def tops(name: str, below: tuple[str, ...] = ()) -> set[str]:
        assert name not in below, (*below, name)
        above = {top for holder in holders[name] for top in tops(holder, (*below, name))}
        return above or {name}

    assert {area["name"] for area in AREAS if tops(area["name"]) != {"United Kingdom"}} == set()


def test_every_place_and_district_stands_in_one_police_force() -> None:
    named = {area["name"]: area for area in AREAS}

    def forces(name: str) -> set[str]:
        if named[name]["kind"] == "force":
            return {name}
        return {force for holder in named[name]["within"] for force in forces(holder)}

    astray = {a["name"]: forces(a["name"]) for a in AREAS if a["kind"] in {"place", "district", "county"}}
    assert {name: found for name, found in astray.items() if len(found) != 1} == {}


def test_every_territorial_force_is_there() -> None:
    forces = {area["name"] for area in AREAS if area["kind"] == "force"}
    assert forces >= FORCES_FURTHER_AFIELD
    assert len(forces - FORCES_FURTHER_AFIELD) == FORCES_OF_ENGLAND_AND_WALES


def test_every_territorial_force_has_districts_and_places_in_them() -> None:
    districts = {area["name"]: area["within"] for area in AREAS if area["kind"] == "district"}
    with_districts = {name for within in districts.values() for name in within}
    homes = {district for area in AREAS if area["kind"] == "place" for district in area["within"]}
    with_places = {name for district in homes for name in districts.get(district, ())}
    forces = {a["name"] for a in AREAS if a["kind"] == "force"} - FORCES_FURTHER_AFIELD
    # The City of London is one council's area, and its force knows it by no parts.
    assert forces - with_districts == {"City of London"}
    assert forces - with_places == {"City of London"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("west midlands", {"West Midlands", "West Midlands region"}),
        ("newcastle", {"Newcastle upon Tyne", "Newcastle-under-Lyme"}),
        ("durham", {"Durham", "County Durham", "Durham City"}),
        ("hampshire", {"Hampshire and Isle of Wight", "County of Hampshire"}),
        ("n/cle", {"Newcastle upon Tyne"}),
        ("gmp", {"Greater Manchester"}),
        ("the met", {"Metropolitan Police"}),
        ("hexham", {"Hexham"}),
    ],
)
def test_a_word_for_two_areas_leads_to_both(said: str, meant: set[str]) -> None:
    assert spoken_for(AREAS)[as_matched(said)] == meant


def test_acronyms_and_what_they_stand_for_are_strings() -> None:
    assert all(isinstance(part, str) and part for pair in ACRONYMS.items() for part in pair)
    assert twice(list(ACRONYMS)) == []


def test_an_acronym_that_measures_share_with_the_list_means_the_same_there() -> None:
    claims = spoken_for(MEASURES)
    astray = {
        short: (long, claims[as_matched(short)])
        for short, long in ACRONYMS.items()
        if as_matched(short) in claims
        and as_matched(long) in claims
        and not claims[as_matched(short)] & claims[as_matched(long)]
    }
    assert astray == {}


def test_the_words_of_questions_are_strings_and_none_is_said_twice() -> None:
    for path, words in lists_of_words(WORDS):
        assert words, path
        # YAML reads a bare yes, no, on, off, true as a truth value, and 999 as a number.
        assert [word for word in words if not isinstance(word, str) or not word.strip()] == [], path
        assert [word for word, times in Counter(map(str.lower, words)).items() if times > 1] == [], path


def test_every_signal_that_understanding_needs_has_words() -> None:
    signals = {"change_up", "change_down", "change_any", "better", "worse", "most", "least", "current_period"}
    signals |= {"previous_period", "roles", "sum", "difference", "share", "average", "ratio", "force_wide"}
    signals |= {"area_kinds", "out_of_scope", "splits", "fillers"}
    assert signals <= WORDS.keys()
    assert {"margin", "target", "rank", "comparator", "period", "note"} <= WORDS["roles"].keys()


def test_rise_and_fall_and_better_and_worse_share_no_word() -> None:
    assert not set(WORDS["change_up"]) & set(WORDS["change_down"])
    assert not set(WORDS["better"]) & set(WORDS["worse"])
    assert not set(WORDS["most"]) & set(WORDS["least"])
    assert not set(WORDS["current_period"]) & set(WORDS["previous_period"])


def test_no_filler_is_a_place_or_a_word_that_turns_the_meaning_round() -> None:
    fillers = set(map(as_matched, WORDS["fillers"])) - set(map(as_matched, WORDS["also_words"]))
    for turning in (spoken_for(AREAS), WORDS["change_up"], WORDS["change_down"]):
        assert fillers & set(map(as_matched, turning)) == set()
    assert not fillers & {"not", "never", "except", "without", "fewer", "less", "more", "target", "margin"}


def test_only_words_for_people_and_events_in_general_are_both_filler_and_measure() -> None:
    shared = set(map(as_matched, WORDS["fillers"])) & set(spoken_for(MEASURES))
    assert shared == {"incid", "offic", "victim", "cop", "alleg"}


def test_words_that_are_also_names_are_heard_as_names_of_areas() -> None:
    areas = spoken_for(AREAS)
    assert [word for word in WORDS["also_words"] if as_matched(word) not in areas] == []


def test_an_area_that_sounds_like_a_signal_is_among_the_words_that_need_a_capital_or_an_in() -> None:
    guarded = set(WORDS["also_words"])
    areas = spoken_for(AREAS)
    heard = {word: areas.get(as_matched(word)) for path, words in lists_of_words(WORDS) for word in words}
    alike = {word for word, names in heard.items() if names} - {"england and wales", "england & wales"}
    assert {word for word in alike if word.lower() not in guarded} == set()


def test_ordinary_words_are_long_enough_to_be_mended_in_order_and_none_twice() -> None:
    assert [word for word in ORDINARY if not re.fullmatch("[a-z]{5,}", word)] == []
    assert sorted(set(ORDINARY)) == ORDINARY


@pytest.mark.parametrize("word", ["attached", "butter", "trucks", "seven", "prevent", "raise", "summer"])
def test_a_word_that_is_spelt_right_is_ordinary(word: str) -> None:
    assert word in ORDINARY


@pytest.mark.parametrize("word", ["robery", "gatehead", "burgalry", "newcaslte", "dammage", "shopliting"])
def test_a_misspelling_is_not_ordinary(word: str) -> None:
    assert word not in ORDINARY
