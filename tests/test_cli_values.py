"""`rvuedge values`: every row as CSV, to the output or to a file, whole or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.command_line import CommandLine

HEADER = (
    "code,modifier,status,work_rvu,pe_rvu_nonfacility,pe_rvu_facility,mp_rvu,total_nonfacility,"
    "total_facility,global_days,pctc,mult_proc,bilat,asst,co_surg,team_surg,pre,intra,post,"
    "endo_base,conversion_factor"
)


def records(text: str) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (found["code"], found["modifier"]): found for found in csv.DictReader(io.StringIO(text))
    }


def test_columns_and_places(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge("values", "RVU26B")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == HEADER
    found = records(answer.out)
    assert ",".join(found["43644", ""].values()) == (
        "43644,,A,28.67,12.14,12.14,7.64,48.45,48.45,090,0,2,0,2,1,0,0.09,0.81,0.10,,33.4009"
    )
    assert found["45378", "53"]["work_rvu"] == "1.59"
    assert found["45380", ""]["endo_base"] == "45378"
    assert found["00790", ""]["code"] == "00790"


def test_what_a_source_does_not_give_is_empty(rvuedge: CommandLine, shipped: Path) -> None:
    found = records(rvuedge("values", "RVU20D").out)["99213", ""]
    assert (found["status"], found["work_rvu"]) == ("A", "0.97")
    assert {found[key] for key in HEADER.split(",")[4:]} == {""}


def test_rows_come_in_order_once_each(rvuedge: CommandLine, shipped: Path) -> None:
    lines = rvuedge("values", "26b").out.splitlines()[1:]
    keys = [tuple(line.split(",")[:2]) for line in lines]
    assert keys == sorted(set(keys))


def test_to_a_file(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> None:
    target = tmp_path / "value set.csv"
    target.write_text("what was there")
    answer = rvuedge.ask("values", "RVU26B", "--out", str(target))
    text = target.read_text(encoding="utf-8")
    assert text == rvuedge("values", "RVU26B").out
    rows = len(text.splitlines()) - 1
    assert answer == {"release": "RVU26B", "rows": rows, "file": str(target)}
    assert list(tmp_path.glob("*.part")) == []


def test_a_file_that_fails_half_way_leaves_what_was_there(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "values.csv"
    target.write_text("what was there")

    def fail(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rvuedge_desktop.services.values.value_record", fail)
    assert "disk is full" in rvuedge.stuck("values", "RVU26B", "--out", str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["values.csv"]
    assert target.read_text() == "what was there"


def test_bad_targets(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no such folder" / "values.csv"
    assert str(missing.parent) in rvuedge.bad("values", "RVU26B", "--out", str(missing))
    assert "is a folder" in rvuedge.bad("values", "RVU26B", "--out", str(tmp_path))
    assert "is a folder" in rvuedge.bad("values", "RVU26B", "--out", "")
    file = tmp_path / "file"
    file.touch()
    assert "no folder" in rvuedge.bad("values", "RVU26B", "--out", str(file / "values.csv"))


@pytest.mark.parametrize("release", ["RVU26", "x", "", "RVU99A", "RVU26A"])
def test_releases_that_are_not_there(rvuedge: CommandLine, shipped: Path, release: str) -> None:
    rvuedge.bad("values", "--", release)


def test_the_values_of_cms_come_out_as_they_went_in(
    rvuedge: CommandLine, full: Path, shared_cms: Path
) -> None:
    """Against the file itself, cut at CMS's own positions and not by our reader."""
    expected = {}
    path = shared_cms / "rvu26b" / "PPRRVU2026_Apr_nonQPP.txt"
    for line in path.read_text(encoding="cp1252").splitlines():
        if line.startswith("HDR") or not line.strip():
            continue
        cut = {
            "code": line[0:5], "modifier": line[5:7], "status": line[57:58],
            "work_rvu": line[59:65], "pe_rvu_nonfacility": line[66:72],
            "pe_rvu_facility": line[75:81], "mp_rvu": line[84:89],
            "total_nonfacility": line[90:96], "total_facility": line[96:102],
            "pctc": line[102:103], "global_days": line[103:106], "pre": line[106:109],
            "intra": line[109:112], "post": line[112:115], "mult_proc": line[115:116],
            "bilat": line[116:117], "asst": line[117:118], "co_surg": line[118:119],
            "team_surg": line[119:120], "endo_base": line[127:132],
            "conversion_factor": line[132:140],
        }  # fmt: skip
        cells = {name: text.strip() for name, text in cut.items()}
        for share in ("pre", "intra", "post"):
            cells[share] = f"0{cells[share]}" if cells[share].startswith(".") else cells[share]
        expected[cells["code"], cells["modifier"]] = cells
    found = records(rvuedge("values", "RVU26B").out)
    assert len(found) == 19_277
    wrong = [key for key, cells in expected.items() if found.get(key) != cells]
    assert wrong == []
    assert len(expected) == len(found)
