"""Payment limits, NDC crosswalk and HCPCS Level II: made-up files, damage, and CMS's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rvuedge_desktop.cms import CmsFileError, CmsTable, ImportCancelled, read_table
from rvuedge_desktop.cms import table_kinds as kinds
from rvuedge_desktop.domain.drug_tables import HcpcsText, NdcPackage, PaymentLimit, TableKind
from tests.fixtures.cms_files import csv_bytes, some_rows, txt_bytes, xlsx_of_sheet, zip_bytes
from tests.fixtures.drug_files import (
    crosswalk_bytes,
    hcpcs_bytes,
    hcpcs_line,
    limits_bytes,
    some_hcpcs,
)

LIMITS = limits_bytes(
    ("J1568", "500 MG", "47.385", "20.000", ""),
    ("90371", "1 ML", "1,137.8", "20", "see elsewhere"),
    ("J0001", "1 MG", "N/A", "20.000", "two\nlines"),
)
CROSSWALK = crosswalk_bytes(
    ("J1568", "68982-0840-01", "Octagam", "2"),
    ("J0585", "0023-1145-01", "Botox", "100"),
    ("Q4101", "ABC 123-X", "Skin", "4.5"),
)


def table(tmp_path: Path, data: bytes, name: str = "some file.csv") -> CmsTable:
    path = tmp_path / name
    path.write_bytes(data)
    found = read_table(path)
    assert found is not None
    return found


def test_payment_limits(tmp_path: Path) -> None:
    found = table(tmp_path, LIMITS)
    assert found.kind is TableKind.PAYMENT_LIMITS
    assert found.title == "Payment Allowance Limits for Medicare Part B Drugs, April 2026"
    assert (found.first_day, found.last_day) == (date(2026, 4, 1), date(2026, 6, 30))
    assert found.records == (
        PaymentLimit("J1568", "made-up J1568", "500 MG", 47385, 20000, ""),
        # The short text of a CPT code is dropped.
        PaymentLimit("90371", "", "1 ML", 1137800, 20000, "see elsewhere"),
        PaymentLimit("J0001", "made-up J0001", "1 MG", None, 20000, "two lines"),
    )
    assert (found.codes, found.rejected) == (3, ())


def test_crosswalk(tmp_path: Path) -> None:
    found = table(tmp_path, CROSSWALK)
    assert found.kind is TableKind.CROSSWALK
    records = [record for record in found.records if isinstance(record, NdcPackage)]
    assert [(record.ndc, record.code, str(record.units_per_package)) for record in records] == [
        ("68982084001", "J1568", "2.0000"),
        ("00023114501", "J0585", "100.0000"),
        ("ABC 123-X", "Q4101", "4.5000"),
    ]


def test_hcpcs_lines_are_joined_and_dental_texts_dropped(tmp_path: Path) -> None:
    found = table(tmp_path, hcpcs_bytes(*some_hcpcs()), "HCPC2026_APR_CONTR_ANWEB.txt")
    assert found.kind is TableKind.HCPCS
    assert (found.title, found.first_day) == ("HCPCS Level II codes, April 2026", date(2026, 4, 1))
    assert found.records[1] == HcpcsText(
        "C9999",
        "Made-up hospital item with a long text that goes on in a second line",
        "Item",
        "C",
        "2008-01-01",
    )
    assert [record.code for record in found.records] == ["A1", "C9999", "J2590"]
    assert found.codes == 2


def test_hcpcs_with_columns_run_together(tmp_path: Path) -> None:
    data = (
        b"Code,Description1,Description2,Type,U1,U2,U3,U4\n"
        b'C9999001003,"Made-up, first line",Short text here             51      A,,,C,O1E,'
        b"0200801012008\n"
        b"C9999002004,second line,,,,,,\n"
    )
    found = table(tmp_path, data, "HCPC2025_OCT_ANWEB.csv")
    assert found.records == (
        HcpcsText("C9999", "Made-up, first line second line", "Short text here", "C", "2008-01-01"),
    )


def test_a_workbook_and_a_zip(tmp_path: Path) -> None:
    names = ("HCPCS Code", "HCPCS Code Dosage", "Payment Limit")
    heads = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    title = '<c t="inlineStr"><is><t>Effective April 1, 2026 through June 30, 2026</t></is></c>'
    row = '<c><v>90371</v></c><c t="inlineStr"><is><t>1 ML</t></is></c><c><v>137.828</v></c>'
    sheet = f"<sheetData><row>{title}</row><row>{heads}</row><row>{row}</row></sheetData>"
    found = table(tmp_path, xlsx_of_sheet(sheet), "limits.xlsx")
    assert found.records == (PaymentLimit("90371", "", "1 ML", 137828, None, ""),)
    zipped = table(tmp_path, zip_bytes({"read me.txt": b"hello", "b/some.csv": LIMITS}), "x.zip")
    assert (len(zipped.records), zipped.member) == (3, "some.csv")


@pytest.mark.parametrize(
    "data", [csv_bytes(some_rows()), txt_bytes(some_rows()), b"hello\n", b"\0" * 99]
)
def test_other_files_are_left_to_the_other_reader(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    assert read_table(path) is None
    path.write_bytes(
        zip_bytes({"PPRRVU2026_Apr_nonQPP.csv": csv_bytes(some_rows()), "a.csv": LIMITS})
    )
    assert read_table(path) is None


def test_bad_rows_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        limits_bytes(
            ("J1568", "500 MG", "47.385", "20.000", ""),
            ("J1568", "500 MG", "1.0", "20.000", ""),
            ("Jxxxx", "1 MG", "1.0", "20.000", ""),
            ("J0585", "1 UNIT", "6.5101", "20.000", ""),
            ("J0586", "1 UNIT", "free", "20.000", ""),
            ("J0587", "1 UNIT", "1.0", "-", ""),
        )
        + b"J9999,short\r\n",
    )
    assert [record.code for record in found.records] == ["J1568"]
    assert [(line.line, line.reason) for line in found.rejected] == [
        (7, "J1568 stands in the file twice; the first is kept."),
        (8, "“Jxxxx” is not a procedure code."),
        (9, "The payment limit “6.5101” has more than 3 decimal places."),
        (10, "The payment limit “free” is not a number."),
        (11, "The co-insurance “-” is not a number."),
        (12, "The row has 2 columns, fewer than the header."),
    ]


def test_bad_hcpcs_lines_are_listed(tmp_path: Path) -> None:
    lines = some_hcpcs()
    lines.insert(3, hcpcs_line("C8888", 200, "4", "without a beginning"))
    lines.insert(4, "noise in the middle")
    lines.insert(5, hcpcs_line("C7777", 100, "3", "cut")[:200])
    found = table(tmp_path, hcpcs_bytes(*lines), "HCPC2026_APR_ANWEB.txt")
    assert [line.reason for line in found.rejected] == [
        "C8888 goes on here but does not begin before this line.",
        "The line is not a record of the HCPCS file.",
        "The line has 200 characters where a record has 320.",
    ]
    assert len(found.records) == 3


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (limits_bytes(), "x.csv", "no row that could be read"),
        (LIMITS.replace(b"Effective April 1, 2026 through June 30, 2026", b""), "x.csv", "quarter"),
        (LIMITS[:-30], "x.csv", "cut short in line 8"),
        (CROSSWALK[:-40], "x.csv", "cut short in line 6"),
        (LIMITS.replace(b"HCPCS Code Dosage", b"Dose"), "x.csv", "no column for the dosage"),
        (LIMITS.replace(b"Blood limit", b"Payment Limit"), "x.csv", "two columns for the payment"),
        (LIMITS + b'J2,"open' + b"x" * 5_000, "x.csv", "a quote is never closed"),
        (hcpcs_bytes(*some_hcpcs())[:-100], "HCPC2026_APR_ANWEB.txt", "cut short in line 7"),
        (hcpcs_bytes(*some_hcpcs()), "x.txt", "quarter"),
        (b"", "x.csv", "is empty"),
        (zip_bytes({"a.csv": LIMITS, "b.csv": CROSSWALK}), "x.zip", "several tables"),
    ],
)
def test_damage_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, name: str, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CmsFileError, match=says) as caught:
        read_table(path)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_quarter_in_the_name_will_do(tmp_path: Path) -> None:
    data = LIMITS.replace(b"Effective April 1, 2026 through June 30, 2026", b"")
    found = table(tmp_path, data, "Oct 2025 ASP Pricing File 091725.csv")
    assert (found.first_day, found.last_day) == (date(2025, 10, 1), date(2025, 12, 31))


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(LIMITS)
    answers = iter([False])
    with pytest.raises(ImportCancelled):
        read_table(path, cancelled=lambda: next(answers, True))


def test_progress_reaches_no_further_than_the_end(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(limits_bytes(*((f"J{n:04}", "1 MG", "1.0", "20", "") for n in range(3_000))))
    seen: list[tuple[int, int]] = []
    assert read_table(path, progress=lambda done, whole: seen.append((done, whole))) is not None
    assert len(seen) >= 3
    assert all(done <= whole for done, whole in seen)


def test_caps_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zip_bytes({"a.csv": LIMITS}))
    monkeypatch.setattr("rvuedge_desktop.cms.containers.MAX_FILE", 300)
    with pytest.raises(CmsFileError, match="MB"):
        read_table(path)


@pytest.mark.parametrize(
    ("name", "kind", "rows", "codes"),
    [
        ("asp/*Oct 2025 ASP Pricing*", TableKind.PAYMENT_LIMITS, 1_012, 1_012),
        ("asp/*January 2026*Payment Limit*", TableKind.PAYMENT_LIMITS, 877, 877),
        ("asp/*October 2025*Crosswalk*", TableKind.CROSSWALK, 8_245, 974),
        ("asp/*January 2026*Crosswalk*", TableKind.CROSSWALK, 7_125, 843),
        ("hcpcs-level2-2019/*Alpha-Numeric*", TableKind.HCPCS, 6_800, 6_440),
        ("hcpcs-level2-2025-oct/*.csv", TableKind.HCPCS, 8_846, 8_463),
    ],
)
def test_cms_own_files(shared_cms: Path, name: str, kind: TableKind, rows: int, codes: int) -> None:
    (path,) = shared_cms.glob(name)
    found = read_table(path)
    assert found is not None
    assert (found.kind, len(found.records), found.codes, found.rejected) == (kind, rows, codes, ())


def test_facts_in_cms_own_files(shared_cms: Path) -> None:
    (path,) = shared_cms.glob("asp/*January 2026*Payment Limit*")
    limits = read_table(path)
    assert limits is not None
    assert {record.code: record for record in limits.records}["J1568"] == PaymentLimit(
        "J1568", "Octagam injection", "500 MG", 47385, 20000, ""
    )
    (path,) = shared_cms.glob("asp/*January 2026*Crosswalk*")
    crosswalk = read_table(path)
    assert crosswalk is not None
    units = {r.ndc: r.units_per_package for r in crosswalk.records if isinstance(r, NdcPackage)}
    assert [units[n] for n in ("68982084001", "00069845102", "00069611102")] == [2, 10, 20]
    assert [units[n] for n in ("00023114501", "00006302602")] == [100, 100]


def test_the_kinds_have_names() -> None:
    assert all(kind.label for kind in kinds.TableKind)
