"""CMS's own files, figure by figure (domain reference 1.3; data notes, section 3)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from rvuedge_desktop.cms import CmsFileError, ReadResult, read_relative_values
from rvuedge_desktop.domain.values import PublishedValue, ValueState, classify
from tests.fixtures.cms_files import zip_bytes

OCTOBER = "rvu25d/PPRRVU2025_Oct.csv"
APRIL = "rvu26b/PPRRVU2026_Apr_nonQPP.txt"
EXCERPTS = "rvu26a-rvu26c-excerpts"


@cache
def load(path: Path) -> ReadResult:
    return read_relative_values(path)


@pytest.fixture(params=[OCTOBER, APRIL])
def loaded(request: pytest.FixtureRequest, shared_cms: Path) -> ReadResult:
    return load(shared_cms / request.param)


def rows(result: ReadResult) -> dict[tuple[str, str], PublishedValue]:
    return {value.key: value for value in result.values}


FIGURES = {
    "RVU25D": {
        "rows": 19_090, "codes": 16_852, "modifiers": {"26": 1_127, "TC": 1_108, "53": 4},
        "status": {"A": 9_021, "R": 1_058, "T": 8, "C": 1_347, "X": 2_548, "E": 1_569,
                   "I": 1_486, "M": 1_216, "N": 336, "J": 276, "P": 142, "B": 83},
        "mult_proc": {"2": 5_344, "3": 370, "4": 477, "5": 52, "6": 382, "7": 101},
        "bilat": {"1": 2_227, "2": 388, "3": 240}, "drugs": 1_124, "factor": 323_465,
    },
    "RVU26B": {
        "rows": 19_277, "codes": 17_029, "modifiers": {"26": 1_132, "TC": 1_113, "53": 4},
        "status": {"A": 9_409, "R": 1_082, "T": 8, "C": 1_340, "X": 2_556, "E": 1_303,
                   "I": 1_437, "M": 1_292, "N": 350, "J": 276, "P": 144, "B": 80},
        "mult_proc": {"2": 5_392, "3": 374, "4": 483, "5": 52, "6": 380, "7": 106},
        "bilat": {"1": 2_263, "2": 390, "3": 240}, "drugs": 1_087, "factor": 334_009,
    },
}  # fmt: skip


def test_loader_figures(loaded: ReadResult) -> None:
    assert loaded.release is not None
    expected = FIGURES[loaded.release.name]
    values = loaded.values
    assert len(values) == expected["rows"]
    assert loaded.codes == expected["codes"]
    for field, wanted in (("modifier", "modifiers"), ("status", "status"),
                          ("mult_proc", "mult_proc"), ("bilat", "bilat")):  # fmt: skip
        counts = Counter(getattr(value, field) for value in values)
        figures = expected[wanted]
        assert isinstance(figures, dict)
        assert {key: counts[key] for key in figures} == figures
    assert sum(value.modifier == "TC" and value.work > 0 for value in values) == 0
    drugs = [value for value in values if value.code[0] == "J"]
    assert len(drugs) == expected["drugs"]
    assert sum(value.work for value in drugs) == 0
    assert {value.conversion_factor for value in values} == {expected["factor"]}


def test_real_files_are_read_without_a_complaint(loaded: ReadResult) -> None:
    assert loaded.rejected == []
    assert loaded.warnings == []


def test_descriptions_without_dental_text(loaded: ReadResult) -> None:
    assert any(value.code[0] == "D" for value in loaded.values)
    assert not any(code[0] == "D" for code, _, _ in loaded.descriptions)
    dental = sum(value.code[0] == "D" for value in loaded.values)
    assert len(loaded.descriptions) == len(loaded.values) - dental
    assert all(text.isprintable() and text == text.strip() for _, _, text in loaded.descriptions)


def test_known_rows(shared_cms: Path) -> None:
    october, april = rows(load(shared_cms / OCTOBER)), rows(load(shared_cms / APRIL))
    assert (october["43644", ""].work, april["43644", ""].work) == (2_940, 2_867)
    assert (april["45378", ""].work, april["45378", "53"].work) == (318, 159)
    assert april["70450", "TC"].work == 0
    assert (april["93620", ""].work, april["93620", ""].status) == (0, "C")
    assert april["93620", "26"].work == 1_104
    assert (april["86153", "26"].status, ("86153", "") in april) == ("A", False)
    for code in ("J2590", "J1568"):
        assert classify(code, april[code, ""]).state is ValueState.DRUG
    visit = april["99213", ""]
    assert (visit.pe_nonfacility, visit.pe_facility, visit.mp) == (146, 33, 9)
    assert (visit.total_nonfacility, visit.total_facility) == (285, 172)


def test_three_forms_of_one_release_give_identical_records(shared_cms: Path) -> None:
    """The not-used flag included: it stands at position 59 of the fixed-width file."""
    forms = [load(shared_cms / f"rvu25d/PPRRVU2025_Oct.{end}") for end in ("csv", "txt", "xlsx")]
    assert forms[0].values == forms[1].values == forms[2].values
    assert forms[0].descriptions == forms[1].descriptions == forms[2].descriptions
    assert all(form.release == forms[0].release for form in forms)
    assert sum(value.not_used == "+" for value in forms[1].values) == 148


def test_csv_of_32_columns_equals_its_txt(shared_cms: Path) -> None:
    rebuilt = load(shared_cms / "rvu26b/PPRRVU2026_Apr_nonQPP.rebuilt.csv")
    assert rebuilt.values == load(shared_cms / APRIL).values
    assert {value.pricing for value in rebuilt.values} == {"9"}


def test_a_whole_folder_as_a_zip(shared_cms: Path, tmp_path: Path) -> None:
    folder = shared_cms / "rvu25d"
    path = tmp_path / "RVU25D.zip"
    path.write_bytes(zip_bytes({f"RVU25D/{file.name}": file.read_bytes()
                                for file in folder.iterdir()}))  # fmt: skip
    result = read_relative_values(path)
    assert result.values == load(shared_cms / OCTOBER).values
    assert result.member == "PPRRVU2025_Oct.csv"


def test_excerpts_of_january_2026(shared_cms: Path) -> None:
    result = load(shared_cms / EXCERPTS / "PPRRVU2026_Jan_nonQPP.excerpt.csv")
    assert result.release is not None
    assert (result.release.name, len(result.values), result.rejected) == ("RVU26A", 9, [])
    with pytest.raises(CmsFileError, match="QPP variant"):
        load(shared_cms / EXCERPTS / "PPRRVU2026_Jan_QPP.excerpt.csv")


@pytest.mark.parametrize(
    "pattern", ["rvu25d/GPCI*", "rvu25d/ANES*", "rvu25d/OPPSCAP*", "rvu25d/25LOCCO*", "asp/*",
                "rvu25d/*.pdf", "rvu26b/GPCI*", "hcpcs-level2-2025-oct/*", "zip-locality*/*"],
)  # fmt: skip
def test_other_files_are_named_for_what_they_are(shared_cms: Path, pattern: str) -> None:
    paths = list(shared_cms.glob(pattern))
    assert paths
    for path in paths:
        with pytest.raises(CmsFileError, match="seems to be"):
            read_relative_values(path)


@pytest.mark.parametrize("path", ["hcpcs-level2-2019", "wrvu_history_2020_2026.csv"])
def test_the_rest_is_refused(shared_cms: Path, path: str) -> None:
    found = shared_cms / path
    for file in found.iterdir() if found.is_dir() else [found]:
        with pytest.raises(CmsFileError, match=r"no relative value file|not a CMS relative"):
            read_relative_values(file)
