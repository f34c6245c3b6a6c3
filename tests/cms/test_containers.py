"""Zips as downloaded, and zips made to hurt."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from rvuedge_desktop.cms import CmsFileError, ReleaseUnclear, containers, read_relative_values
from rvuedge_desktop.domain.releases import Release
from tests.cms.conftest import Read
from tests.fixtures.cms_files import csv_bytes, row, some_rows, txt_bytes, xlsx_bytes, zip_bytes

CSV = csv_bytes(some_rows())
JUNK = {
    "GPCI2026.csv": b"ADDENDUM E. GEOGRAPHIC PRACTICE COST INDICES\n",
    "RVU26B.pdf": b"%PDF-1.7 nothing",
    "26LOCCO.txt": b"COUNTIES INCLUDED IN 2026 LOCALITIES\n",
}


def test_a_zip_as_downloaded(read: Read) -> None:
    data = zip_bytes(JUNK | {"PPRRVU2026_Apr_nonQPP.csv": CSV})
    result = read(data, "RVU26B.zip")
    assert len(result.values) == 13
    assert result.file_name == "RVU26B.zip"
    assert result.member == "PPRRVU2026_Apr_nonQPP.csv"
    assert result.digest == hashlib.sha256(data).hexdigest()
    assert result.release == Release("RVU26B")


@pytest.mark.parametrize(
    "inner", ["a/b/PPRRVU2026_Apr_nonQPP.csv", "a\\PPRRVU2026_Apr_nonQPP.CSV", "x/pprrvu26_apr.csv"]
)
def test_nested_folders_and_case(read: Read, inner: str) -> None:
    assert len(read(zip_bytes({inner: CSV}), "download.zip").values) == 13


def test_nonqpp_csv_first_then_txt_then_xlsx(read: Read) -> None:
    rows = some_rows()
    qpp = csv_bytes([row("99213", pricing="1", conversion_factor="33.5675")])
    members = {
        "PPRRVU2026_Apr_QPP.csv": qpp,
        "PPRRVU2026_Apr_nonQPP.xlsx": xlsx_bytes(rows[:3]),
        "PPRRVU2026_Apr_nonQPP.txt": txt_bytes(rows[:5]),
        "PPRRVU2026_Apr_nonQPP.csv": csv_bytes(rows),
    }
    for count in (13, 5, 3):
        assert len(read(zip_bytes(members), "RVU26B.zip").values) == count
        members.popitem()
    with pytest.raises(CmsFileError, match="QPP variant"):
        read(zip_bytes(members), "RVU26B.zip")


def test_a_correction_is_told_by_the_zip_name(read: Read) -> None:
    data = csv_bytes(some_rows(), 31, year="2024", month="January")
    result = read(zip_bytes({"PPRRVU24_JAN.csv": data}), "RVU24AR.zip")
    assert result.release == Release("RVU24AR")


def test_txt_in_a_zip_takes_the_zip_name(read: Read) -> None:
    assert read(zip_bytes({"values/PPRRVU26.txt": txt_bytes(some_rows())}), "rvu26c.zip").release \
        == Release("RVU26C")  # fmt: skip
    with pytest.raises(ReleaseUnclear):
        read(zip_bytes({"PPRRVU2026_Apr.txt": txt_bytes(some_rows())}), "rvu26c.zip")


def test_a_renamed_member_is_found_by_its_beginning(read: Read) -> None:
    assert len(read(zip_bytes(JUNK | {"values.csv": CSV}), "x.zip").values) == 13
    assert len(read(zip_bytes(JUNK | {"v.txt": txt_bytes(some_rows())}), "RVU26B.zip").values) == 13


def test_a_zip_with_no_relative_value_file(read: Read) -> None:
    for members in (JUNK, {}, {"inner.zip": zip_bytes({"PPRRVU2026_Apr.csv": CSV})}):
        with pytest.raises(CmsFileError, match="holds no relative value file"):
            read(zip_bytes(members), "RVU26B.zip")


def test_unsafe_and_shadow_names_are_passed_over(read: Read) -> None:
    for name in ("../PPRRVU2026_Apr.csv", "/etc/PPRRVU2026_Apr.csv", "C:\\PPRRVU2026_Apr.csv",
                 "__MACOSX/._PPRRVU2026_Apr.csv", "._PPRRVU2026_Apr.csv"):  # fmt: skip
        with pytest.raises(CmsFileError, match="holds no relative value file"):
            read(zip_bytes({name: CSV}), "RVU26B.zip")
        assert len(read(zip_bytes({name: b"", "PPRRVU2026_Apr.csv": CSV}), "z.zip").values) == 13


def test_several_different_files_are_ambiguous(read: Read) -> None:
    members = {"a/PPRRVU2026_Apr.csv": CSV, "b/PPRRVU2026_Apr.csv": CSV}
    assert len(read(zip_bytes(members), "z.zip").values) == 13
    members["b/PPRRVU2026_Apr.csv"] = csv_bytes([row("99213")])
    with pytest.raises(CmsFileError, match="several relative value files"):
        read(zip_bytes(members), "z.zip")


def patched(data: bytes, local: int, central: int, form: str, value: int) -> bytes:
    """A one-member zip with a header field overwritten in both its records."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.index(b"PK\x03\x04") + local, value)
    struct.pack_into(form, changed, data.index(b"PK\x01\x02") + central, value)
    return bytes(changed)


def test_an_encrypted_member(read: Read) -> None:
    data = patched(zip_bytes({"PPRRVU2026_Apr.csv": CSV}), 6, 8, "<H", 1)
    with pytest.raises(CmsFileError, match="encrypted"):
        read(data, "RVU26B.zip")


def test_other_packing_methods(read: Read) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(CmsFileError, match="not supported"):
            read(zip_bytes({"PPRRVU2026_Apr.csv": CSV}, method), "RVU26B.zip")


def test_a_bomb_by_what_it_declares(read: Read) -> None:
    data = patched(zip_bytes({"PPRRVU2026_Apr.csv": CSV}), 22, 24, "<I", containers.MAX_FILE + 1)
    with pytest.raises(CmsFileError, match="unpacks to over 200 MB"):
        read(data, "RVU26B.zip")


@pytest.mark.slow
def test_a_bomb_that_declares_little(read: Read) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, \
            archive.open("PPRRVU2026_Apr.csv", "w") as member:  # fmt: skip
        block = b"\0" * (1 << 20)
        for _ in range((containers.MAX_FILE >> 20) + 2):
            member.write(block)
    honest = target.getvalue()
    with pytest.raises(CmsFileError, match="unpacks to over 200 MB"):
        read(honest, "RVU26B.zip")
    with pytest.raises(CmsFileError, match="damaged"):
        read(patched(honest, 22, 24, "<I", 1_000), "RVU26B.zip")


def test_actual_bytes_are_counted(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_FILE", len(CSV) - 1)
    with pytest.raises(CmsFileError, match="unpacks to over"):
        read(zip_bytes({"PPRRVU2026_Apr.csv": CSV}), "RVU26B.zip")


def test_what_comes_out_is_capped_whatever_zipfile_believes() -> None:
    class Endless:
        def open(self, info: zipfile.ZipInfo) -> io.BytesIO:
            return io.BytesIO(b"x" * 1_000_000)

    info = zipfile.ZipInfo("PPRRVU2026_Apr.csv")
    info.file_size = 10
    with pytest.raises(CmsFileError, match="unpacks to over"):
        containers.read_member(Endless(), info, "z.zip", limit=100)  # type: ignore[arg-type]


def test_a_workbook_bomb(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx_bytes(some_rows())
    monkeypatch.setattr(containers, "MAX_FILE", len(data) + 100)
    with pytest.raises(CmsFileError, match="unpacks to over"):
        read(data, "PPRRVU2026_Apr.xlsx")


def test_too_many_members(read: Read) -> None:
    members = {f"{number}.csv": b"" for number in range(containers.MAX_MEMBERS + 1)}
    with pytest.raises(CmsFileError, match="holds over 2000 files"):
        read(zip_bytes(members), "RVU26B.zip")


def test_damaged_zips(read: Read) -> None:
    data = zip_bytes({"PPRRVU2026_Apr.csv": CSV})
    spoiled = bytearray(data)
    spoiled[60] ^= 0xFF
    for bad in (data[: len(data) // 2], data[:-10], b"PK\x03\x04", bytes(spoiled)):
        with pytest.raises(CmsFileError, match="damaged or was cut short"):
            read(bad, "RVU26B.zip")


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    (tmp_path / "empty.csv").touch()
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "absent.csv", "There is no file"),
        (fifo, "is not a file"),
        (tmp_path / "empty.csv", "is empty"),
        (tmp_path / "a\0b", "could not be read"),
    ):
        with pytest.raises(CmsFileError, match=words):
            read_relative_values(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "PPRRVU2026_Apr.csv"
    path.write_bytes(CSV)

    def refuse(*args: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CmsFileError, match="may not be read"):
        read_relative_values(path)


def test_oversized_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "PPRRVU2026_Apr.csv"
    with path.open("wb") as file:
        file.truncate(containers.MAX_FILE + 1)
    with pytest.raises(CmsFileError, match="over 200 MB"):
        read_relative_values(path)
