"""The search index on disk: named sections behind a checksum.

Layout: magic, format version, byte order, digest of the rest, length of the table of contents, the
table as JSON, then the sections one after another. Reading runs no code and believes nothing
before the digest agrees.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

FORMAT_VERSION = 2
_MAGIC = b"RVUEDGE-INDEX\n\x1a\x00"
_HEAD = struct.Struct("<16sHH32sI")
_BYTE_ORDER = 1 if sys.byteorder == "little" else 2

Sections = Mapping[str, bytes | memoryview]


class IndexFileError(Exception):
    """The index file is damaged, of another version, or no index file at all."""


def write_sections(path: Path, sections: Sections) -> None:
    """Write the sections so that a reader sees the old file or the new one, never a part."""
    table = json.dumps([[name, len(data)] for name, data in sections.items()]).encode()
    digest = hashlib.blake2b(table, digest_size=32)
    for data in sections.values():
        digest.update(data)
    head = _HEAD.pack(_MAGIC, FORMAT_VERSION, _BYTE_ORDER, digest.digest(), len(table))
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(head)
            file.write(table)
            for data in sections.values():
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def read_sections(path: Path) -> dict[str, memoryview]:
    """The sections of an index file. Raises `IndexFileError`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IndexFileError(f"{path.name} cannot be read: {error.strerror}") from error
    if len(content) < _HEAD.size:
        raise IndexFileError(f"{path.name} is no search index: it is too short.")
    magic, version, byte_order, digest, table_length = _HEAD.unpack_from(content)
    if magic != _MAGIC:
        raise IndexFileError(f"{path.name} is no search index.")
    if version != FORMAT_VERSION or byte_order != _BYTE_ORDER:
        raise IndexFileError(f"{path.name} was written by another version of the program.")
    body = memoryview(content)[_HEAD.size :]
    if hashlib.blake2b(body, digest_size=32).digest() != digest:
        raise IndexFileError(f"{path.name} is damaged: its checksum is wrong.")
    try:
        table = json.loads(bytes(body[:table_length]))
        sections: dict[str, memoryview] = {}
        at = table_length
        for name, length in table:
            sections[name] = body[at : at + length]
            at += length
    except (ValueError, TypeError) as error:
        raise IndexFileError(f"{path.name} has no readable table of contents.") from error
    if at != len(body):
        raise IndexFileError(f"{path.name} has another length than its table of contents says.")
    return sections
