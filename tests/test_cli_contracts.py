"""`rvuedge contract` and `rvuedge whatif`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine

FILE = """
name = "St. Anne"
employer = "County"
first_day = 2026-10-01
fte = 0.8
policy = "cms"
release = "2025D"

[[sites]]
name = "Main OR"
place_of_service = "22"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "contract.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.mark.usefixtures("shipped")
def test_a_contract_comes_and_goes(rvuedge: CommandLine, file: Path) -> None:
    assert rvuedge.ask("contract", "list") == {"contracts": []}
    added = rvuedge.ask("contract", "add", str(file))
    assert added == {
        "name": "St. Anne",
        "employer": "County",
        "first_day": "2026-10-01",
        "last_day": None,
        "sites": [{"name": "Main OR", "place_of_service": "22"}],
        "career_stage": "",
        "fte": "0.8",
        "policy": "cms",
        "release": "RVU25D",
        "missing": "nearest",
    }
    assert rvuedge.ask("contract", "show", "st. anne") == {**added, "fte": "0.80"}
    assert rvuedge("contract", "show", "St. Anne").out.startswith('name = "St. Anne"\n')
    assert "pinned to RVU25D" in rvuedge("contract", "list").out
    # The contract credits what is logged from now on, and what is only asked.
    assert rvuedge.ask("credit", "27447-50 @Main")["total_wrvu"] == "29.40"
    assert rvuedge.ask("log", "27447-50")["total_wrvu"] == "29.40"
    assert rvuedge.ask("credit", "27447-50", "--policy", "full")["total_wrvu"] == "19.60"
    assert rvuedge.ask("contract", "remove", "St. Anne") == {"removed": "St. Anne"}
    assert rvuedge.ask("credit", "27447-50")["total_wrvu"] == "19.11"
    assert rvuedge.ask("entries")["entries"][0]["credited_wrvu"] == "29.40"


@pytest.mark.usefixtures("shipped")
def test_bad_contracts(rvuedge: CommandLine, file: Path, tmp_path: Path) -> None:
    assert "Give a file" in rvuedge.bad("contract", "add")
    assert "Give the name" in rvuedge.bad("contract", "show")
    assert "takes no name" in rvuedge.bad("contract", "list", "x")
    assert "no contract “x”" in rvuedge.bad("contract", "show", "x")
    assert "no contract “x”" in rvuedge.bad("contract", "remove", "x")
    assert "cannot be read" in rvuedge.bad("contract", "add", str(tmp_path / "none.toml"))
    assert "cannot be read" in rvuedge.bad("contract", "add", str(tmp_path))
    file.write_bytes(b"\xff\xfe")
    assert "not a text" in rvuedge.bad("contract", "add", str(file))
    file.write_text("name = 3", encoding="utf-8")
    assert "“name” of the contract" in rvuedge.bad("contract", "add", str(file))
    file.write_text("[" * 5000, encoding="utf-8")
    assert "not a file of a contract" in rvuedge.bad("contract", "add", str(file))
    file.write_text(FILE, encoding="utf-8")
    rvuedge.ask("contract", "add", str(file))
    assert "already" in rvuedge.bad("contract", "add", str(file))


@pytest.mark.usefixtures("shipped")
def test_what_if(rvuedge: CommandLine) -> None:
    rvuedge.ask("log", "47562 49505")
    rvuedge.ask("log", "99213", "--on", "2026-10-05")
    span = ("--from", "2026-10-01", "--to", "2026-11-30")
    found = rvuedge.ask("whatif", *span, "--policy", "cms")
    assert list(found) == [
        *("from", "to", "policy", "release", "total_wrvu", "whatif_wrvu", "difference", "lines"),
        *("by_month", "by_code"),
    ]
    assert [found[key] for key in list(found)[:7]] == [
        *("2026-10-01", "2026-11-30", "cms", None, "19.27", "15.39", "-3.88"),
    ]
    (line,) = found["lines"]
    assert list(line) == [
        *("id", "date", "code", "modifiers", "units", "credited_wrvu", "whatif_wrvu", "steps"),
        "whatif_steps",
    ]
    assert (line["code"], line["credited_wrvu"], line["whatif_wrvu"]) == ("49505", "7.76", "3.88")
    assert line["whatif_steps"][-1]["rule"] == "multiple"
    assert [group["difference"] for group in found["by_month"]] == ["0.00", "-3.88"]
    assert {group["code"]: group["whatif_wrvu"] for group in found["by_code"]}["99213"] == "1.30"
    under = rvuedge.ask("whatif", *span, "--release", "RVU20D")
    assert (under["release"], under["lines"][0]["whatif_wrvu"]) == ("RVU20D", "0.97")
    words = rvuedge("whatif", *span, "--policy", "cms").out
    assert words.startswith("19.27 wRVU as logged, 15.39 otherwise: -3.88.\n")
    assert rvuedge.ask("entries")["entries"][2]["credited_wrvu"] == "7.76"


@pytest.mark.usefixtures("shipped")
def test_bad_what_ifs(rvuedge: CommandLine) -> None:
    assert "Say what to change" in rvuedge.bad("whatif")
    assert "not a policy" in rvuedge.bad("whatif", "--policy", "x")
    assert "not installed" in rvuedge.bad("whatif", "--release", "RVU19A")
    assert "no contract" in rvuedge.bad("whatif", "--contract", "x")
    assert "is before" in rvuedge.bad(
        "whatif", "--policy", "cms", "--from", "2026-02-01", "--to", "2026-01-01"
    )
    empty = rvuedge.ask("whatif", "--policy", "cms")
    assert (empty["from"], empty["difference"], empty["by_month"]) == (None, "0.00", [])
