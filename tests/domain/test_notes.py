import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rvuedge_desktop.domain.notes import patient_identifier_in


@pytest.mark.parametrize(
    ("note", "what"),
    [
        ("MRN 123456", "medical record"),
        ("mrn: 4432", "medical record"),
        ("MRN#A12-3345", "medical record"),
        ("chart no. 88123", "medical record"),
        ("pt id 77812", "medical record"),
        ("00012345", "medical record"),
        ("seen again, E1234567", "medical record"),
        ("１２３４５６７８", "medical record"),
        ("123-45-6789", "Social Security"),
        ("ssn 1234", "Social Security"),
        ("DOB 3/4/52", "birth"),
        ("born 1950", "birth"),
        ("date of birth: 7 May", "birth"),
        ("03/14/1952", "date"),
        ("14.3.1952", "date"),
        ("1952-03-14", "date"),
        ("March 14, 1952", "date"),
        ("14 Mar 1952", "date"),
        ("call (555) 123-4567", "phone"),
        ("555-123-4567", "phone"),
        ("tel 555-1234", "phone"),
        ("jane.doe@example.org", "e-mail"),
        ("Name: Jane", "name"),
        ("pt name = jd", "name"),
        ("Patient: Jane Doe", "name"),
        ("Mrs. Doe", "name"),
    ],
)
def test_what_looks_like_an_identifier_is_named_but_never_repeated(note: str, what: str) -> None:
    sentence = patient_identifier_in(note)
    assert sentence is not None
    assert what in sentence
    assert "leave it out" in sentence
    for found in re.findall(r"\d{3,}|Jane|Doe", note):
        assert found not in sentence


@pytest.mark.parametrize(
    "note",
    [
        "",
        "3 cm lesion",
        "2 vials",
        "15 min",
        "ICD K80.20",
        "99213 and 99214",
        "45378-53",
        "BP 120/80",
        "fusion C5/6/7",
        "level L4-5, 2 of 3",
        "4 x 3 x 2 cm",
        "heparin 100000 units",
        "1,500,000 units",
        "lot 1234567",
        "NDC 00143925010",
        "NDC 0143-9250-10",
        "brand name: Pitocin",
        "patient: stable",
        "born at 39 weeks",
        "case 12345",
        "fin 12 cm",
    ],
)
def test_ordinary_numbers_pass(note: str) -> None:
    assert patient_identifier_in(note) is None


@given(st.text())
def test_any_note_gets_an_answer(note: str) -> None:
    sentence = patient_identifier_in(note)
    assert sentence is None or sentence.endswith("patient is.")


@given(st.text(alphabet="ab ,;\n"), st.integers(10**5, 10**9))
def test_a_record_number_is_seen_anywhere(around: str, number: int) -> None:
    assert patient_identifier_in(f"{around} MRN {number} {around}") is not None
