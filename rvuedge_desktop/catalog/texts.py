"""Reading the catalog's text files: our own words about codes, one block a code.

A block is `key: value` lines; a value may go on in lines that begin with two spaces; blocks are
parted by a blank line; `#` starts a comment line. Codes of the CPT set and of HCPCS Level II lie
in folders apart, and either may be missing.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rvuedge_desktop.domain.codes import is_code_shape, section_of
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import VALUE_FIELDS, PublishedValue

CODE_SETS = ("cpt", "hcpcs")
_LISTS = frozenset({"also", "specialties", "tags", "brands", "routes", "uses", "administration"})
_DRUG_FACTS = (
    "generic", "brands", "class", "unit", "up_to", "routes", "uses", "vial", "administration",
    "biosimilar_of", "retired",
)  # fmt: skip
_KNOWN = frozenset(
    {"code", "name", "also", "specialties", "description", "plain", "context", "tags"}
    | set(_DRUG_FACTS)
)


class CatalogTextError(Exception):
    """A catalog file cannot be read; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class CodeText:
    """What our own catalog says of a code. `facts` are a drug's structured facts, as texts."""

    code: str
    name: str
    section: str
    specialties: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    plain: str = ""
    context: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierText:
    """What our own catalog says of a modifier."""

    modifier: str
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ShippedRelease:
    """The values shipped for one release: of our catalog's codes only."""

    release: Release
    title: str
    values: tuple[PublishedValue, ...]


def read_blocks(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each block of a catalog file with the number of its first line."""
    block: dict[str, str] = {}
    start, key = 0, ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if raw.startswith("#"):
            continue
        if not raw.strip():
            if block:
                yield start, block
            block, key = {}, ""
            continue
        if raw.startswith("  ") and key:
            block[key] = f"{block[key]} {raw.strip()}"
            continue
        key, colon, value = raw.partition(":")
        key = key.strip()
        if not colon or not key or key in block:
            raise CatalogTextError(f"{path.name}, line {number}: “{raw}” is no “key: value” line.")
        if not block:
            start = number
        block[key] = value.strip()
    if block:
        yield start, block


def _items(text: str) -> tuple[str, ...]:
    return tuple(item for part in text.split(";") if (item := part.strip()))


def _code_text(path: Path, number: int, block: dict[str, str]) -> CodeText:
    unknown = set(block) - _KNOWN
    code = block.get("code", "")
    if unknown or not is_code_shape(code) or not block.get("name"):
        what = f"unknown key {sorted(unknown)[0]}" if unknown else "a code and a name are needed"
        raise CatalogTextError(f"{path.name}, line {number}: {what}.")
    return CodeText(
        code=code,
        name=block["name"],
        section=section_of(code),
        specialties=_items(block.get("specialties", "")),
        also=_items(block.get("also", "")),
        tags=_items(block.get("tags", "")),
        description=block.get("description", ""),
        plain=block.get("plain", ""),
        context=block.get("context", ""),
        facts={key: block[key] for key in _DRUG_FACTS if key in block},
    )


def read_code_texts(catalog: Path) -> list[CodeText]:
    """Every code of the catalog folder, sorted by code.

    Raises CatalogTextError when a code is described twice or a block cannot be read.
    """
    found: dict[str, CodeText] = {}
    for path in _files(catalog):
        if path.name == "modifiers.txt":
            continue
        for number, block in read_blocks(path):
            text = _code_text(path, number, block)
            if text.code in found:
                raise CatalogTextError(f"{path.name}, line {number}: {text.code} is there twice.")
            found[text.code] = text
    return [found[code] for code in sorted(found)]


def read_common_codes(catalog: Path) -> frozenset[str]:
    """The codes used every day; empty when the list is missing."""
    path = catalog / "common-codes.txt"
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def read_modifier_texts(catalog: Path) -> list[ModifierText]:
    """Every modifier of the catalog folder, sorted."""
    found: dict[str, ModifierText] = {}
    for path in _files(catalog):
        if path.name != "modifiers.txt":
            continue
        for number, block in read_blocks(path):
            modifier, name = block.get("modifier", ""), block.get("name", "")
            if not modifier or not name or modifier in found:
                raise CatalogTextError(
                    f"{path.name}, line {number}: a modifier and a name are needed, once each."
                )
            found[modifier] = ModifierText(modifier, name, block.get("meaning", ""))
    return [found[modifier] for modifier in sorted(found)]


def read_shipped_releases(catalog: Path) -> list[ShippedRelease]:
    """The values shipped with the program, one set a release, both code sets joined."""
    rows: dict[str, list[PublishedValue]] = {}
    titles: dict[str, str] = {}
    for code_set in CODE_SETS:
        for path in sorted((catalog / "values" / code_set).glob("RVU*.csv")):
            name = path.stem
            with path.open(encoding="utf-8", newline="") as lines:
                titles[name] = lines.readline().lstrip("# ").strip()
                rows.setdefault(name, []).extend(_read_values(csv.reader(lines), path))
    return [
        ShippedRelease(
            Release(name, complete=False),
            titles[name],
            tuple(sorted(values, key=lambda value: value.key)),
        )
        for name, values in sorted(rows.items())
    ]


_INTEGERS = frozenset(
    name for name, kind in PublishedValue.__annotations__.items() if str(kind).startswith("int")
)


def _read_values(reader: Iterator[list[str]], path: Path) -> Iterator[PublishedValue]:
    header = next(reader)
    if not set(header) <= set(VALUE_FIELDS):
        raise CatalogTextError(f"{path.name}: a column is no field of a published value.")
    for record in reader:
        fields: dict[str, object] = {}
        for name, text in zip(header, record, strict=True):
            if name in _INTEGERS:
                fields[name] = int(text) if text else None
            else:
                fields[name] = text
        yield PublishedValue(**fields)  # type: ignore[arg-type]


def catalog_digest(catalog: Path) -> str:
    """A text that changes when any file of the catalog does."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(catalog.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(catalog)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(catalog: Path) -> list[Path]:
    return [path for code_set in CODE_SETS for path in sorted((catalog / code_set).glob("*.txt"))]
