"""Documents as short texts in the index file, made into documents again when they are shown."""

from __future__ import annotations

import re
import zlib

from rvuedge_desktop.catalog.documents import CodeDocument

FIELD, ITEM = "\x1f", "\x1e"
_RESERVED = re.compile("[\x1e\x1f\x00\n]+")


def record_of(document: CodeDocument) -> str:
    """`document` as one text, to be kept in the index file."""
    return FIELD.join(map(_field, _fields(document)))


def _fields(document: CodeDocument) -> list[str | tuple[str, ...]]:
    return [
        document.code,
        document.name,
        document.section,
        document.state,
        "" if document.work is None else str(document.work),
        # A release may be None or text: a mark before the text tells them apart.
        "" if document.release is None else "=" + document.release,
        document.synonyms,
        document.description,
        document.tags,
        document.specialties,
        "1" if document.shipped else "",
        "1" if document.common else "",
    ]


def _field(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return _RESERVED.sub(" ", value)
    return ITEM.join(_RESERVED.sub(" ", item) for item in value if item)


def document_of(record: str) -> CodeDocument:
    """The document a record of the index was made of."""
    fields = record.split(FIELD)
    code, name, section, state, work, release, also, description, tags, specialties = fields[:10]
    return CodeDocument(
        code,
        name,
        section,
        state,
        int(work) if work else None,
        release[1:] if release else None,
        tuple(also.split(ITEM)) if also else (),
        description,
        tuple(tags.split(ITEM)) if tags else (),
        tuple(specialties.split(ITEM)) if specialties else (),
        fields[10] == "1",
        fields[11] == "1",
    )


def phrase_key(text: str) -> int:
    """A short number for a whole phrase; different phrases may share one."""
    return zlib.crc32(text.encode("utf-8", "replace"))
