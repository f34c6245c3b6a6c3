"""What can be wrong with the catalog's content; each check gives a list of faults in words.

`python -m tests.catalog.content_checks` prints them all, and `--collisions` writes the list of
synonyms that codes of different sections share.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from rvuedge_desktop.catalog.texts import (
    CodeText,
    read_blocks,
    read_code_texts,
    read_shipped_releases,
)
from rvuedge_desktop.cms import read_relative_values, read_table
from rvuedge_desktop.domain.codes import Family, family_of, in_range
from rvuedge_desktop.domain.doses import BadDose, Dimension, parse_amount
from rvuedge_desktop.domain.drug_tables import HcpcsText, PaymentLimit
from rvuedge_desktop.domain.drugs import billing_unit
from rvuedge_desktop.resources import resource_path

CATALOG = resource_path("catalog")
GOLDEN = Path(__file__).with_name("synonym_collisions.txt")
_LONGEST_NAME = 70
_LIKENESS = 0.9
_TOKENS = re.compile(r"[a-z0-9]+")
_TEMPLATE = re.compile(
    r"\b(lorem|ipsum|tbd|fixme|placeholder|foo|bar baz|insert (text|name)|name here|as an ai)\b"
    r"|\{\w*\}|<\w+>|\[\w+\]|\?\?|\bN/A\b",
    re.IGNORECASE,
)
# Amounts in a HCPCS text: "500 mg", "1,000 units", "per 5 ml", "0.5 cc".
_AMOUNT_IN_TEXT = re.compile(
    r"(?<![0-9.,])((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?)[ -]?"
    r"(mg|milligrams?|mcg|micrograms?|grams?|gm|g|units?|i\.?u\.?|million units?|ml|cc|"
    r"milliliters?|millicuries?|microcuries?|sq\.? ?cm|square centimeters?|meq|dose|vial|each)\b",
    re.IGNORECASE,
)
_SPECIALTY_LIST = """
    Addiction medicine; Allergy and immunology; Anesthesiology; Audiology; Bariatric surgery;
    Breast surgery; Cardiac surgery; Cardiology; Colorectal surgery; Critical care; Dermatology;
    Emergency medicine; Endocrinology; Family medicine; Gastroenterology; General surgery;
    Geriatrics; Gynecologic oncology; Hematology; Hospital medicine; Immunology;
    Infectious disease; Internal medicine; Interventional cardiology; Electrophysiology;
    Interventional radiology; Maternal-fetal medicine; Midwifery; Neonatology; Nephrology;
    Neurology; Neurosurgery; Nuclear medicine; Obstetrics and gynecology; Oncology; Ophthalmology;
    Optometry; Oral and maxillofacial surgery; Orthopedic surgery; Otolaryngology; Pain medicine;
    Palliative care; Pathology; Pediatrics; Physical medicine and rehabilitation;
    Physical therapy; Occupational therapy; Speech-language pathology; Plastic surgery; Podiatry;
    Preventive medicine; Psychiatry; Psychology; Pulmonology; Radiation oncology; Radiology;
    Reproductive endocrinology; Rheumatology; Sleep medicine; Spine surgery; Sports medicine;
    Surgical oncology; Thoracic surgery; Transplant surgery; Trauma surgery; Urology;
    Urogynecology; Vascular surgery; Wound care; Chiropractic; Nurse practitioner;
    Physician assistant; Hand surgery; Genetics; Pharmacy
"""
_SPECIALTIES = frozenset(map(str.strip, _SPECIALTY_LIST.replace("\n", " ").split(";")))
# The code ranges of each file of the CPT set.
_RANGES: Mapping[str, tuple[tuple[str, str], ...]] = {
    # 99091 and the qualifying circumstances stand in Medicine by number only.
    "01": (("99202", "99499"), ("98000", "98016"), ("99091", "99091")),
    "02": (("00100", "01999"), ("99100", "99140")),
    "03": (("10004", "19499"),),
    "04": (("20000", "29999"),),
    "05": (("30000", "32999"),),
    "06": (("33000", "37799"), ("38000", "39599")),
    "07": (("40000", "49999"),),
    "08": (("50000", "55899"), ("55900", "55999")),
    "09": (("56000", "59899"),),
    "10": (("60000", "64999"),),
    "11": (("65000", "69990"),),
    "12": (("70000", "79999"),),
    "13": (("80000", "89398"),),
    "14": (("90000", "99199"), ("99500", "99607")),
}


@cache
def texts() -> tuple[CodeText, ...]:
    return tuple(read_code_texts(CATALOG))


def incomplete() -> Iterator[str]:
    """Records that lack what every record has, or whose parts do not fit their places."""
    for text in texts():
        if len(text.name) > _LONGEST_NAME:
            yield f"{text.code}: the name has {len(text.name)} characters"
        if not text.specialties:
            yield f"{text.code}: no specialties"
        for specialty in text.specialties:
            if specialty not in _SPECIALTIES:
                yield f"{text.code}: “{specialty}” is not a specialty of the list"
        if not text.description:
            yield f"{text.code}: no description"


def untidy() -> Iterator[str]:
    """Repetitions that do no harm; listed, not failed."""
    for text in texts():
        for kind, items in (("synonym", text.also), ("tag", text.tags)):
            folded = [item.casefold() for item in items]
            for item in sorted({item for item in folded if folded.count(item) > 1}):
                yield f"{text.code}: the {kind} “{item}” stands twice"
        if text.name.casefold() in {item.casefold() for item in text.also}:
            yield f"{text.code}: a synonym repeats the name"


def unmade() -> Iterator[str]:
    """Leftover template words and slips of the keyboard."""
    for text in texts():
        parts = (text.name, text.description, text.plain, text.context, *text.also, *text.tags)
        for part in (*parts, *text.facts.values()):
            if (found := _TEMPLATE.search(part)) is not None:
                yield f"{text.code}: “{found[0]}” in “{part[:60]}”"
            if "  " in part or part != part.strip() or " ." in part or " ," in part:
                yield f"{text.code}: stray blanks in “{part[:60]}”"
        for part in (text.description, text.plain, text.context):
            if part and not part.endswith((".", ")")):
                yield f"{text.code}: “…{part[-30:]}” does not end as a sentence"


def misplaced() -> Iterator[str]:
    """Codes in the file of another section, blocks out of order, two blocks of one name."""
    for path in sorted((CATALOG / "cpt").glob("[0-9][0-9]-*.txt")):
        ranges = _RANGES[path.name[:2]]
        codes = [block["code"] for _, block in read_blocks(path)]
        if codes != sorted(codes):
            first = next(a for a, b in zip(codes, sorted(codes), strict=True) if a != b)
            yield f"{path.name}: {first} is not in order"
        for code in codes:
            if code.isdigit() and not any(in_range(code, *one) for one in ranges):
                yield f"{path.name}: {code} belongs to another section"
    for text in texts():
        if text.section in {"Other codes", ""} or family_of(text.code) is Family.OTHER:
            yield f"{text.code}: no section"
    names: dict[str, list[str]] = defaultdict(list)
    for text in texts():
        names[text.name.casefold()].append(text.code)
    for name, codes in names.items():
        if len(codes) > 1:
            yield f"{', '.join(codes)}: one name for several codes, “{name}”"


def tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKENS.findall(text.lower()))


def too_like(ours: str, theirs: str) -> bool:
    """Whether our text is theirs, or nearly: the same words, or nearly the same letters."""
    left, right = " ".join(_TOKENS.findall(ours.lower())), " ".join(_TOKENS.findall(theirs.lower()))
    if left == right:
        # A generic name alone, or "Chest x-ray", can be said in one way only.
        return len(left.split()) > 3
    words, others = set(left.split()), set(right.split())
    shared = len(words & others) / len(words | others) if words | others else 0
    if len(words) < 5 or shared < 0.6:
        return False
    return shared >= _LIKENESS or SequenceMatcher(None, left, right).ratio() >= _LIKENESS


def copied(descriptions: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Our texts that equal or nearly equal CMS's own about the same code."""
    for text in texts():
        for theirs in descriptions.get(text.code, ()):
            for ours in (text.name, text.description, text.plain, *text.also):
                if too_like(ours, theirs):
                    yield f"{text.code}: “{ours}” is CMS's “{theirs}”"


def cms_descriptions(shared: Path) -> dict[str, set[str]]:
    """CMS's short and long descriptions by code, of every file there is."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in ("rvu25d/PPRRVU2025_Oct.csv", "rvu26b/PPRRVU2026_Apr_nonQPP.txt"):
        for code, _modifier, text in read_relative_values(shared / name).descriptions:
            found[code].add(text)
    for record in hcpcs(shared).values():
        found[record.code] |= {record.long, record.short}
    return found


@cache
def hcpcs(shared: Path) -> Mapping[str, HcpcsText]:
    """The HCPCS texts of the newest file, with those of 2019 for codes that have ended."""
    found: dict[str, HcpcsText] = {}
    for pattern in ("hcpcs-level2-2019/*Alpha-Numeric*", "hcpcs-level2-2025-oct/*.csv"):
        (path,) = shared.glob(pattern)
        table = read_table(path)
        assert table is not None
        found |= {one.code: one for one in table.records if isinstance(one, HcpcsText)}
    return found


@cache
def limits(shared: Path) -> Mapping[str, PaymentLimit]:
    """The payment limits of both quarters, the newer before the older."""
    found: dict[str, PaymentLimit] = {}
    for pattern in ("asp/*Oct 2025 ASP Pricing*", "asp/*January 2026*Payment Limit*"):
        (path,) = shared.glob(pattern)
        table = read_table(path)
        assert table is not None
        found |= {one.code: one for one in table.records if isinstance(one, PaymentLimit)}
    return found


def wrong_units(shared: Path) -> Iterator[str]:
    """Drugs whose billing unit is not that of CMS's price file or HCPCS text."""
    for text in texts():
        unit = text.facts.get("unit")
        record, limit = hcpcs(shared).get(text.code), limits(shared).get(text.code)
        if unit is None:
            # A code too new for CMS's files here may leave its unit open.
            if text.facts and limit is not None:
                yield f"{text.code}: a drug without a billing unit; CMS says “{limit.dosage}”"
            continue
        if unit.startswith("over "):
            continue
        try:
            ours = billing_unit(unit, up_to=text.facts.get("up_to") == "yes")
        except BadDose as problem:
            # Only a unit that no dose can be typed in ("1 billion vector genomes") may fail.
            if "is not a unit" not in str(problem):
                yield f"{text.code}: the unit “{unit}” cannot be read: {problem}"
            continue
        said = set(_amounts(record.long)) if record else set()
        if limit is not None:
            said |= set(_amounts(limit.dosage))
        key = (ours.amount.dimension, ours.amount.base)
        dimensions = {dimension for dimension, _ in said}
        if ours.amount.dimension in dimensions and key not in said:
            source = record.long if record else limit.dosage if limit else ""
            yield f"{text.code}: one unit is {unit} here, but CMS says “{source}”"
        if record is not None and not ours.up_to and re.search(r"\bup to [0-9]", record.long):
            amounts = re.search(r"\bup to ([0-9.,]+ ?[a-z]+)", record.long, re.IGNORECASE)
            if amounts and _same(amounts[1], key):
                yield f"{text.code}: CMS says “up to”, “{record.long}”"


def _amounts(text: str) -> Iterator[tuple[Dimension, Decimal]]:
    found = []
    for number, word in _AMOUNT_IN_TEXT.findall(text.lower().replace("usp units", "units")):
        try:
            amount = parse_amount(f"{number or '1'} {word}")
        except BadDose:
            continue
        found.append((amount.dimension, amount.base))
    yield from found
    # "3 mg and … 3 mg" of one drug in two salts is 6 mg of it.
    if len(found) == 2 and " and " in text and found[0][0] is found[1][0]:
        yield found[0][0], found[0][1] + found[1][1]


def _same(text: str, key: tuple[Dimension, Decimal]) -> bool:
    return key in set(_amounts(text))


def wrong_numbers(shared: Path) -> Iterator[str]:
    """Shipped values that are not CMS's."""
    files = {
        "RVU25D": "rvu25d/PPRRVU2025_Oct.csv",
        "RVU26B": "rvu26b/PPRRVU2026_Apr_nonQPP.txt",
    }
    with (shared / "wrvu_history_2020_2026.csv").open(encoding="utf-8", newline="") as lines:
        history = {(row["code"], row["modifier"]): row for row in _history_rows(lines)}
    for shipped in read_shipped_releases(CATALOG):
        name = shipped.release.name
        if name in files:
            theirs = {v.key: v for v in read_relative_values(shared / files[name]).values}
            for value in shipped.values:
                other = theirs.get(value.key)
                if other is None or (value.status, value.work) != (other.status, other.work):
                    yield f"{name}: {value.code} {value.modifier} is not as CMS has it"
            continue
        for value in shipped.values:
            row = history.get(value.key)
            work = (row or {}).get(f"wrvu_{shipped.release.year}", "")
            # The history leaves out what has no work and no status that year (anesthesia).
            if Decimal(work or 0) != value.work_rvu:
                yield f"{name}: {value.code} {value.modifier} is not as the history has it"


def _history_rows(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(lines)
    for row in reader:
        lowered = {(key or "").lower(): value for key, value in row.items()}
        lowered.setdefault("code", lowered.get("hcpcs", ""))
        lowered.setdefault("modifier", lowered.get("mod", ""))
        yield lowered


def gone_codes(shared: Path) -> Iterator[str]:
    """Codes that no file of CMS's lists and that are not marked as retired."""
    known = set(cms_descriptions(shared)) | set(limits(shared))
    for name in ("rvu25d/PPRRVU2025_Oct.csv", "rvu26b/PPRRVU2026_Apr_nonQPP.txt"):
        known |= {value.code for value in read_relative_values(shared / name).values}
    for text in texts():
        if text.code not in known and text.facts.get("retired") != "yes":
            yield f"{text.code}: no file of CMS's lists it, “{text.name}”"


def collisions() -> dict[str, tuple[str, ...]]:
    """Synonyms that codes of different sections share: each is a choice to be looked at."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for text in texts():
        for synonym in text.also:
            found[synonym.casefold()][text.code] = text.section
    return {
        synonym: tuple(sorted(codes))
        for synonym, codes in sorted(found.items())
        if len(set(codes.values())) > 1
    }


def golden() -> dict[str, tuple[str, ...]]:
    """The collisions that have been looked at."""
    found = {}
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            synonym, _, codes = line.rpartition(": ")
            found[synonym] = tuple(codes.split())
    return found


def main(arguments: list[str]) -> None:
    if "--collisions" in arguments:
        lines = [f"{synonym}: {' '.join(codes)}" for synonym, codes in collisions().items()]
        head = (
            "# Synonyms that codes of different sections share. Each line has been looked at;\n"
            "# `python -m tests.catalog.content_checks --collisions` writes the file anew.\n"
        )
        GOLDEN.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} collisions")
        return
    shared = Path(arguments[0])
    for check in (incomplete, unmade, misplaced, untidy):
        for fault in check():
            print(f"{check.__name__}: {fault}")
    for fault in copied(cms_descriptions(shared)):
        print(f"copied: {fault}")
    for wrong in (wrong_units, wrong_numbers, gone_codes):
        for fault in wrong(shared):
            print(f"{wrong.__name__}: {fault}")


if __name__ == "__main__":
    main(sys.argv[1:])
