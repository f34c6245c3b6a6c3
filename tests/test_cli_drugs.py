"""`rvuedge units`, `ndc`, `infusion`, and `import` of the files they read."""

from __future__ import annotations

from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import program
from tests.command_line import CommandLine
from tests.fixtures.drug_files import crosswalk_bytes, hcpcs_bytes, limits_bytes, some_hcpcs

KEYS = ["units", "waste_units", "modifier", "containers", "steps"]


def test_units(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask("units", "J2590", "--dose", "30 units")
    assert list(answer) == KEYS
    assert (answer["units"], answer["waste_units"], answer["modifier"]) == (3, None, None)
    octagam = rvuedge.ask("units", "j1568", "--dose", "35 g", "--container", "10 g", "5 g")
    assert (octagam["units"], octagam["waste_units"], octagam["modifier"]) == (70, 0, "JZ")
    assert octagam["containers"] == [{"size": "10 g", "count": 3}, {"size": "5 g", "count": 1}]
    botox = rvuedge.ask(
        "units",
        "J0585",
        "--dose",
        "155 units",
        "--container",
        "200 units",
        "--container",
        "100 units",
    )
    assert (botox["units"], botox["waste_units"], botox["modifier"]) == (155, 45, "JW")
    text = rvuedge("units", "J0585", "--dose", "155 units", "--container", "200 units").out
    assert text.startswith("J0585: 155 units\nJ0585-JW: 45 wasted\n")


def test_multi_dose_and_unclassified(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask(
        "units", "J1885", "--dose", "20 mg", "--container", "30 mg", "--multi-dose"
    )
    assert (answer["units"], answer["waste_units"], answer["modifier"]) == (2, 0, None)
    assert rvuedge.ask("units", "J3490", "--dose", "400 mg")["units"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nonsense", "--dose", "1 mg"), "is not a code"),
        (("J1568", "--dose", "20 mL"), "billed per 500 mg"),
        (("99213", "--dose", "1 mg"), "billing unit of 99213 is not known"),
        (("J1568",), "--dose"),
    ],
)
def test_units_refused(
    rvuedge: CommandLine, shipped: Path, arguments: tuple[str, ...], says: str
) -> None:
    assert says in rvuedge.bad("units", *arguments)


def test_ndc(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> None:
    assert rvuedge.ask("ndc", "68982-840-01") == {"ndc11": "68982084001", "codes": []}
    assert "No NDC-HCPCS crosswalk" in rvuedge("ndc", "68982-840-01").out
    path = tmp_path / "walk.csv"
    path.write_bytes(
        crosswalk_bytes(
            ("J1568", "68982-0840-01", "Octagam", "2"), ("J1569", "68982-0840-01", "Other", "0.5")
        )
    )
    rvuedge.ask("import", str(path))
    assert rvuedge.ask("ndc", "68982-840-01")["codes"] == [
        {"code": "J1568", "units_per_package": 2},
        {"code": "J1569", "units_per_package": "0.5"},
    ]
    assert "ambiguous" in rvuedge.bad("ndc", "6898284001")


def test_infusion(rvuedge: CommandLine) -> None:
    assert rvuedge.ask("infusion", "--minutes", "151") == {
        "codes": [{"code": "96365", "units": 1}, {"code": "96366", "units": 2}]
    }
    assert rvuedge.ask("infusion", "--minutes", "30", "--kind", "hydration") == {"codes": []}
    assert rvuedge.ask("infusion", "--minutes", "16", "--kind", "chemo")["codes"] == [
        {"code": "96413", "units": 1}
    ]
    assert "from 1 to" in rvuedge.bad("infusion", "--minutes", "0")
    rvuedge.bad("infusion", "--minutes", "-5")


def test_import_finds_the_kind(rvuedge: CommandLine, shipped: Path, tmp_path: Path) -> None:
    path = tmp_path / "any name.csv"
    path.write_bytes(
        limits_bytes(("J1568", "500 MG", "47.385", "20", ""), ("bad", "1", "1", "1", ""))
    )
    answer = rvuedge.ask("import", str(path))
    assert list(answer) == ["kind", "title", "rows", "codes", "rejected", "replaced"]
    assert (answer["kind"], answer["rows"], answer["codes"]) == ("payment_limits", 1, 1)
    assert answer["rejected"] == [{"line": 7, "reason": "“bad” is not a procedure code."}]
    again = rvuedge("import", str(path), "--json")
    assert again.record["replaced"] is True
    assert "is installed already and is replaced" in again.err


def test_codes_of_an_imported_hcpcs_file_are_known(
    rvuedge: CommandLine, shipped: Path, tmp_path: Path
) -> None:
    path = tmp_path / "HCPC2026_APR_CONTR_ANWEB.txt"
    path.write_bytes(hcpcs_bytes(*some_hcpcs()))
    assert rvuedge.ask("import", str(path))["codes"] == 2
    answer = rvuedge.ask("show", "C9999")
    assert (answer["name"], answer["state"]) == ("Item", "other_schedule")
    assert rvuedge.ask("search", "C9999")["results"][0]["code"] == "C9999"
    with program(shipped, write=False) as opened:
        assert "C9999" in opened.store.known_codes()
        assert opened.store.names_of({"C9999"}) == {"C9999": "Item"}
