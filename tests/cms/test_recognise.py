"""Files given by mistake: the refusal says what they seem to be."""

from __future__ import annotations

import pytest

from rvuedge_desktop.cms import CmsFileError
from tests.cms.conftest import Read
from tests.fixtures.cms_files import TITLE, xlsx_of_sheet


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("GPCI2026.csv", b"ADDENDUM E. GEOGRAPHIC PRACTICE COST INDICES\n10112,AL,00\n", "GPCI"),
        ("g.csv", b"MAC,State,Locality,2026 PW GPCI,2026 PE GPCI\n", "GPCI"),
        ("ANES2026.txt", b"10112       00    SOMEWHERE        1931\n", "anesthesia"),
        ("a.csv", b"Contractor,Locality,Name,National Anes CF of 20\n", "anesthesia"),
        ("o.csv", b"HCPCS,MOD,PROCSTAT,CARRIER,LOCALITY\n", "OPPS cap"),
        ("l.csv", b"COUNTIES INCLUDED IN 2026 LOCALITIES\n", "localities and counties"),
        ("p.csv", b"Payment Allowance Limits for Medicare Part B Drugs\n", "drug price"),
        ("x.csv", b"NDC-HCPCS Crosswalk\n", "crosswalk"),
        ("HCPC2026_JAN_ANWEB.txt", b"A0021 text\n", "HCPCS Level II"),
        ("ZIP5_OCT2025.txt", b"AL35004 10112\n", "ZIP codes"),
        ("RVU26B.pdf", b"%PDF-1.7\n", "PDF"),
        ("PPRRVU26.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        ("page.csv", b"<!DOCTYPE html><html>", "web page"),
        ("log.db", b"SQLite format 3\0", "database"),
    ],
)
def test_what_it_seems_to_be(read: Read, name: str, data: bytes, words: str) -> None:
    with pytest.raises(CmsFileError, match=f"seems to be.*{words}"):
        read(data, name)


@pytest.mark.parametrize("data", [b"hello", b"\0" * 5_000, b"\x1a", b"\n\n", b"a,b\n1,2\n"])
def test_anything_else(read: Read, data: bytes) -> None:
    with pytest.raises(CmsFileError, match="is not a CMS relative value file"):
        read(data, "something.csv")


def test_a_title_without_headings(read: Read) -> None:
    title = TITLE.format(year="2026", month="April")
    with pytest.raises(CmsFileError, match="not its column headings"):
        read(f",,{title},,\n".encode(), "PPRRVU2026_Apr.csv")


def test_another_workbook(read: Read) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>2026 PW GPCI</t></is></c>'
    with pytest.raises(CmsFileError, match=r"seems to be.*GPCI"):
        read(xlsx_of_sheet(f'<sheetData><row r="1">{cell}</row></sheetData>'), "book.xlsx")
