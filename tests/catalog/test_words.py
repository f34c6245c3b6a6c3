"""Cutting texts into words, and the table of short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.catalog.abbreviations import ABBREVIATIONS
from rvuedge_desktop.catalog.words import (
    MAX_QUERY_WORDS,
    MAX_WORD_LENGTH,
    phrase,
    query_words,
    singular,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lap gastric bypass/roux-en-y", ["lap", "gastric", "bypass", "roux-en-y"]),
        ("Anes px w/o pump", ["anes", "px", "without", "pump"]),
        ("gland w/bx", ["gland", "with", "bx"]),
        ("I&D, i & d, I and D", ["i&d", "i&d", "i&d"]),
        ("i&", ["i&"]),
        ("ovary&tube", ["ovary", "tube"]),
        ("Bell's ＭＲＩ Ménière", ["bells", "mri", "meniere"]),
        ("foot/toe 3 cm/>", ["foot", "toe", "3", "cm"]),
        ("c/s C-SECTION", ["c-section", "c-section"]),
        ("x_ray", ["x", "ray"]),
        ("—-'’&/", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_phrases_open_hyphens() -> None:
    assert phrase("Roux-en-Y, (gastric)  BYPASS") == "roux en y gastric bypass"


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("biopsies", "biopsy"),
        ("abscesses", "abscess"),
        ("tendons", "tendon"),
        ("feet", "foot"),
        ("vertebrae", "vertebra"),
        ("pelvis", "pelvis"),
        ("uterus", "uterus"),
        ("abscess", "abscess"),
        ("gas", "gas"),
    ],
)
def test_singular(word: str, single: str) -> None:
    assert singular(word) == single


def test_long_queries_are_cut() -> None:
    assert len(query_words(" ".join(f"word{n}" for n in range(100)))) <= MAX_QUERY_WORDS
    assert all(len(word) <= MAX_WORD_LENGTH for word in query_words("x" * 5000))
    # A word cut at its hyphen must not leave an empty piece, which every word begins with.
    assert tokens("x" * (MAX_WORD_LENGTH - 1) + "-ray") == ["x" * (MAX_WORD_LENGTH - 1)]
    assert query_words("knee knee KNEE") == ["knee"]


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert all(word and " " not in word and "\n" not in word for word in tokens(text))
    assert tokens(" ".join(tokens(text))) == tokens(text) or "&" in text or " and " in text.lower()


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (["bx"], "biopsy"),
        (["biopsies"], "bx"),
        (["total", "knee", "arthroplasty"], "tka"),
        (["incision", "and", "drainage"], "i&d"),
        (["rpr"], "repair"),
        (["physical", "therapy"], "pt"),
        (["excise"], "excision"),
    ],
)
def test_short_forms_are_added(text: list[str], added: str) -> None:
    assert added in ABBREVIATIONS.added_to(text)


def test_a_form_that_means_many_things_is_not_opened() -> None:
    assert "physical" not in ABBREVIATIONS.added_to(["pt"])
    # Only CMS writes "rpr": a text with "repair" need not be found by it.
    assert "rpr" not in ABBREVIATIONS.added_to(["repair"])
    # The words of a phrase have to stand together.
    assert "tka" not in ABBREVIATIONS.added_to(["total", "ankle", "and", "knee", "arthroplasty"])
