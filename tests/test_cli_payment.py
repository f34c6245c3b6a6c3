"""`rvuedge payment`: one code, or a locality's fee schedule."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.command_line import CommandLine, StillDate

KEYS = [
    "amount", "work", "pe", "mp", "gpci_work", "gpci_pe", "gpci_mp", "conversion_factor", "formula",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rvuedge_desktop.cli_payment.date", StillDate)


def amount(rvuedge: CommandLine, *arguments: str) -> str | None:
    found = rvuedge.ask("payment", *arguments)
    assert list(found) == KEYS
    assert found["formula"]
    return found["amount"]


def test_keys_and_texts(rvuedge: CommandLine, shipped: Path) -> None:
    found = rvuedge.ask("payment", "99213", "--release", "RVU26B")
    assert list(found) == KEYS
    assert list(found.values())[:-1] == [
        "95.19", "1.30", "1.46", "0.09", "1.000", "1.000", "1.000", "33.4009",
    ]  # fmt: skip
    assert found["formula"].startswith("Medicare's estimate, national")
    assert found["formula"].endswith("= 95.192565 → $95.19")


def test_places_settings_floor_and_factor(rvuedge: CommandLine, shipped: Path) -> None:
    assert amount(rvuedge, "99213") == "95.19"
    assert amount(rvuedge, "99213", "--national") == "95.19"
    assert amount(rvuedge, "99213", "--setting", "facility") == "57.45"
    assert amount(rvuedge, "99213", "--qp") == "95.67"
    assert amount(rvuedge, "99213", "--locality", "10112-00") == "87.79"
    assert amount(rvuedge, "99213", "--zip", "35004") == "87.79"
    assert amount(rvuedge, "99213", "--zip", "35004", "--no-floor") == "87.27"
    assert amount(rvuedge, "99213", "--on", "2025-11-21") == "88.95"
    assert amount(rvuedge, "99213", "--release", "rvu25d", "--qp") == "88.95"


def test_amounts_of_cms_own_payment_files(rvuedge: CommandLine, shipped: Path) -> None:
    # PFALL26AR as quoted in public repositories: 99213 in San Francisco and Santa Clara.
    for place, wanted in (("01112-05", ("117.58", "64.37")), ("01112-09", ("119.71", "65.29"))):
        found = tuple(
            amount(rvuedge, "99213", "--locality", place, "--setting", setting)
            for setting in ("nonfacility", "facility")
        )
        assert found == wanted


def test_modifiers(rvuedge: CommandLine, shipped: Path) -> None:
    assert amount(rvuedge, "27447", "--modifier", "80") == "185.50"
    assert amount(rvuedge, "70450", "--modifier", "26") == "39.41"
    assert amount(rvuedge, "27447", "--modifier", "50,62") == "1086.89"


@pytest.mark.parametrize(
    ("code", "words"),
    [("J2590", "status E"), ("99381", "status N"), ("93620", "93620-26 has one"),
     ("00142", "status J"), ("99999", "is not in RVU26B")],
)  # fmt: skip
def test_no_payable_value_is_an_answer_with_the_reason(
    rvuedge: CommandLine, shipped: Path, code: str, words: str
) -> None:
    found = rvuedge.ask("payment", code, "--release", "RVU26B")
    assert found["amount"] is None
    assert words in found["formula"]
    assert (found["work"] is None) == (code != "99381")


def test_an_old_shipped_release_has_no_practice_expense(
    rvuedge: CommandLine, shipped: Path
) -> None:
    found = rvuedge.ask("payment", "99213", "--release", "RVU20D")
    assert (found["amount"], found["work"]) == (None, None)
    assert "import CMS's full file" in found["formula"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("abc",), "is not a code"),
        ((), "Give a code"),
        (("99213", "--modifier", "2"), "is not a modifier"),
        (("99213", "--on", "yesterday-ish"), "is not a date"),
        (("99213", "--release", "RVU99"), "is not a release"),
        (("99213", "--release", "RVU24A"), "is not installed"),
        (("99213", "--zip", "1234"), "is not a ZIP code"),
        (("99213", "--zip", ""), "is not a ZIP code"),
        (("99213", "--zip", "00000"), "not in CMS's list"),
        (("99213", "--locality", "00"), "is not a locality"),
        (("99213", "--locality", "99999-00"), "no locality"),
        (("99213", "--zip", "35004", "--locality", "10112-00"), "not both"),
        (("99213", "--locality", "10112-00", "--on", "2023-05-04"), "GPCIs of 2023"),
        (("99213", "--locality", "10112-00", "--on", "2025-05-04", "--no-floor"), "with the floor"),
        (("99213", "--out", "x.csv"), "goes with --all"),
        (("--all", "--national"), "which release"),
        (("--all", "--release", "RVU26B"), "Say where"),
        (("--all", "--release", "RVU24A", "--national"), "is not installed"),
        (("--all", "--release", "RVU26B", "--national", "--zip", "35004"), "not both"),
        (("--all", "99213", "--release", "RVU26B", "--national"), "leave out 99213"),
        (("--all", "--setting", "facility", "--release", "RVU26B", "--national"), "leave out"),
    ],
)
def test_bad_input_is_one_sentence(
    rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert words in rvuedge.bad("payment", *arguments)


def schedule(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    lines = text.splitlines()
    assert lines[0] == "code,modifier,nonfacility,facility"
    return {
        (row["code"], row["modifier"]): (row["nonfacility"], row["facility"])
        for row in csv.DictReader(io.StringIO(text))
    }


def test_the_whole_schedule_nationally(rvuedge: CommandLine, full: Path) -> None:
    answer = rvuedge("payment", "--all", "--release", "RVU26B", "--national")
    assert (answer.code, answer.err) == (0, "")
    found = schedule(answer.out)
    assert len(found) == 19_277
    # Rows of status A, R and T with RVUs: 9,409 + 104 + 8.
    assert sum(bool(nonfacility) for nonfacility, _ in found.values()) == 9_521
    assert sum(bool(facility) for _, facility in found.values()) == 9_521
    assert found["99213", ""] == ("95.19", "57.45")
    assert found["27447", ""] == ("1159.35", "1159.35")
    assert found["70450", "26"] == ("39.41", "39.41")
    for code in ("J2590", "99381", "00142", "93620", "0001F", "D0120"):
        assert found[code, ""] == ("", "")


def test_the_schedule_of_a_locality_and_the_single_answers_agree(
    rvuedge: CommandLine, full: Path
) -> None:
    where = ("--release", "RVU25D", "--locality", "10112-00")
    found = schedule(rvuedge("payment", "--all", *where).out)
    assert found["71275", ""] == ("233.60", "233.60")
    for code, modifier in list(found)[:: len(found) // 60]:
        asked = ("--modifier", modifier) if modifier else ()
        single = [
            amount(rvuedge, code, *asked, *where, "--setting", setting) or ""
            for setting in ("nonfacility", "facility")
        ]
        assert found[code, modifier] == tuple(single)


def test_the_file_is_written_whole_or_not_at_all(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "fees.csv"
    asked = ("payment", "--all", "--release", "RVU26B", "--zip", "35004", "--out", str(out))
    answer = rvuedge("--json", *asked)
    assert answer.code == 0
    assert "own catalog only" in answer.err
    assert schedule(out.read_text(encoding="utf-8"))["99213", ""] == ("87.79", "54.77")
    whole = out.read_bytes()

    def fail(rows: object, stream: io.TextIOBase) -> int:
        stream.write("half a file")
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr("rvuedge_desktop.cli_payment.write_schedule", fail)
    assert rvuedge(*asked).code == 3
    assert out.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["fees.csv"]
