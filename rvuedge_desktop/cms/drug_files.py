"""Reading CMS's Part B payment limits, its NDC-HCPCS crosswalk and its HCPCS Level II file.

Columns are found by their headings, since layouts vary between quarters (data notes, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rvuedge_desktop.cms.cells import scaled
from rvuedge_desktop.cms.errors import BadCellError, CmsFileError, ImportCancelled
from rvuedge_desktop.cms.hcpcs_records import hcpcs_texts
from rvuedge_desktop.cms.results import RejectedLine
from rvuedge_desktop.cms.table_dates import effective_days
from rvuedge_desktop.cms.table_kinds import Cells, FoundTable, find_table, normal
from rvuedge_desktop.domain.codes import is_code_shape
from rvuedge_desktop.domain.drug_tables import (
    HcpcsText,
    NdcPackage,
    PaymentLimit,
    TableKind,
)
from rvuedge_desktop.domain.ndc import BadNdc, ndc11

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Record = PaymentLimit | NdcPackage | HcpcsText

_STEP = 1_024
_NAMES: Mapping[TableKind, Mapping[str, str]] = {
    TableKind.PAYMENT_LIMITS: {
        "code": r"HCPCS(CODE)?",
        "description": r"SHORTDESC(RIPTION)?",
        "dosage": r"(HCPCS(CODE)?)?DOSAGE",
        "limit": r"PAYMENTLIMIT",
        "coinsurance": r"CO?INSURANCEPERCENT(AGE)?|COINS.*PERCENT(AGE)?",
        "notes": r"NOTES?",
    },
    TableKind.CROSSWALK: {
        "code": r"(20[0-9]{2})?(HCPCS)?CODE|HCPCS",
        "description": r"SHORTDESC(RIPTION)?",
        "labeler": r"LABELERNAME|LABELER",
        "ndc": r"NDC2?",
        "drug": r"DRUGNAME|DRUG",
        "dosage": r"(HCPCS)?DOSAGE",
        "size": r"PKGSIZE",
        "quantity": r"PKGQTY",
        "units": r"BILLUNITSPKG",
    },
}
_NEEDED = {
    TableKind.PAYMENT_LIMITS: ("code", "dosage", "limit"),
    TableKind.CROSSWALK: ("code", "ndc", "units"),
}
_LABELS = {
    "code": "the code",
    "dosage": "the dosage",
    "limit": "the payment limit",
    "coinsurance": "the co-insurance",
    "ndc": "the NDC",
    "units": "the billing units of a package",
}
_PRODUCT = re.compile(r"[A-Z0-9][A-Z0-9 .\-/]{1,30}")
_NO_LIMIT = frozenset({"", "N/A", "NA", "-", "*"})


@dataclass(frozen=True, slots=True)
class CmsTable:
    """One of these files as read. `records` are of the class that belongs to `kind`."""

    kind: TableKind
    title: str
    file_name: str
    member: str
    digest: str
    first_day: date
    last_day: date
    records: tuple[Record, ...]
    rejected: tuple[RejectedLine, ...]

    @property
    def codes(self) -> int:
        """The number of distinct codes; modifiers of the HCPCS file are none."""
        return len({record.code for record in self.records if len(record.code) == 5})


def read_table(
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> CmsTable | None:
    """The table at `path`; None when the file is none of these kinds.

    Raises CmsFileError (one sentence) when it cannot be read as a whole, ImportCancelled when
    `cancelled` answered True. Rows that cannot be read are listed and the rest is read.
    """
    found = find_table(path, cancelled)
    if found is None:
        return None
    head = found.head()
    first, last = effective_days(head, found.source.names, found.name)
    rejected: list[RejectedLine] = []
    records: list[Record] = []
    seen: set[tuple[str, ...]] = set()
    total = max(1, found.source.data.count(b"\n") if found.sheet is None else len(found.sheet))
    due = 0
    for line, record in _records(found):
        if line >= due:
            due = line + _STEP
            if progress is not None:
                progress(min(line, total), total)
            if cancelled is not None and cancelled():
                raise ImportCancelled(found.name)
        if isinstance(record, str):
            rejected.append(RejectedLine(line, record))
            continue
        key = (record.code, record.ndc if isinstance(record, NdcPackage) else "")
        if key in seen:
            shown = " and ".join(filter(None, key))
            rejected.append(
                RejectedLine(line, f"{shown} stands in the file twice; the first is kept.")
            )
            continue
        seen.add(key)
        records.append(record)
    if not records:
        raise CmsFileError(
            f"“{found.name}” holds no row that could be read, so it may be cut short; download "
            "it again."
        )
    return CmsTable(
        kind=found.kind,
        title=_title(found, head, first),
        file_name=found.source.file_name,
        member=found.source.member,
        digest=found.source.digest,
        first_day=first,
        last_day=last,
        records=tuple(records),
        rejected=tuple(rejected),
    )


def _title(found: FoundTable, head: Sequence[str], first: date) -> str:
    """The heading with its quarter; HCPCS files have none and are named by us."""
    heading = next((line for line in head[:3] if line and "DISCLAIMER" not in line.upper()), "")
    if found.kind is TableKind.HCPCS:
        return f"{found.kind.label}, {first:%B %Y}"
    heading = " ".join("".join(sign for sign in heading if sign.isprintable()).split())[:120]
    return heading if str(first.year) in heading else f"{heading}, {first:%B %Y}"


def _records(found: FoundTable) -> Iterator[tuple[int, Record | str]]:
    if found.kind is TableKind.HCPCS:
        yield from hcpcs_texts(found)
        return
    build = _limit if found.kind is TableKind.PAYMENT_LIMITS else _package
    for line, cells in _picked(found):
        if isinstance(cells, str):
            yield line, cells
            continue
        try:
            yield line, build(cells)
        except (BadCellError, BadNdc) as error:
            yield line, str(error)


def _picked(found: FoundTable) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Rows under the header as texts by field, or the sentence why a row is none."""
    columns: dict[str, int] = {}
    width = 0
    held: Cells | None = None
    for line, row in found.rows():
        if not columns:
            names = [normal(cell) for cell in row]
            if "PAYMENTLIMIT" in names or "BILLUNITSPKG" in names:
                columns, width = _columns(found, names), len(row)
            continue
        if any(cell.strip(" \x1a\x00") for cell in row):
            if held is not None:
                yield held[0], _pick(held[1], columns)
            held = (line, row)
    if held is None:
        return
    if len(held[1]) < width and not _ends_whole(found):
        raise CmsFileError(
            f"“{found.name}” was cut short in line {held[0]}; download it again and import the "
            "whole file."
        )
    yield held[0], _pick(held[1], columns)


def _ends_whole(found: FoundTable) -> bool:
    return found.sheet is not None or found.source.data.rstrip(b"\x1a\x00")[-1:] in b"\r\n"


def _columns(found: FoundTable, names: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for field, pattern in _NAMES[found.kind].items():
        places = [at for at, name in enumerate(names) if name and re.fullmatch(pattern, name)]
        if len(places) > 1:
            raise CmsFileError(
                f"“{found.name}” has two columns for {_LABELS.get(field, field)}; choose the file "
                "as CMS published it."
            )
        if places:
            columns[field] = places[0]
        elif field in _NEEDED[found.kind]:
            raise CmsFileError(
                f"“{found.name}” has no column for {_LABELS[field]}; choose the file as CMS "
                "published it."
            )
    return columns


def _pick(row: Sequence[str], columns: Mapping[str, int]) -> dict[str, str] | str:
    if len(row) <= max(at for name, at in columns.items() if name in _LABELS):
        return f"The row has {len(row)} columns, fewer than the header."
    return {name: _clean(row[at]) if at < len(row) else "" for name, at in columns.items()}


def _clean(cell: str) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in cell)
    return " ".join(text.split())


def _code(text: str) -> str:
    code = text.upper()
    # Workbooks keep 90371 as a number; no code of these files is shorter.
    if code.isascii() and code.isdigit():
        code = code.zfill(5)
    if not is_code_shape(code):
        raise BadCellError(f"“{text[:40]}” is not a procedure code.")
    return code


def _number(text: str, places: int, label: str) -> int:
    try:
        return scaled(text.replace("$", "").replace(",", "").strip(), places)
    except BadCellError as error:
        shown = f"“{text[:40]}” " if text else ""
        raise BadCellError(f"{label[0].upper()}{label[1:]} {shown}{error}.") from error


def _limit(cells: Mapping[str, str]) -> PaymentLimit:
    limit, share = cells["limit"], cells.get("coinsurance", "")
    return PaymentLimit(
        code=_code(cells["code"]),
        # The short texts of CPT codes are the AMA's and are dropped on reading.
        description="" if cells["code"][:1].isdigit() else cells.get("description", ""),
        dosage=cells["dosage"],
        limit=None if limit.upper() in _NO_LIMIT else _number(limit, 3, _LABELS["limit"]),
        coinsurance=_number(share, 3, _LABELS["coinsurance"]) if share else None,
        notes=cells.get("notes", ""),
    )


def _package(cells: Mapping[str, str]) -> NdcPackage:
    return NdcPackage(
        ndc=_product_number(cells["ndc"]),
        code=_code(cells["code"]),
        drug=cells.get("drug", ""),
        labeler=cells.get("labeler", ""),
        dosage=cells.get("dosage", ""),
        package_size=cells.get("size", ""),
        packages=cells.get("quantity", ""),
        units=_number(cells["units"], 4, _LABELS["units"]),
    )


def _product_number(text: str) -> str:
    """An NDC as 11 digits; skin substitutes carry makers' numbers instead, kept as they are."""
    try:
        return ndc11(text)
    except BadNdc:
        if _PRODUCT.fullmatch(text.upper()) is None:
            raise BadCellError(
                f"The NDC “{text[:40]}” is neither an NDC nor a product number."
            ) from None
        return text.upper()
