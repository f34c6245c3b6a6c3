"""Spelling repair against a plain edit distance, and words by sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rvuedge_desktop.catalog.bitmaps import lowest
from rvuedge_desktop.catalog.repair import (
    COMPARED_LETTERS,
    SlipFinder,
    letter_sections,
    letters_from,
    letters_of,
)
from rvuedge_desktop.catalog.sounds import sound

VOCABULARY = [
    *("abcess", "abscess", "ankle", "biopsy", "cesarean", "cholecystectomy", "colon"),
    *("colonoscopy", "colposcopy", "ear", "esophagogastroduodenoscopy", "hernia"),
    *("hysterectomy", "knee", "oophorectomy", "oxytocin", "vein"),
]


def distances(typed: str, word: str) -> list[int]:
    """Slips between `typed` and each beginning of `word` (optimal string alignment)."""
    table = [[*range(len(word) + 1)]]
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(word, 1):
            best = min(table[-1][j] + 1, row[-1] + 1, table[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                best = min(best, table[-2][j - 2] + 1)
            row.append(best)
        table.append(row)
    return table[-1]


def found(bitmap: int, vocabulary: list[str]) -> set[str]:
    return {vocabulary[number] for number in lowest(bitmap, len(vocabulary))}


letters = st.text("aceinosty", min_size=1, max_size=COMPARED_LETTERS)


def slipped(word: str, data: st.DataObject) -> str:
    """`word` with two letters swapped, or one left out, put in or changed, or its end missing."""
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("aceinosty"))
    return data.draw(
        st.sampled_from(
            [
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[: at + 1],
            ]
        )
    )


@settings(max_examples=300)
@given(st.lists(letters, min_size=1, max_size=12, unique=True), letters, st.data())
def test_repair_is_the_edit_distance(
    vocabulary: list[str], typed: str, data: st.DataObject
) -> None:
    if data.draw(st.integers(0, 3)):
        typed = data.draw(st.sampled_from(vocabulary))
        for _ in range(data.draw(st.integers(0, 2))):
            typed = slipped(typed, data) or typed
    finder = SlipFinder(*letters_of(vocabulary))
    # Typed letter by letter, as a user does, then as one.
    for end in range(1, len(typed)):
        finder.find(typed[:end])
    repairs = finder.find(typed[:COMPARED_LETTERS])
    assert repairs == SlipFinder(*letters_of(vocabulary)).find(typed[:COMPARED_LETTERS])
    table = {word: distances(typed[:COMPARED_LETTERS], word) for word in vocabulary}
    for slips, whole, begun in (
        (0, repairs.whole_0, repairs.begun_0),
        (1, repairs.whole_1, repairs.begun_1),
        (2, repairs.whole_2, repairs.begun_2),
    ):
        assert found(whole, vocabulary) == {w for w in vocabulary if table[w][-1] <= slips}
        assert found(begun, vocabulary) == {w for w in vocabulary if min(table[w]) <= slips}
    assert repairs.ended_1 & ~repairs.begun_1 == 0
    assert repairs.ended_2 & ~repairs.begun_2 == 0


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("colonscopy", "colonoscopy"),
        ("colonosocpy", "colonoscopy"),
        ("kolonoscopi", "colonoscopy"),
        ("cholecystectmy", "cholecystectomy"),
        ("hystercetomy", "hysterectomy"),
        ("esophagogastroduodenoscpy", "esophagogastroduodenoscopy"),
    ],
)
def test_slips_in_known_words(typed: str, word: str) -> None:
    finder = SlipFinder(*letters_of(VOCABULARY))
    repairs = finder.find(typed)
    assert word in found(repairs.whole_2 | repairs.begun_2, VOCABULARY)


def test_words_that_only_keep_a_number_are_never_found() -> None:
    finder = SlipFinder(*letters_of(["", "ear", ""]))
    repairs = finder.find("er")
    assert found(repairs.begun_2, ["", "ear", ""]) == {"ear"}
    assert not any(finder.find(""))


def test_the_kept_form_gives_the_same_sets() -> None:
    kept = letter_sections("x", VOCABULARY)
    again = letters_from(kept["x.keys"].decode(), memoryview(kept["x.bitmaps"]), len(VOCABULARY))
    assert again == letters_of(VOCABULARY)


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("sefazolin", "cefazolin"),
        ("kolonoscopi", "colonoscopy"),
        ("flebotomy", "phlebotomy"),
        ("hemorage", "hemorrhage"),
        ("numonia", "pneumonia"),
        ("kolesistektomy", "cholecystectomy"),
        ("tonsilektomy", "tonsillectomy"),
        ("soriasis", "psoriasis"),
        ("zyloid", "xyloid"),
    ],
)
def test_words_that_sound_alike(heard: str, written: str) -> None:
    assert sound(heard) == sound(written)


@given(st.text())
def test_any_word_has_a_sound_or_none(word: str) -> None:
    assert sound(sound(word)).isascii()
