"""The shipped catalog: its files, its numbers against CMS's own, its words against CMS's words."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from rvuedge_desktop.catalog.texts import (
    CatalogTextError,
    catalog_digest,
    read_blocks,
    read_code_texts,
    read_modifier_texts,
    read_shipped_releases,
)
from rvuedge_desktop.cms import read_relative_values
from rvuedge_desktop.domain.codes import family_of
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.resources import resource_path

CATALOG = resource_path("catalog")
FILES = {
    "RVU25D": "rvu25d/PPRRVU2025_Oct.csv",
    "RVU26B": "rvu26b/PPRRVU2026_Apr_nonQPP.txt",
}


def written(tmp_path: Path, text: str, code_set: str = "cpt", name: str = "a.txt") -> Path:
    folder = tmp_path / code_set
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def shipped_values(release: str) -> dict[tuple[str, str], PublishedValue]:
    (found,) = [one for one in read_shipped_releases(CATALOG) if one.release.name == release]
    return {value.key: value for value in found.values}


def test_a_block_is_read_with_its_continuations(tmp_path: Path) -> None:
    catalog = written(
        tmp_path,
        "# a comment\n\ncode: 99213\nname: A visit\nalso: one; two ;; three\n"
        "description: It: goes\n  on here\n\n\ncode: J2590\nname: A drug\n"
        "unit: 10 units\nbrands: X; Y",
    )
    visit, drug = read_code_texts(catalog)
    assert (visit.code, visit.name, visit.section) == (
        "99213", "A visit", "Evaluation and management",
    )  # fmt: skip
    assert visit.also == ("one", "two", "three")
    assert visit.description == "It: goes on here"
    assert drug.facts == {"unit": "10 units", "brands": "X; Y"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code: 99213\n", "a code and a name"),
        ("name: x\n", "a code and a name"),
        ("code: 9921\nname: x\n", "a code and a name"),
        ("code: 99213\nname: x\ncolour: red\n", "unknown key colour"),
        ("code: 99213\nname: x\njust words\n", "key: value"),
        ("code: 99213\nname: x\nname: y\n", "key: value"),
        ("  indented: first\n", "unknown key indented"),
        ("code: 99213\nname: x\n\ncode: 99213\nname: y\n", "99213 is there twice"),
    ],
)
def test_a_bad_block_is_named_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CatalogTextError, match=r"^a\.txt, line \d+") as told:
        read_code_texts(written(tmp_path, text))
    assert message in str(told.value)


def test_either_code_set_may_be_missing(tmp_path: Path) -> None:
    whole = {text.code for text in read_code_texts(CATALOG)}
    for missing, cpt in (("cpt", False), ("hcpcs", True)):
        catalog = tmp_path / missing
        shutil.copytree(CATALOG, catalog)
        shutil.rmtree(catalog / missing)
        shutil.rmtree(catalog / "values" / missing)
        left = {text.code for text in read_code_texts(catalog)}
        assert left == {code for code in whole if family_of(code).is_cpt is cpt}
        assert {
            value.code for one in read_shipped_releases(catalog) for value in one.values
        } <= left
    assert read_code_texts(tmp_path / "nothing") == []
    assert read_shipped_releases(tmp_path / "nothing") == []
    assert read_modifier_texts(tmp_path / "nothing") == []


def test_each_code_set_lies_in_its_folder() -> None:
    for code_set, cpt in (("cpt", True), ("hcpcs", False)):
        for path in (CATALOG / code_set).glob("*.txt"):
            codes = [block["code"] for _, block in read_blocks(path) if "code" in block]
            assert all(family_of(code).is_cpt is cpt for code in codes), path.name
        for path in (CATALOG / "values" / code_set).glob("*.csv"):
            rows = path.read_text(encoding="utf-8").splitlines()[2:]
            assert all(family_of(row.split(",")[0]).is_cpt is cpt for row in rows), path.name


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    catalog = tmp_path / "catalog"
    shutil.copytree(CATALOG, catalog)
    first = catalog_digest(catalog)
    assert first == catalog_digest(CATALOG)
    with (catalog / "values" / "cpt" / "RVU26B.csv").open("a") as file:
        file.write("\n")
    second = catalog_digest(catalog)
    (catalog / "cpt" / "modifiers.txt").unlink()
    assert len({first, second, catalog_digest(catalog)}) == 3


def test_there_is_enough_to_be_useful() -> None:
    texts = {text.code: text for text in read_code_texts(CATALOG)}
    assert len(texts) >= 237
    drugs = [code for code in texts if code.startswith("J")]
    assert len(drugs) >= 60
    assert {"J2590", "J1568"} <= set(drugs)
    assert {"Octagam", "IVIG"} & set(texts["J1568"].also)
    assert "Pitocin" in texts["J2590"].also
    assert [one.release.name for one in read_shipped_releases(CATALOG)] == [
        "RVU20D", "RVU23D", "RVU25D", "RVU26B",
    ]  # fmt: skip
    assert not any(one.release.complete for one in read_shipped_releases(CATALOG))


def test_every_frequent_code_of_the_reference_is_there(shared_cms: Path) -> None:
    reference = shared_cms.parents[1] / "domain" / "wrvu-rules.md"
    text = reference.read_text(encoding="utf-8")
    texts = {found.code for found in read_code_texts(CATALOG)}
    for start, end, column, least in (("## 8.", "## 9.", 2, 235), ("### 5.5", "### 5.6", 1, 20)):
        section = text[text.index(f"\n{start}") : text.index(f"\n{end}")]
        cells = [line.split("|")[column] for line in section.splitlines() if line[:1] == "|"]
        listed = set(re.findall(r"\b[0-9A-Z][0-9]{4}\b", " ".join(cells)))
        assert len(listed) >= least
        assert listed <= texts


@pytest.mark.parametrize("release", FILES)
def test_every_shipped_number_is_that_of_cms(shared_cms: Path, release: str) -> None:
    official = {
        value.key: value for value in read_relative_values(shared_cms / FILES[release]).values
    }
    shipped = shipped_values(release)
    assert [key for key, value in shipped.items() if official.get(key) != value] == []
    codes = {text.code for text in read_code_texts(CATALOG)}
    assert {key for key in official if key[0] in codes} == set(shipped)


@pytest.mark.parametrize(("release", "year"), [("RVU20D", "2020"), ("RVU23D", "2023")])
def test_every_older_number_is_that_of_the_history(
    shared_cms: Path, release: str, year: str
) -> None:
    history = {}
    with (shared_cms / "wrvu_history_2020_2026.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row[f"status_{year}"]:
                figures = (row[f"status_{year}"], row[f"wrvu_{year}"])
                # The history lost the leading zeros of anesthesia codes in 2020.
                history[row["hcpcs"].zfill(5), row["mod"]] = figures
    shipped = shipped_values(release)
    wrong = [
        key
        for key, value in shipped.items()
        if history.get(key, ("", ""))[0] != value.status
        or f"{value.work_rvu}" != f"{float(history[key][1]):.2f}"
    ]
    assert wrong == []
    codes = {text.code for text in read_code_texts(CATALOG)}
    assert {key for key in history if key[0] in codes} == set(shipped)
    assert all(value.total_facility is None for value in shipped.values())


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


@pytest.mark.parametrize("release", FILES)
def test_no_name_is_cms_s_description(shared_cms: Path, release: str) -> None:
    official: dict[str, set[str]] = {}
    for code, _, text in read_relative_values(shared_cms / FILES[release]).descriptions:
        official.setdefault(code, set()).add(plain(text))
    copied = [
        f"{text.code}: {words}"
        for text in read_code_texts(CATALOG)
        for words in (text.name, text.description, text.plain)
        if words and plain(words) in official.get(text.code, ())
    ]
    assert copied == []


def test_no_dental_code_is_described() -> None:
    assert not [text.code for text in read_code_texts(CATALOG) if text.code.startswith("D")]


def test_modifiers_are_described_once() -> None:
    modifiers = [text.modifier for text in read_modifier_texts(CATALOG)]
    assert len(modifiers) == len(set(modifiers))
    assert {"26", "TC", "53", "50", "59", "RT", "LT", "JW", "JZ"} <= set(modifiers)
