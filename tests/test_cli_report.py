"""`rvuedge report`: the three kinds of file, whole or not at all."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from rvuedge_desktop.exchange.report_csv import HEADINGS, guarded
from rvuedge_desktop.exchange.whole_file import whole_file
from tests.command_line import CommandLine

HOSTILE = '=cmd|"/c calc"!A1'
SHEETS = ["Summary", "Days", "Weeks", "Months", "Years", "Codes", "Lines", "Method"]


@pytest.fixture
def logged(rvuedge: CommandLine, shipped: Path) -> None:
    """A month with every kind of line, a note that looks like a formula, and lines around it."""
    rvuedge.ask("log", '99213 45378*2 J2590*30 @"=north"', "--on", "2026-03-01")
    rvuedge.ask("log", f"99214 #{HOSTILE}", "--on", "2026-03-02")
    rvuedge.ask("log", "99213 93620 70450TC 00790 K0001*4", "--on", "2026-03-31")
    rvuedge.ask("log", "43644", "--on", "2026-02-28")


def report(rvuedge: CommandLine, out: Path, *more: str) -> dict[str, Any]:
    kind = out.suffix[1:]
    where = ("--month", "2026-03", "--out", str(out))
    answer: dict[str, Any] = rvuedge.ask("report", "--format", kind, *where, *more)
    return answer


def sheet(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def test_the_answer_names_what_was_written(
    rvuedge: CommandLine, logged: None, tmp_path: Path
) -> None:
    answer = report(rvuedge, tmp_path / "march.csv")
    assert answer == {
        "file": str(tmp_path / "march.csv"),
        "format": "csv",
        "from": "2026-03-01",
        "to": "2026-03-31",
        "lines": 9,
        "total_wrvu": "10.88",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["march.csv"]


def test_csv_adds_up_and_holds_no_formula(
    rvuedge: CommandLine, logged: None, tmp_path: Path
) -> None:
    report(rvuedge, tmp_path / "march.csv", "--with-notes")
    with (tmp_path / "march.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == HEADINGS
    credited = [row["credited_wrvu"] for row in rows if row["credited_wrvu"]]
    assert sum(map(Decimal, credited)) == Decimal("10.88")
    assert {row["credited_wrvu"] for row in rows if row["state"] == "drug"} == {""}
    assert [row["note"] for row in rows if row["note"]] == [f"'{HOSTILE}"]
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_notes_stay_out_unless_they_are_asked_for(
    rvuedge: CommandLine, logged: None, tmp_path: Path
) -> None:
    report(rvuedge, tmp_path / "march.csv")
    assert "cmd" not in (tmp_path / "march.csv").read_text(encoding="utf-8")
    report(rvuedge, tmp_path / "march.xlsx")
    assert not any(
        "cmd" in str(cell) for row in sheet(tmp_path / "march.xlsx", "Lines") for cell in row
    )


def test_the_workbook_holds_numbers_and_dates(
    rvuedge: CommandLine, logged: None, tmp_path: Path
) -> None:
    path = tmp_path / "march.xlsx"
    report(rvuedge, path, "--with-notes")
    assert CalamineWorkbook.from_path(str(path)).sheet_names == SHEETS
    lines = sheet(path, "Lines")
    assert len(lines) == 10
    assert lines[1][1] == date(2026, 3, 1)
    assert lines[1][2] == "99213"
    credited = [row[12] for row in lines[1:] if row[12] != ""]
    assert all(isinstance(amount, float | int) for amount in credited)
    assert sum(Decimal(str(amount)) for amount in credited) == Decimal("10.88")
    for name in ("Days", "Weeks", "Months", "Years", "Codes"):
        rows = sheet(path, name)
        figures = [Decimal(str(row[4])) for row in rows[1:-1] if row[4] != ""]
        assert sum(figures) == Decimal("10.88"), name
        assert rows[-1][0] == "Total"
    # The hostile note is a text, as it was written.
    assert HOSTILE in [row[13] for row in lines]


@pytest.mark.slow
def test_libreoffice_calculates_the_same_totals(
    rvuedge: CommandLine, logged: None, tmp_path: Path
) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    report(rvuedge, tmp_path / "march.xlsx")
    made = tmp_path / "made"
    subprocess.run(
        [office, "--headless", "--convert-to", "xlsx", "--outdir", made, tmp_path / "march.xlsx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert sheet(made / "march.xlsx", "Codes")[-1][4] == pytest.approx(10.88)


@pytest.mark.parametrize("more", [(), ("--one-page",)])
def test_a_pdf_has_pages(
    rvuedge: CommandLine, logged: None, tmp_path: Path, qapp: object, more: tuple[str, ...]
) -> None:
    report(rvuedge, tmp_path / "march.pdf", *more)
    content = (tmp_path / "march.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    pages = content.count(b"/Type /Page\n")
    assert pages == (1 if more else 4)
    assert [path.name for path in tmp_path.iterdir()] == ["march.pdf"]


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv"])
def test_an_empty_period(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path, qapp: object, kind: str
) -> None:
    assert report(rvuedge, tmp_path / f"march.{kind}")["lines"] == 0
    assert (tmp_path / f"march.{kind}").stat().st_size > 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("report", "--format", "doc", "--out", "x.doc"),
        ("report", "--format", "csv"),
        ("report", "--format", "csv", "--out", "."),
        ("report", "--format", "csv", "--out", "nowhere/x.csv"),
        ("report", "--format", "csv", "--out", "x.csv", "--month", "soon"),
    ],
)
def test_what_is_refused(rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...]) -> None:
    rvuedge.bad(*arguments)


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old", encoding="utf-8")

    def fail() -> None:
        with whole_file(path) as beside:
            beside.write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["report.csv"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(f"x{text}") == f"x{text}"
