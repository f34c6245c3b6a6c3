"""csv and fixed-width files: every normal oddity read in silence, every bad row listed."""

from __future__ import annotations

import pytest

from rvuedge_desktop.cms import CmsFileError
from rvuedge_desktop.domain.values import PublishedValue
from tests.cms.conftest import Read
from tests.fixtures.cms_files import csv_bytes, header_rows, row, some_rows, txt_bytes, txt_line

TXT = "PPRRVU2026_Apr_nonQPP.txt"
OLD = "PPRRVU25_OCT.csv"
FIRST_ROW = len(header_rows()) + 1


def test_csv_with_32_columns(read: Read) -> None:
    result = read(csv_bytes(some_rows()))
    assert (len(result.values), result.codes) == (13, 10)
    assert result.release is not None
    assert result.release.name == "RVU26B"
    assert result.title.startswith("2026 National Physician")
    assert (result.rejected, result.warnings) == ([], [])
    assert result.values[0].code == "00100"
    by_key = {value.key: value for value in result.values}
    assert by_key["45378", "53"].work == 159
    assert by_key["99213", ""] == PublishedValue(
        code="99213", modifier="", status="A", work=130, pe_nonfacility=146, pe_facility=33, mp=9,
        total_nonfacility=285, total_facility=172, pctc="0", global_days="XXX", pre=0, intra=0,
        post=0, mult_proc="0", bilat="0", asst="0", co_surg="0", team_surg="0", pricing="9",
        conversion_factor=334_009, supervision="09", calculation_flag="0", imaging_family="99",
        opps_pe_nonfacility=0, opps_pe_facility=0, opps_mp=0,
    )  # fmt: skip
    assert by_key["27000", ""].intra == 69
    assert by_key["45378", ""].endo_base == "45300"
    assert by_key["98960", ""].not_used == "+"
    assert by_key["98960", ""].facility_na == "NA"


def test_csv_with_31_columns_has_no_pricing_indicator(read: Read) -> None:
    data = csv_bytes(some_rows(), 31, year="2025", month="October")
    result = read(data, OLD)
    assert result.release is not None
    assert result.release.name == "RVU25D"
    assert {value.pricing for value in result.values} == {""}
    assert {value.conversion_factor for value in result.values} == {334_009}


def test_csv_and_txt_give_the_same_records(read: Read) -> None:
    first = read(csv_bytes(some_rows()))
    second = read(txt_bytes(some_rows()), TXT)
    assert first.values == second.values
    assert first.descriptions == second.descriptions
    assert second.title == ""


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends(read: Read, end: str) -> None:
    for data, name in ((csv_bytes(some_rows(), end=end), OLD.replace("25_OCT", "26_APR")),
                       (txt_bytes(some_rows(), end=end), TXT)):  # fmt: skip
        assert len(read(data, name).values) == 13


@pytest.mark.parametrize(
    "tail",
    [b"", b"\x1a", b"\x1a\r\n", b"\r\n\x1a", b"\x1a" + b"," * 31, (b"," * 31 + b"\r\n") * 200,
     b'"",,\r\n', b"\r\n\r\n"],
)  # fmt: skip
def test_normal_ends_are_silent(read: Read, tail: bytes) -> None:
    result = read(csv_bytes(some_rows()) + tail)
    assert len(result.values) == 13
    assert result.rejected == []


def test_order_is_kept_and_free(read: Read) -> None:
    rows = list(reversed(some_rows()))
    assert read(csv_bytes(rows)).values[0].code == "J2590"


def test_cp1252_and_quotes_in_descriptions(read: Read) -> None:
    rows = [row("99213", description="caf\xe9 – long\xa0text, with comma")]
    result = read(csv_bytes(rows))
    assert result.descriptions == [("99213", "", "café – long text, with comma")]
    with_mark = b"\xef\xbb\xbf" + csv_bytes(rows).decode("cp1252").encode()
    assert read(with_mark).descriptions == result.descriptions


def test_bytes_that_cp1252_lacks_are_no_error(read: Read) -> None:
    result = read(csv_bytes([row("99213", description="a?b")]).replace(b"a?b", b"a\x81b"))
    assert len(result.values) == 1


def test_dental_text_is_dropped(read: Read) -> None:
    result = read(csv_bytes(some_rows()))
    assert "D0120" in {value.code for value in result.values}
    assert "D0120" not in {code for code, _, _ in result.descriptions}
    assert len(result.descriptions) == 12


BAD_ROWS = [
    ({"work": "abc"}, "The work RVU “abc” is not a number."),
    ({"work": "1_0"}, "The work RVU “1_0” is not a number."),
    ({"work": "-1.00"}, "The work RVU “-1.00” is not a number."),
    ({"work": ""}, "The work RVU is empty."),
    ({"mp": "0.123"}, "The MP RVU “0.123” has more than 2 decimal places."),
    ({"conversion_factor": "x"}, "The conversion factor “x” is not a number."),
    ({"code": "9921"}, "The code “9921” is not a procedure code."),
    ({"modifier": "2"}, "The modifier “2” is not a modifier."),
    ({"status": ""}, "The status code is empty."),
]


@pytest.mark.parametrize(("cells", "reason"), BAD_ROWS)
def test_a_bad_cell_costs_its_row_only(read: Read, cells: dict[str, str], reason: str) -> None:
    rows = [row("99212"), row("99213") | cells, row("99214")]
    result = read(csv_bytes(rows))
    assert [value.code for value in result.values] == ["99212", "99214"]
    assert [(bad.line, bad.reason) for bad in result.rejected] == [(FIRST_ROW + 1, reason)]


def test_full_width_digits_are_rejected(read: Read) -> None:
    data = csv_bytes([row("99212"), row("99213", work="1.30")]).decode("cp1252")
    data = data.replace("99213,", "\uff19\uff19\uff12\uff11\uff13,")
    result = read(b"\xef\xbb\xbf" + data.encode())
    assert len(result.values) == 1
    assert len(result.rejected) == 1


def test_a_bad_cell_in_fixed_width(read: Read) -> None:
    lines = txt_bytes([row("99212"), row("99213"), row("99214")])
    result = read(lines.replace(b"99213  ", b"9921_  "), TXT)
    assert [bad.line for bad in result.rejected] == [4]
    assert len(result.values) == 2


def test_a_wrong_number_of_columns_is_rejected(read: Read) -> None:
    lines = csv_bytes([row("99212"), row("99213"), row("99214")]).split(b"\r\n")
    lines[FIRST_ROW] += b",1.00"
    lines[FIRST_ROW - 1] = lines[FIRST_ROW - 1].removesuffix(b",0.00")
    result = read(b"\r\n".join(lines))
    assert [value.code for value in result.values] == ["99214"]
    assert [bad.reason for bad in result.rejected] == [
        "The line has 31 columns where the header has 32.",
        "The line has 33 columns where the header has 32.",
    ]


def test_a_quote_that_is_never_closed_costs_its_line_only(read: Read) -> None:
    data = csv_bytes([row("99212"), row("99213"), row("99214")])
    result = read(data.replace(b"made-up 99212", b'"made-up 99212'))
    assert [value.code for value in result.values] == ["99213", "99214"]


def test_shifted_and_long_fixed_lines_are_rejected(read: Read) -> None:
    line = txt_line(row("99213"))
    lines = [
        txt_line(row("99212")),
        "x" + line,
        line[:64] + line[65:] + " ",
        line[:-1],
        txt_line(row("99214")) + "      ",
    ]
    result = read("\r\n".join([*lines, ""]).encode(), TXT)
    assert [value.code for value in result.values] == ["99212", "99214"]
    assert [bad.line for bad in result.rejected] == [2, 3, 4]


def test_a_character_between_two_fields_is_a_slip(read: Read) -> None:
    line = txt_line(row("99213", work="123.45"))
    lines = [txt_line(row("99212")), line[:65] + "6" + line[66:], txt_line(row("99214"))]
    result = read("\n".join([*lines, ""]).encode(), TXT)
    assert [value.code for value in result.values] == ["99212", "99214"]
    assert "do not stand" in result.rejected[0].reason


def test_an_end_mark_right_after_the_last_row(read: Read) -> None:
    for data, name in ((csv_bytes(some_rows()), "RVU26B.csv"), (txt_bytes(some_rows()), TXT)):
        result = read(data.rstrip(b"\r\n") + b"\x1a", name)
        assert (len(result.values), result.rejected) == (13, [])


def test_duplicates(read: Read) -> None:
    same, other = row("99213"), row("99213", work="2.00")
    result = read(csv_bytes([row("99213"), same, other, row("99213", "26")]))
    assert [value.key for value in result.values] == [("99213", ""), ("99213", "26")]
    assert result.values[0].work == 100
    assert "same values" in result.rejected[0].reason
    assert "different values" in result.rejected[1].reason


def test_wrong_totals_are_kept_and_reported(read: Read) -> None:
    rows = [row("99212"), row("99213", total_facility="9.99"), row("99214")]
    result = read(csv_bytes(rows))
    assert len(result.values) == 3
    assert result.rejected == []
    assert [(note.line, note.reason) for note in result.warnings] == [
        (
            FIRST_ROW + 1,
            "The facility total of 99213 is 9.99, but work 1.00 + PE 0.25 + MP 0.10 is 1.35.",
        )
    ]
    both = read(csv_bytes([row("99213", total_facility="9.99", total_nonfacility="0.00")]))
    assert len(both.warnings) == 2


def test_unknown_columns_are_warned_about(read: Read) -> None:
    lines = csv_bytes([row("99213")]).split(b"\r\n")
    lines[FIRST_ROW - 2] += b",NOVELTY"
    lines[FIRST_ROW - 1] += b",7"
    result = read(b"\r\n".join(lines))
    assert len(result.values) == 1
    assert "NOVELTY" in result.warnings[0].reason


def test_a_file_cut_anywhere_in_its_last_row_is_truncated(read: Read) -> None:
    for data, name in ((csv_bytes(some_rows()), OLD.replace("25_OCT", "26_APR")),
                       (txt_bytes(some_rows()), TXT)):  # fmt: skip
        start = data.rstrip(b"\r\n").rfind(b"\n") + 1
        for end in range(start + 1, len(data) - 2):
            with pytest.raises(CmsFileError, match="cut short in line"):
                read(data[:end], name)
        assert len(read(data[: len(data) - 1], name).values) == 13
        assert len(read(data[: len(data) - 2], name).values) == 13
        assert len(read(data[:start], name).values) == 12


def test_a_cut_row_is_truncation_even_with_a_line_end(read: Read) -> None:
    data = csv_bytes(some_rows())
    with pytest.raises(CmsFileError, match="cut short in line"):
        read(data[:-30] + b"\r\n")


def test_a_last_line_that_is_no_row_is_only_rejected(read: Read) -> None:
    result = read(csv_bytes(some_rows()) + b"That was all\r\n")
    assert len(result.values) == 13
    assert len(result.rejected) == 1


def test_header_alone_and_bad_rows_alone(read: Read) -> None:
    with pytest.raises(CmsFileError, match="no row that could be read, so it may be cut short"):
        read(csv_bytes([]))
    with pytest.raises(CmsFileError, match=r"The work RVU “x” is not a number\); download"):
        read(csv_bytes([row("99213", work="x")]))


def test_very_long_lines_and_very_many(read: Read) -> None:
    result = read(csv_bytes(some_rows()) + b"," * 50_000 + b"9" * 9 + b"\r\n" + b"x\r\n")
    assert len(result.values) == 13
    assert "far longer" in result.rejected[0].reason
    with pytest.raises(CmsFileError, match="over a million lines"):
        read(csv_bytes(some_rows()) + b"\n" * 1_000_001)
