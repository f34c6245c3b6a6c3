"""The reader as a whole: release, QPP, progress, cancel, and hostile bytes."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rvuedge_desktop.cms import (
    CmsFileError,
    ImportCancelled,
    ReadResult,
    ReleaseUnclear,
    read_relative_values,
)
from rvuedge_desktop.domain.releases import Release
from tests.cms.conftest import Read
from tests.fixtures.cms_files import csv_bytes, row, some_rows, txt_bytes, xlsx_bytes, zip_bytes


def test_digest_and_names(read: Read) -> None:
    data = csv_bytes(some_rows())
    result = read(data, "renamed.csv")
    assert result.digest == hashlib.sha256(data).hexdigest()
    assert (result.file_name, result.member) == ("renamed.csv", "")


def test_release_is_asked_for_and_overridden(read: Read) -> None:
    data = csv_bytes(some_rows(), month="July")
    with pytest.raises(ReleaseUnclear) as caught:
        read(data, "PPRRVU2026_Apr_nonQPP.csv")
    assert [release.name for release in caught.value.candidates] == ["RVU26B", "RVU26C"]
    given_release = Release("RVU26C")
    result = read(data, "PPRRVU2026_Apr_nonQPP.csv", given_release)
    assert result.release == given_release
    with pytest.raises(ReleaseUnclear):
        read(txt_bytes(some_rows()), "values.txt")
    assert read(txt_bytes(some_rows()), "values.txt", given_release).release == given_release


@pytest.mark.parametrize("cells", [{"pricing": "1"}, {"conversion_factor": "33.5675"}])
def test_qpp_by_content(read: Read, cells: dict[str, str]) -> None:
    rows = [row("99213", **cells), row("99214", **cells)]
    for data, name in ((csv_bytes(rows), "values.csv"), (txt_bytes(rows), "RVU26B.txt"),
                       (xlsx_bytes(rows), "values.xlsx")):  # fmt: skip
        with pytest.raises(CmsFileError, match=r"QPP variant.*nonQPP file"):
            read(data, name)


def test_qpp_by_name(read: Read) -> None:
    with pytest.raises(CmsFileError, match="QPP variant"):
        read(csv_bytes(some_rows()), "PPRRVU2026_Apr_QPP.csv")


def test_one_odd_row_does_not_make_a_file_qpp(read: Read) -> None:
    rows = [*some_rows(), row("99214", pricing="1")]
    assert len(read(csv_bytes(rows)).values) == 14


def many_rows(count: int) -> bytes:
    return csv_bytes(row(f"{10_000 + number}") for number in range(count))


def test_progress_rises_to_the_total(tmp_path: Path) -> None:
    path = tmp_path / "PPRRVU2026_Apr_nonQPP.csv"
    path.write_bytes(many_rows(5_000))
    seen: list[tuple[int, int]] = []
    read_relative_values(path, progress=lambda done, total: seen.append((done, total)))
    assert len(seen) >= 5
    assert seen == sorted(seen)
    assert len({total for _, total in seen}) == 1
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("name", ["PPRRVU2026_Apr_nonQPP.csv", "RVU26B.zip"])
def test_cancel_stops_wherever_it_is_said(tmp_path: Path, name: str) -> None:
    data = many_rows(5_000)
    path = tmp_path / name
    path.write_bytes(zip_bytes({"PPRRVU26_APR.csv": data}) if name.endswith("zip") else data)
    asked = 0

    def never() -> bool:
        nonlocal asked
        asked += 1
        return False

    read_relative_values(path, cancelled=never)
    assert asked > 4
    for stop_at in range(1, asked + 1):
        answers = iter([False] * (stop_at - 1) + [True])
        with pytest.raises(ImportCancelled, match="was cancelled"):
            read_relative_values(path, cancelled=answers.__next__)


SEEDS = {
    "PPRRVU2026_Apr_nonQPP.csv": csv_bytes(some_rows()),
    "PPRRVU2026_Apr_nonQPP.txt": txt_bytes(some_rows()),
    "PPRRVU2026_Apr_nonQPP.xlsx": xlsx_bytes(some_rows()),
    "RVU26B.zip": zip_bytes({"PPRRVU26_APR.csv": csv_bytes(some_rows()), "x.csv": b"x"}),
    "stored.zip": zip_bytes({"PPRRVU26_APR.csv": csv_bytes(some_rows())}, 0),
}
MUTATION = st.tuples(
    st.sampled_from(["set", "insert", "delete", "cut"]),
    st.integers(0, 10_000),
    st.binary(min_size=1, max_size=6) | st.sampled_from([b'"', b",", b"\n", b"\x1a", b"\0", b"PK"]),
)


def mutate(data: bytes, changes: list[tuple[str, int, bytes]]) -> bytes:
    for kind, place, piece in changes:
        at = place % (len(data) + 1)
        if kind == "set":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "insert":
            data = data[:at] + piece + data[at:]
        elif kind == "delete":
            data = data[:at] + data[at + len(piece) :]
        elif place % 4 == 0:
            data = data[:at]
    return data


def check_result(result: ReadResult) -> None:
    assert result.values
    keys = [value.key for value in result.values]
    assert len(keys) == len(set(keys))
    for value in result.values:
        assert isinstance(value.work, int)
        assert value.work >= 0
    assert not any(code.startswith("D") for code, _, _ in result.descriptions)
    assert all(bad.line > 0 and bad.reason for bad in result.rejected + result.warnings)


def check_outcome(path: Path) -> None:
    """Either a sound result or one sentence; any other exception fails the test."""
    sentence = ""
    try:
        check_result(read_relative_values(path))
    except CmsFileError as error:
        sentence = str(error)
    assert sentence == "" or (sentence.endswith(".") and "\n" not in sentence)


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(MUTATION, min_size=1, max_size=8))
def test_mutated_bytes_raise_nothing_else(
    tmp_path: Path, name: str, changes: list[tuple[str, int, bytes]]
) -> None:
    path = tmp_path / name
    path.write_bytes(mutate(SEEDS[name], changes))
    start = time.perf_counter()
    check_outcome(path)
    assert time.perf_counter() - start < 10


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(MUTATION, min_size=1, max_size=8))
def test_mutated_sheets_inside_a_sound_workbook(
    tmp_path: Path, changes: list[tuple[str, int, bytes]]
) -> None:
    """Mutations of the packed bytes mostly die at a checksum; these reach the sheet itself."""
    with zipfile.ZipFile(io.BytesIO(SEEDS["PPRRVU2026_Apr_nonQPP.xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = mutate(parts[sheet], changes)
    path = tmp_path / "PPRRVU2026_Apr_nonQPP.xlsx"
    path.write_bytes(zip_bytes(parts))
    check_outcome(path)
