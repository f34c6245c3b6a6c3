"""Finding codes: what a typed text finds, and in which order."""

from __future__ import annotations

import pytest

from rvuedge_desktop.catalog.documents import CodeDocument
from rvuedge_desktop.catalog.search import SearchIndex
from tests.catalog.small_catalog import DOCUMENTS, listed, shipped, small_index


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return small_index()


def codes(index: SearchIndex, query: str, **options: object) -> list[str]:
    return [hit.code for hit in index.search(query, **options)]  # type: ignore[arg-type]


# --- what is found -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("47562", "47562"),
        ("4756", "47562"),
        ("j25", "J2590"),
        ("J2590", "J2590"),
        ("ｊ２５９０", "J2590"),
        ("2590", "J2590"),
        ("gallb", "47562"),
        ("removal gallbladder", "47600"),
        ("gallbladder lap", "47562"),
        ("GALLBLADDER", "47562"),
        ("median nerve", "64721"),
        ("plaque", "35606"),
        ("stroke carotid", "35606"),
        ("orthopedic hip", "27130"),
    ],
)
def test_codes_words_and_their_beginnings(index: SearchIndex, query: str, code: str) -> None:
    assert code in codes(index, query)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("lap chole", "47562"),
        ("laparoscopic gastric bypass", "43645"),
        ("skin biopsy", "11106"),
        ("bx colonoscopy", "45380"),
        ("fx ankle", "27786"),
        ("fracture fibular", "27792"),
        ("orif fibular", "27792"),
        ("I&D", "10060"),
        ("i & d abscess", "10060"),
        ("i and d", "10060"),
        ("egd", "43239"),
        ("tka", "27447"),
        ("tha", "27130"),
        ("total hip arthroplasty", "27130"),
        ("d&c", "58120"),
        ("c-section", "59510"),
        ("csection", "59510"),
        ("c/s", "59510"),
        ("cesarean section", "59510"),
        ("cxr", "71045"),
        ("chest xray", "71045"),
        ("chest radiograph", "71045"),
        ("stereotactic breast biopsy", "19081"),
        ("diagnostic marrow", "38221"),
        ("excise gallbladder removal w/ open", "47600"),
    ],
)
def test_abbreviations_both_ways(index: SearchIndex, query: str, code: str) -> None:
    assert code in codes(index, query)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("knees", "27447"),
        ("biopsies colonoscopies", "45380"),
        ("biopsy marrow", "38221"),
        ("bells palsy", "70450"),
        ("bell's", "70450"),
        ("bell’s", "70450"),
        ("meniere", "70450"),
        ("MÉNIÈRE", "70450"),
        ("carotid-subclavian", "35606"),
        ("carotid subclavian", "35606"),
        ("carotid–subclavian", "35606"),
        ("ｃｏｌｏｎｏｓｃｏｐｙ", "45378"),
        ("muscle skin", "15734"),
    ],
)
def test_plurals_apostrophes_accents_and_hyphens(index: SearchIndex, query: str, code: str) -> None:
    assert code in codes(index, query)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("oxytocn", "J2590"),
        ("colonscopy", "45378"),
        ("cholecystectmy", "47600"),
        ("laproscopic", "47562"),
        ("laproscopic cholecystectmy", "47562"),
        ("sefazolin", "J0690"),
        ("kolonoscopy", "45378"),
        ("kolonoskopi", "45378"),
        ("biospy colonoscopy", "45380"),
        ("gallbladder removl open", "47600"),
        ("cholecistec", "47562"),
        ("colnos", "45378"),
        ("artroplasty", "27447"),
        ("xabscess", "10060"),
        ("cesaraen", "59510"),
        ("colnoscpy", "45378"),
        ("kolesistektomi", "47600"),
    ],
)
def test_spelling_slips(index: SearchIndex, query: str, code: str) -> None:
    assert code in codes(index, query)[:3]


def test_a_letter_left_out_is_not_hidden_by_a_wrong_last_letter() -> None:
    # "Hisa" may be any word in "his" with a wrong last letter, or one that has all four letters.
    others = [shipped(f"1{n:04}", f"His{chr(98 + n) * 3} {chr(98 + n)}") for n in range(17)]
    index = SearchIndex.build(
        [*others, listed("20001", "A very long description of histamine")], fingerprint=""
    )
    assert "20001" in codes(index, "hisa")[:10]


def test_hyphens_may_be_left_out_or_put_in() -> None:
    joined, opened = shipped("10001", "Ecigarette counsel"), shipped("10002", "E-cigarette talk")
    index = SearchIndex.build([joined, opened], fingerprint="")
    for query in ("e-cigarette", "ecigarette", "e-cig", "ecig"):
        assert set(codes(index, query)) == {"10001", "10002"}, query


def test_a_word_too_many_leaves_what_has_most_words(index: SearchIndex) -> None:
    assert codes(index, "knee replacement zzzzqq")[0] == "27447"
    assert codes(index, "knee zzzzqq wwwwkk vvvvjj") == []
    assert codes(index, "zzzzqq wwwwkk") == []


def test_nothing_is_asked_nothing_is_found(index: SearchIndex) -> None:
    assert codes(index, "") == codes(index, "   ") == codes(index, "-&/'") == []
    assert codes(index, "knee", limit=0) == []


# --- in which order ------------------------------------------------------------------------------


def test_an_exact_code_is_first() -> None:
    index = SearchIndex.build(
        [listed("20", "x"), shipped("20600", "20 things"), shipped("99213", "Visit 20 minutes")],
        fingerprint="",
    )
    assert codes(index, "20", usage={"20600": 5000, "99213": 9000})[0] == "20"


def test_a_whole_name_comes_before_its_words_and_words_before_beginnings() -> None:
    index = SearchIndex.build(
        [
            shipped("10001", "Graftable film"),
            shipped("10002", "Vein and skin graft repair"),
            shipped("10003", "Repair of something with a very long name indeed", "skin graft"),
            shipped("10004", "Skin graftable"),
            listed("10005", "Skin graft"),
        ],
        fingerprint="",
    )
    assert codes(index, "skin graft") == ["10003", "10005", "10002", "10004"]


def test_our_words_come_before_those_of_cms_and_of_tags() -> None:
    index = SearchIndex.build(
        [
            listed("10001", "Removal nail"),
            shipped("10002", "Toe operation of some length", tags=("nailbed",)),
            shipped("10003", "Nails removed, a long name of ours"),
        ],
        fingerprint="",
    )
    assert codes(index, "nai") == ["10003", "10002", "10001"]


def test_the_shipped_catalog_then_short_names_come_first() -> None:
    index = SearchIndex.build(
        [
            shipped("10001", "Lens implant with everything"),
            shipped("10002", "Lens implant"),
            listed("10003", "Lens"),
        ],
        fingerprint="",
    )
    assert codes(index, "lens i") == ["10002", "10001"]
    assert codes(index, "len") == ["10002", "10001", "10003"]


def test_the_users_own_codes_move_up() -> None:
    many = [shipped(f"1{n:04}", f"Visit {'x' * n}") for n in range(100)]
    index = SearchIndex.build(many, fingerprint="")
    assert "10090" not in codes(index, "visi")
    assert codes(index, "visi", usage={"10090": 30})[0] == "10090"
    assert codes(index, "visi", usage={"10090": 3, "10080": 30})[:2] == ["10080", "10090"]
    assert codes(index, "visi", usage={"10090": 0}) == codes(index, "visi", usage={"nil": 9})


def test_an_often_used_code_does_not_appear_where_it_does_not_fit(index: SearchIndex) -> None:
    assert "27447" not in codes(index, "pitocin", usage={"27447": 10_000})


def test_the_very_word_typed_is_among_the_first_ten() -> None:
    many = [shipped(f"1{n:04}", f"Device {n}") for n in range(50)]
    index = SearchIndex.build([*many, listed("20001", "Dev rev")], fingerprint="")
    found = codes(index, "dev")
    assert "20001" in found[:10]
    assert found[0] == "10000"


@pytest.mark.parametrize(
    ("query", "code"),
    [("pitocin", "J2590"), ("oxytocin", "J2590"), ("ivig", "J1568"), ("octagam", "J1568")],
)
def test_a_drug_asked_for_by_name_is_first(index: SearchIndex, query: str, code: str) -> None:
    assert codes(index, query)[0] == code


def test_a_drug_comes_before_work_of_the_same_name() -> None:
    index = SearchIndex.build(
        [
            shipped("10001", "Globulin", "IVIG"),
            shipped("J1568", "Octagam immune globulin, 500 mg", "IVIG", state="drug"),
        ],
        fingerprint="",
    )
    assert codes(index, "ivig") == ["J1568", "10001"]


def test_codes_that_begin_so_stand_in_front_of_other_numbers(index: SearchIndex) -> None:
    assert codes(index, "4384")[0] == "43846"
    assert codes(index, "454") == []
    assert codes(index, "4538") == ["45380"]


def test_specialties_and_sections_find_but_never_hide(index: SearchIndex) -> None:
    assert codes(index, "orthopedic hip") == ["27130"]
    assert codes(index, "orthopedic") == ["27130"]
    assert "27447" in codes(index, "knee digestive")


# --- kinds, limits ------------------------------------------------------------------


def test_kinds(index: SearchIndex) -> None:
    assert "J1568" in codes(index, "immune globulin", kind="drug")
    assert "90283" not in codes(index, "immune globulin", kind="drug")
    assert codes(index, "cxr", kind="work") == ["71045"]
    assert codes(index, "oxytocin", kind="work") == ["59020"]
    with pytest.raises(KeyError):
        index.search("oxytocin", kind="toys")


def test_a_slip_is_repaired_within_the_kind(index: SearchIndex) -> None:
    assert codes(index, "oxytocn", kind="drug") == ["J2590"]
    assert codes(index, "colonscopy", kind="drug") == []


def test_the_limit_is_kept(index: SearchIndex) -> None:
    assert len(codes(index, "b", limit=3)) == 3
    many = [listed(f"1{n:04}", f"Visit {n}") for n in range(500)]
    large = SearchIndex.build(many, fingerprint="")
    assert len(codes(large, "visit", limit=300)) == 300
    assert len(set(codes(large, "vist", limit=300))) == 300


def test_no_code_is_found_twice(index: SearchIndex) -> None:
    for query in ("biopsy", "bypas", "immune globulin 500", "1", "c", "total replacment"):
        found = codes(index, query, limit=100)
        assert len(found) == len(set(found)), query


# --- documents -----------------------------------------------------------------------------------


def test_hits_are_the_documents_that_went_in(index: SearchIndex) -> None:
    for document in DOCUMENTS:
        assert index.get(document.code) == document
        assert index.search(document.code)[0] == document


def test_codes_and_their_beginnings(index: SearchIndex) -> None:
    assert len(index) == len(DOCUMENTS)
    assert list(index.codes()) == sorted(document.code for document in DOCUMENTS)
    assert "J2590" in index
    assert "J259" not in index
    assert 47562 not in index
    assert index.get("nil") is None
    assert index.codes_with_prefix("j", 2) == ["J0690", "J1568"]
    assert index.codes_with_prefix("4538", 5) == ["45380"]
    assert index.codes_with_prefix("9999", 5) == index.codes_with_prefix("4", 0) == []


def test_an_index_of_nothing() -> None:
    index = SearchIndex.build([], fingerprint="empty")
    assert len(index) == 0
    assert index.search("knee") == index.search("43644") == index.search("é") == []
    assert index.get("") is None
    assert list(index.codes()) == []


def test_the_last_document_of_a_code_counts() -> None:
    old, new = shipped("10001", "Old name"), shipped("10001", "New name")
    index = SearchIndex.build([old, new], fingerprint="")
    assert index.search("new") == [new]
    assert index.search("10001") == [new]
    assert len(index) == 1


def test_a_document_without_a_name_is_found_by_its_code() -> None:
    bare = CodeDocument("D0120", "", "Dental (D)", "other_schedule", None, None)
    index = SearchIndex.build([bare], fingerprint="")
    assert index.search("d01") == [bare]
