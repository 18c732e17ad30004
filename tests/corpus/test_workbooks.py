"""Workbooks made by hand, each for one thing that a reader of workbooks must see."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from corpus.read.document import Source
from corpus.read.facts import propose_facts
from corpus.read.report import report_from
from corpus.read.workbook import read_ods, read_xlsx
from corpus.report import Figure, Report, Role, UnreadableReport

from ..sheets.written import ods, ods_number, ods_row, ods_table, packed, xlsx

Rows = Sequence[Sequence[Any]]


def book(*sheets: tuple[str, Rows]) -> Workbook:
    made = Workbook()
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    del made["Sheet"]
    return made


def saved(made: Workbook) -> Source:
    file = BytesIO()
    made.save(file)
    return read_xlsx(file.getvalue(), "made.xlsx")


def report_of(source: Source) -> Report:
    return report_from(
        source.outline, "made", "1", propose_facts(source.lines, source.outline, "made"), source.lines
    )


def values(source: Source) -> dict[tuple[str, ...], str]:
    return {(*f.row_path, *f.column_path): f.raw for f in report_of(source).figures}


def figure(source: Source, *path: str) -> Figure:
    return next(f for f in report_of(source).figures if (*f.row_path, *f.column_path) == path)


CRIME = [["District", "2013/14", "2014/15"], ["Northgate", 10, 12], ["Southgate", 20, 18]]


def test_a_sheet_is_a_heading_and_a_page() -> None:
    source = saved(book(("Crime", [["Recorded crime"], *CRIME]), ("Staff", [["Officers"], *CRIME])))
    assert [section.path for section in source.outline.sections] == [("Crime",), ("Staff",)]
    assert [(table.title, table.section) for table in source.outline.tables] == [
        ("Recorded crime", ("Crime",)),
        ("Officers", ("Staff",)),
    ]
    assert [source.pages[table.lines[0] - 1] for table in source.outline.tables] == [1, 2]
    for table in source.outline.tables:
        assert source.lines[table.rows[0].lines[0] - 1] == "Northgate\t10\t12"


def test_tables_above_and_below_each_other_are_told_apart_with_their_titles_and_notes() -> None:
    rows = [
        ["Table 1: Burglary"],
        *CRIME,
        ["Source: force records"],
        [],
        ["Table 2: Robbery"],
        *CRIME,
        ["1. Provisional."],
    ]
    source = saved(book(("Both", rows)))
    assert [table.title for table in source.outline.tables] == ["Table 1: Burglary", "Table 2: Robbery"]
    assert [len(table.rows) for table in source.outline.tables] == [2, 2]
    assert [p.text for p in source.outline.paragraphs] == ["Source: force records", "1. Provisional."]


def test_tables_side_by_side_are_told_apart() -> None:
    rows = [
        ["Burglary", None, None, None, "Robbery"],
        ["District", "2013/14", "2014/15", None, "District", "2013/14", "2014/15"],
        ["Northgate", 10, 12, None, "Northgate", 11, 13],
        ["Southgate", 20, 18, None, "Southgate", 21, 19],
    ]
    source = saved(book(("Both", rows)))
    assert [table.title for table in source.outline.tables] == ["Burglary", "Robbery"]
    figures = {(f.measure, f.row_path[0], f.column_path[0]): f.raw for f in report_of(source).figures}
    assert figures["Burglary", "Northgate", "2014/15"] == "12"
    assert figures["Robbery", "Northgate", "2014/15"] == "13"


def test_blank_columns_between_the_values_of_one_table_part_nothing() -> None:
    rows = [[row[0], None, row[1], None, row[2]] for row in CRIME]
    source = saved(book(("Crime", rows)))
    assert values(source) == values(saved(book(("Crime", CRIME))))


def test_a_blank_row_inside_a_table_parts_nothing() -> None:
    source = saved(book(("Crime", [*CRIME[:2], [], *CRIME[2:]])))
    assert len(source.outline.tables) == 1
    assert values(source) == values(saved(book(("Crime", CRIME))))


def test_headers_merged_over_two_rows_are_the_paths_of_their_columns() -> None:
    made = book(
        (
            "Crime",
            [
                ["District", "2013/14", None, "2014/15", None, "Change"],
                [None, "Number", "%", "Number", "%", None],
                ["Northgate", 10, 5, 12, 6, 2],
            ],
        )
    )
    for merged in ("A1:A2", "B1:C1", "D1:E1", "F1:F2"):
        made["Crime"].merge_cells(merged)
    assert values(saved(made)) == {
        ("Northgate", "2013/14", "Number"): "10",
        ("Northgate", "2013/14", "%"): "5",
        ("Northgate", "2014/15", "Number"): "12",
        ("Northgate", "2014/15", "%"): "6",
        ("Northgate", "Change"): "2",
    }


def test_a_unit_at_the_far_end_over_a_table_is_the_unit_of_its_numbers() -> None:
    rows = [
        ["Table 4: Spending by force"],
        ["England and Wales", None, "£ million"],
        ["Force", "2013/14", "2014/15"],
        ["Ashvale", 10.5, 12],
        ["Dunmore", 7, 8.25],
    ]
    source = saved(book(("Spending", rows)))
    assert source.outline.tables[0].title == "Table 4: Spending by force (£ million)"
    assert figure(source, "Ashvale", "2014/15").unit == "£ million"
    assert figure(source, "Ashvale", "2014/15").measure == "Spending"


def test_rows_that_are_the_sum_of_those_below_head_them() -> None:
    rows = [
        ["Area", "2014", "2015"],
        ["West Midlands", 30, 33],
        ["Staffordshire", 10, 11],
        ["West Midlands", 20, 22],
        ["Wales", 12, 15],
        ["Gwent", 5, 7],
        ["South Wales", 7, 8],
        ["Total", 42, 48],
    ]
    found = values(saved(book(("Officers", rows))))
    assert found["West Midlands", "2015"] == "33"
    assert found["West Midlands", "West Midlands", "2015"] == "22"
    assert found["Wales", "Gwent", "2014"] == "5"
    assert found["Total", "2014"] == "42"


def test_labels_set_in_stand_under_those_further_out() -> None:
    made = book(("Crime", [["Offence", "2014"], ["Violence", 30], ["with injury", 10], ["Theft", 5]]))
    made["Crime"]["A3"].alignment = Alignment(indent=1)
    assert ("Violence", "with injury", "2014") in values(saved(made))
    blanks = book(("Crime", [["Offence", "2014"], ["Violence", 30], ["   with injury", 10], ["Theft", 5]]))
    assert ("Violence", "with injury", "2014") in values(saved(blanks))


def test_a_group_over_areas_is_part_of_what_is_counted() -> None:
    rows = [
        ["Response times"],
        ["District", "2014", "2015"],
        ["Emergency"],
        ["Northgate", 10, 11],
        ["Southgate", 12, 13],
        ["Priority"],
        ["Northgate", 50, 51],
        ["Southgate", 52, 53],
    ]
    source = saved(book(("Times", rows)))
    assert figure(source, "Priority", "Northgate", "2014").measure == "Response times: priority"
    assert figure(source, "Priority", "Northgate", "2014").area == "Northgate"


def test_days_are_shown_by_their_format_and_are_periods() -> None:
    made = book(
        (
            "Officers",
            [["Officers in post"], ["Force", date(2017, 9, 30), date(2018, 9, 30)], ["Ashvale", 1200, 1250]],
        )
    )
    for address in ("B2", "C2"):
        made["Officers"][address].number_format = "mmm-yy"
    found = figure(saved(made), "Ashvale", "Sep-18")
    assert found.period is not None
    assert (found.period.end, found.role) == (date(2018, 9, 30), Role.CURRENT)


def test_a_percentage_is_read_as_it_is_shown() -> None:
    made = book(("Satisfaction", [["Measure", "2014", "2015"], ["Satisfied", 0.823, 0.84126]]))
    made["Satisfaction"]["B2"].number_format = made["Satisfaction"]["C2"].number_format = "0.0%"
    found = figure(saved(made), "Satisfied", "2015")
    assert (found.raw, found.value, found.unit) == ("84.1%", Decimal("84.1"), "%")


def test_a_count_that_looks_like_a_year_is_a_count() -> None:
    rows = [["Force", "Burglary", "Robbery"], ["Ashvale", 2000, 1950], ["Dunmore", 300, 40]]
    source = saved(book(("Crime", rows)))
    assert figure(source, "Ashvale", "Burglary").value == 2000
    assert figure(source, "Ashvale", "Robbery").value == 1950


def test_years_under_a_merged_header_are_headers_and_one_of_them_is_current() -> None:
    rows = [
        ["Force", "Number", None, "Rate", None],
        [None, 2014, 2015, 2014, 2015],
        ["Ashvale", 10, 12, 1.5, 2],
    ]
    made = book(("Arrests", rows))
    for merged in ("A1:A2", "B1:C1", "D1:E1"):
        made["Arrests"].merge_cells(merged)
    roles = [(f.column_path, f.role) for f in report_of(saved(made)).figures]
    assert roles[:2] == [(("Number", "2014"), Role.PREVIOUS), (("Number", "2015"), Role.CURRENT)]
    assert roles[2:] == [(("Rate", "2014"), Role.PREVIOUS), (("Rate", "2015"), Role.CURRENT)]


def test_a_quarter_still_to_come_is_not_the_current_one() -> None:
    heads = ["Indicator", "2013/14 outturn", "Q1 2014/15", "Q2 2014/15", "Q3 2014/15"]
    source = saved(
        book(("KPIs", [heads, ["Days lost", 9.5, 2.1, 2.4, None], ["Homes built", 120, 20, 31, None]]))
    )
    roles = {f.column_path[0]: f.role for f in report_of(source).figures}
    assert roles == {"2013/14 outturn": None, "Q1 2014/15": Role.PREVIOUS, "Q2 2014/15": Role.CURRENT}


def test_a_sheet_of_notes_is_text() -> None:
    notes = [["Notes"], ["Number", "Note"], ["1", "Excludes fraud."], ["2", "Some forces gave no data."]]
    source = saved(book(("Crime", CRIME), ("Notes", notes)))
    assert len(source.outline.tables) == 1
    assert [p.text for p in source.outline.paragraphs][-2:] == [
        "1 Excludes fraud.",
        "2 Some forces gave no data.",
    ]


def test_a_footnote_digit_at_a_name_is_no_part_of_it() -> None:
    raised = "<r><t>Northumbria</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>4</t></r>"
    rows = [
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>5</v></c></row>',
        '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>6</v></c></row>',
    ]
    sheet = f"<sheetData>{''.join(rows)}</sheetData>"
    source = read_xlsx(
        xlsx(sheet, strings=("<t>Force</t>", "<t>2015</t>", raised, "<t>Durham4</t>")), "made.xlsx"
    )
    assert [(f.row_path, f.area) for f in report_of(source).figures] == [
        (("Northumbria⁴",), "Northumbria"),
        (("Durham4",), "Durham"),
    ]


def test_what_is_hidden_is_read_and_said() -> None:
    made = book(("Crime", CRIME), ("Working", CRIME))
    made["Crime"].row_dimensions[3].hidden = True
    made["Crime"].column_dimensions["C"].hidden = True
    made["Working"].sheet_state = "hidden"
    source = saved(made)
    assert source.warnings == (
        "row 3 of the sheet “Crime” is hidden in the workbook; it was read",
        "column C of the sheet “Crime” is hidden in the workbook; it was read",
        "the sheet “Working” is hidden in the workbook; it was read",
    )
    assert len(report_of(source).figures) == 8


def test_a_formula_without_a_stored_result_is_said_and_never_guessed() -> None:
    source = saved(book(("Crime", [*CRIME, ["Total", "=SUM(B2:B3)", "=SUM(C2:C3)"]])))
    found = figure(source, "Total", "2014/15")
    assert (found.value, found.raw) == (None, "not available (no result stored)")
    assert source.warnings == (
        "no result is stored for formulas on the sheet “Crime” (B4, C4); "
        "open the workbook in a spreadsheet program, save it, and add it again",
    )


def test_a_formula_s_stored_result_is_its_value() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Area</t></is></c>'
        '<c r="B1" t="str"><f>"20"&amp;"15"</f><v>2015</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Northgate</t></is></c>'
        '<c r="B2" s="1"><f>1/3</f><v>0.3333</v></c></row></sheetData>'
    )
    source = read_xlsx(xlsx(sheet, formats={164: "0.0%"}), "made.xlsx")
    assert values(source) == {("Northgate", "2015"): "33.3%"}
    assert source.warnings == ()


def test_an_error_in_a_cell_is_no_number() -> None:
    sheet = (
        '<sheetData><row><c t="str"><v>Area</v></c><c t="str"><v>2014</v></c>'
        '<c t="str"><v>2015</v></c></row>'
        '<row><c t="str"><v>North</v></c><c><v>5</v></c>'
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    )
    found = figure(read_xlsx(xlsx(sheet), "made.xlsx"), "North", "2015")
    assert (found.value, found.raw) == (None, "#DIV/0!")


def test_cells_repeated_up_to_the_edge_of_an_ods_sheet_cost_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    twice = ods_number("7", "7").replace(" ", ' table:number-columns-repeated="2" ', 1)
    rows = [
        ods_row("Area", "2014", "2015", blank),
        ods_row("Northgate", twice, blank),
        ods_row("Southgate", ods_number("1234.5", "1,235"), ods_number("0.5", "50%", "percentage")),
        ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            attributes='table:number-rows-repeated="1048570"',
        ),
    ]
    source = read_ods(ods(ods_table("Crime", rows)), "made.ods")
    assert values(source) == {
        ("Northgate", "2014"): "7",
        ("Northgate", "2015"): "7",
        ("Southgate", "2014"): "1,235",
        ("Southgate", "2015"): "50%",
    }
    assert figure(source, "Southgate", "2014").value == Decimal("1234.5")


def test_hidden_sheets_rows_and_formulas_of_an_ods_are_said() -> None:
    styles = '<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
    rows = [
        ods_row("Area", "2014"),
        ods_row("Northgate", ods_number("5", "5"), attributes='table:visibility="collapse"'),
        ods_row("Total", '<table:table-cell table:formula="of:=SUM([.B2])"/>'),
    ]
    source = read_ods(ods(ods_table("Crime", rows, 'table:style-name="away"'), styles), "made.ods")
    assert source.warnings == (
        "the sheet “Crime” is hidden in the workbook; it was read",
        "row 2 of the sheet “Crime” is hidden in the workbook; it was read",
        "no result is stored for formulas on the sheet “Crime” (B3); "
        "open the workbook in a spreadsheet program, save it, and add it again",
    )


def test_comments_and_covered_cells_of_an_ods_are_no_text_of_it() -> None:
    noted = (
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2">'
        "<office:annotation><text:p>check this</text:p></office:annotation>"
        "<text:p>Crime</text:p></table:table-cell>"
    )
    covered = "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>"
    rows = [ods_row(noted, covered), ods_row("Area", "2014"), ods_row("Northgate", ods_number("5", "5"))]
    source = read_ods(ods(ods_table("Sheet1", rows)), "made.ods")
    assert "check this" not in " ".join(source.lines)
    assert "hidden" not in " ".join(source.lines)
    assert source.outline.tables[0].title == "Crime"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"no workbook", "is damaged: it cannot be unpacked"),
        (packed({"a.txt": "x"}), "is no Excel workbook"),
        (xlsx(""), "is a workbook with nothing in its cells"),
        (xlsx("<sheetData><row>"), "is damaged: its part xl/worksheets/sheet1.xml breaks off"),
    ],
)
def test_a_file_that_is_no_workbook_says_why_and_what_to_do(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=r"made\.xlsx: ") as error:
        read_xlsx(raw, "made.xlsx")
    assert error.value.reason.startswith(reason)


def test_a_workbook_that_declares_entities_is_not_opened() -> None:
    content = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(UnreadableReport, match="declares a document type"):
        read_ods(packed({"content.xml": content}), "made.ods")


def test_a_sheet_of_too_many_cells_is_refused_before_they_are_kept() -> None:
    filled = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    rows = [ods_row(filled, attributes='table:number-rows-repeated="1048576"')]
    with pytest.raises(UnreadableReport, match="more than 1,000,000 filled cells"):
        read_ods(ods(ods_table("Raw data", rows)), "made.ods")


def test_a_cell_merged_over_all_of_a_sheet_costs_nothing() -> None:
    made = book(("Crime", [["Recorded crime"], *CRIME]))
    made["Crime"].merge_cells("A1:XFD1")
    source = saved(made)
    assert source.outline.tables[0].title == "Recorded crime"
    assert values(source) == values(saved(book(("Crime", CRIME))))


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_damaged_anywhere_is_read_or_refused(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same damage every time
    file = BytesIO()
    book(("Crime", [["Recorded crime"], *CRIME, ["Total", "=SUM(B3:B4)", 30]])).save(file)
    with ZipFile(file) as whole:
        parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    for _ in range(3):
        part = parts[chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])]
        at = chance.randrange(len(part))
        part[at : at + chance.randrange(4)] = chance.choice(
            (b"", b"-1", b"NaN", b"1e400", b"99999999999", b"&")
        )
    damaged = packed({name: bytes(part) for name, part in parts.items()})
    with suppress(UnreadableReport):
        assert any(read_xlsx(damaged, "made.xlsx").lines)


def test_a_sheet_with_a_blank_row_between_all_others_is_read_in_little_time() -> None:
    rows = [row for n in range(4000) for row in ([f"Place {n}", n + 0.5, n + 1.5], [])]
    source = saved(book(("Places", [["Place", "2013/14", "2014/15"], *rows])))
    assert [len(table.rows) for table in source.outline.tables] == [4000]
