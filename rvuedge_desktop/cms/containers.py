"""From a path to the bytes of one file: plain files and the zips CMS publishes.

Nothing is ever extracted to disk. A zip is read in memory under caps: on its own size, on the
number of its members, on the unpacked size a member declares and on the bytes that really come
out. Members with unsafe names (absolute, or with "..") are passed over.
"""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rvuedge_desktop.cms.errors import CmsFileError, ImportCancelled
from rvuedge_desktop.cms.titles import is_qpp_name

MAX_FILE = 200 * 1024 * 1024
MAX_MEMBERS = 2_000
_CHUNK = 1 << 18
_SNIFF = 8_192
_SUFFIXES = (".csv", ".txt", ".xlsx")
_CENTRAL_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes to read, what their file is called, and what its surroundings are called.

    `names` (file, and zip around it) tell the release; `folders` only refine it.
    """

    data: bytes
    file_name: str
    member: str
    digest: str
    names: tuple[str, ...]
    folders: tuple[str, ...]

    @property
    def shown_name(self) -> str:
        """The name for sentences: the member's, inside a zip."""
        return self.member or self.file_name


def open_source(
    path: Path, looks_right: Callable[[bytes], bool], cancelled: Callable[[], bool]
) -> Source:
    """The relative value file at `path`, or inside the zip there.

    `looks_right` judges the first bytes of members whose name says nothing. Raises CmsFileError
    with a sentence for all that cannot be opened, ImportCancelled when `cancelled` says so.
    """
    data = read_path(path, cancelled)
    digest = hashlib.sha256(data).hexdigest()
    folders = (path.parent.name,)
    if not data.startswith(b"PK") or is_workbook(data, path.name):
        return Source(data, path.name, "", digest, (path.name,), folders)
    with open_zip(data, path.name) as archive:
        info = _choose(archive, path.name, looks_right)
        content = read_member(archive, info, path.name, cancelled)
    inner = PurePosixPath(info.filename.replace("\\", "/"))
    member = printable(inner.name)
    return Source(content, path.name, member, digest, (inner.name, path.name), inner.parts[:-1])


def is_workbook(data: bytes, file_name: str) -> bool:
    """Whether `data` is a zip with a workbook's parts."""
    if not data.startswith(b"PK"):
        return False
    with open_zip(data, file_name) as archive:
        return any(name.lower() == "xl/workbook.xml" for name in archive.namelist())


def printable(name: str) -> str:
    """A name from inside a file, fit for a sentence."""
    return "".join(char if char.isprintable() else "?" for char in name)[:80]


def read_path(path: Path, cancelled: Callable[[], bool]) -> bytes:
    """The bytes of the file at `path`, MAX_FILE at most; raises CmsFileError with a sentence."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CmsFileError(
                f"“{path.name or path}” is a folder; choose the zip or the PPRRVU file in it."
            )
        if not stat.S_ISREG(status.st_mode):
            raise CmsFileError(f"“{path.name}” is not a file; choose the zip or the PPRRVU file.")
        if status.st_size > MAX_FILE:
            raise CmsFileError(
                f"“{path.name}” is over {MAX_FILE >> 20} MB and is no relative value file; "
                "choose the PPRRVU file or its zip."
            )
        if cancelled():
            raise ImportCancelled(path.name)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise CmsFileError(f"There is no file “{path}”; check its name and folder.") from error
    except PermissionError as error:
        raise CmsFileError(
            f"“{path.name}” may not be read; give yourself permission to read it or copy it."
        ) from error
    except (OSError, ValueError) as error:
        raise CmsFileError(f"“{path.name}” could not be read ({error}); try a copy.") from error
    if not data:
        raise CmsFileError(f"“{path.name}” is empty; download it again.")
    return data


def open_zip(data: bytes, file_name: str) -> zipfile.ZipFile:
    """`data` as a zip whose number of members is bounded; raises CmsFileError."""
    # Counted before zipfile builds an object for each: what the end record says may be a lie.
    if data.count(_CENTRAL_ENTRY) > MAX_MEMBERS:
        raise CmsFileError(
            f"“{file_name}” holds over {MAX_MEMBERS} files and is no zip from CMS; "
            "choose the zip as downloaded."
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises a dozen kinds on damaged input
        raise _damaged(file_name) from error


def read_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    file_name: str,
    cancelled: Callable[[], bool] = lambda: False,
    limit: int | None = None,
    head: int | None = None,
) -> bytes:
    """The bytes of one member (its first `head` bytes), at most `limit` (MAX_FILE).

    Raises CmsFileError when it is encrypted, oversized by what it declares or by what comes out,
    or damaged.
    """
    limit = MAX_FILE if limit is None else limit
    name = printable(info.filename)
    if info.flag_bits & 0x1:
        raise CmsFileError(
            f"“{name}” in “{file_name}” is encrypted; unpack it with its password and import "
            "the unpacked file."
        )
    if info.compress_type not in _METHODS:
        raise CmsFileError(
            f"“{name}” in “{file_name}” is packed in a way that is not supported; unpack it and "
            "import the unpacked file."
        )
    if info.file_size > limit:
        raise _oversized(name, file_name)
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK if head is None else head):
                chunks.append(chunk)
                size += len(chunk)
                if size > limit:
                    raise _oversized(name, file_name)
                if cancelled():
                    raise ImportCancelled(file_name)
                if head is not None:
                    break
    except CmsFileError:
        raise
    except Exception as error:  # zlib, struct, EOF and zipfile errors alike
        raise _damaged(file_name) from error
    return b"".join(chunks)


def read_members(
    archive: zipfile.ZipFile, infos: Iterable[zipfile.ZipInfo], file_name: str
) -> dict[str, bytes]:
    """Several members by name, MAX_FILE bytes at most in all."""
    parts: dict[str, bytes] = {}
    left = MAX_FILE
    for info in infos:
        if info.filename not in parts:
            part = parts[info.filename] = read_member(archive, info, file_name, limit=left)
            left -= len(part)
    return parts


def _choose(
    archive: zipfile.ZipFile, file_name: str, looks_right: Callable[[bytes], bool]
) -> zipfile.ZipInfo:
    files = candidates(archive)
    named = [info for info in files if "PPRRVU" in _base(info).upper()]
    if not named:
        named = [
            info
            for info in files
            if not _base(info).lower().endswith(".xlsx")
            and looks_right(read_member(archive, info, file_name, head=_SNIFF))
        ]
    if not named:
        raise CmsFileError(
            f"“{file_name}” holds no relative value file (PPRRVU…csv, txt or xlsx); choose a "
            "zip such as RVU26B.zip."
        )
    best = min(map(_rank, named))
    chosen = [info for info in named if _rank(info) == best]
    if len({(info.CRC, info.file_size) for info in chosen}) > 1:
        shown = ", ".join(sorted({printable(_base(info)) for info in chosen})[:4])
        raise CmsFileError(
            f"“{file_name}” holds several relative value files ({shown}); unpack it and import "
            "them one by one."
        )
    return chosen[0]


def candidates(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members that can be a table: csv, txt or xlsx under a safe name."""
    return [info for info in archive.infolist() if _is_candidate(info.filename)]


def _rank(info: zipfile.ZipInfo) -> tuple[bool, int]:
    """nonQPP before QPP, then csv, txt, xlsx."""
    base = _base(info).lower()
    return (is_qpp_name(base), _SUFFIXES.index(PurePosixPath(base).suffix))


def _base(info: zipfile.ZipInfo) -> str:
    return PurePosixPath(info.filename.replace("\\", "/")).name


def _is_candidate(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    safe = not path.is_absolute() and ".." not in path.parts and ":" not in name
    # macOS adds a shadow of every file.
    shadow = path.name.startswith("._") or "__MACOSX" in path.parts
    return safe and not shadow and not name.endswith("/") and path.suffix.lower() in _SUFFIXES


def _damaged(file_name: str) -> CmsFileError:
    return CmsFileError(f"“{file_name}” is damaged or was cut short; download it again.")


def _oversized(name: str, file_name: str) -> CmsFileError:
    return CmsFileError(
        f"“{name}” in “{file_name}” unpacks to over {MAX_FILE >> 20} MB and is no relative value "
        "file; choose the zip as CMS published it."
    )
