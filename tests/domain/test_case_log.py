"""Cases by role and category. Figures: domain reference 6.1."""

from __future__ import annotations

import pytest

from rvuedge_desktop.domain.case_log import (
    CaseLine,
    CaseRole,
    CaseTable,
    Category,
    Choice,
    category_counts,
    credited_cases,
    major_cases,
    role_of,
)
from rvuedge_desktop.domain.profiles import Profile, is_npi
from rvuedge_desktop.exchange.case_table import (
    BadCaseTable,
    case_table_from_csv,
    case_table_to_csv,
)
from rvuedge_desktop.resources import resource_path

TABLE = case_table_from_csv(
    "General surgery",
    resource_path("case_logs", "general-surgery.csv").read_text(encoding="utf-8"),
)


def line(entry: int, session: int, code: str, role: str = "SJ", work: int = 100) -> CaseLine:
    return CaseLine(entry, session, code, role, work)


def counts(lines: list[CaseLine], choices: dict[int, Choice] | None = None) -> dict[str, int]:
    found = category_counts(TABLE, credited_cases(TABLE, lines, choices or {}))
    return {count.category.name: count.logged for count in found if count.logged}


def test_the_shipped_figures_are_those_of_the_reference() -> None:
    minimums = {category.name: category.minimum for category in TABLE.categories}
    assert minimums == {
        "Total major cases": 850,
        "Chief year": 200,
        "Alimentary tract": 180,
        "Biliary": 85,
        "Hernia": 85,
        "Abdominal": 250,
        "Breast": 40,
        "Head and neck": 25,
        "Skin and soft tissue": 25,
    }
    assert all(category.source for category in TABLE.categories)
    assert case_table_from_csv("General surgery", case_table_to_csv(TABLE)) == TABLE


def test_an_operation_is_one_case_however_many_codes_it_has() -> None:
    operation = [line(1, 7, "49505", work=788), line(2, 7, "47562", work=1021)]
    (case,) = credited_cases(TABLE, operation, {})
    assert (case.code, case.category) == ("47562", "Biliary")
    assert counts(operation) == {"Total major cases": 1, "Biliary": 1, "Abdominal": 1}


def test_the_user_chooses_what_counts() -> None:
    operation = [line(1, 7, "49505"), line(2, 7, "47562", work=1021)]
    assert counts(operation, {7: Choice(1)})["Hernia"] == 1
    assert counts(operation, {7: Choice(None)}) == {}
    assert counts(operation, {7: Choice(1, "Breast", "SC")}) == {
        "Total major cases": 1,
        "Chief year": 1,
        "Breast": 1,
    }


def test_only_roles_of_a_case_log_make_cases() -> None:
    assert counts([line(1, 1, "47562", "62"), line(2, 2, "47562", "")]) == {}
    assert counts([line(1, 1, "47562", "FA")]) == {}
    assert counts([line(1, 1, "47562", "surgeon chief")])["Chief year"] == 1


def test_fifty_teaching_cases_are_major() -> None:
    lines = [line(number, number, "47562", "TA") for number in range(1, 61)]
    cases = credited_cases(TABLE, lines, {})
    assert (len(cases), len(major_cases(cases))) == (60, 50)
    assert counts(lines)["Biliary"] == 50


def test_what_remains() -> None:
    found = category_counts(TABLE, credited_cases(TABLE, [line(1, 1, "19301")], {}))
    breast = next(count for count in found if count.category.name == "Breast")
    assert (breast.logged, breast.remaining) == (1, 39)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("SC", CaseRole.CHIEF),
        ("ta", CaseRole.TEACHING),
        ("First-assistant", CaseRole.FIRST_ASSISTANT),
    ],
)
def test_roles_as_they_are_typed(text: str, role: CaseRole) -> None:
    assert role_of(text) is role
    assert role_of(f"{text}x") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name,codes\nx,47562\n",
        "category,minimum\n,5\n",
        "category,minimum\nx,many\n",
        "category,minimum\nx,1\nx,2\n",
        "category,minimum,parent\nx,1,y\n",
        "category,minimum,codes\nx,1,47562-4\n",
        "category,minimum,codes\nx,1,47600-47562\n",
        "category,minimum,roles\nx,1,XX\n",
    ],
)
def test_tables_that_cannot_be_used(text: str) -> None:
    with pytest.raises(BadCaseTable):
        case_table_from_csv("x", text)


def test_a_ring_of_categories_is_refused() -> None:
    with pytest.raises(ValueError, match="itself"):
        CaseTable("x", (Category("a", parent="b"), Category("b", parent="a")))


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("1234567893", True),  # the example of the NPI's own check digit rule
        ("1234567890", False),
        ("1234567983", False),
        ("2234567893", False),
        ("3234567891", False),
        ("123456789", False),
        ("１234567893", False),
        ("", False),
    ],
)
def test_the_check_digit_of_an_npi(text: str, valid: bool) -> None:
    assert is_npi(text) is valid


def test_every_single_digit_slip_is_found() -> None:
    number = "1234567893"
    for place in range(10):
        for digit in "0123456789":
            if digit != number[place]:
                assert not is_npi(number[:place] + digit + number[place + 1 :])


def test_profiles() -> None:
    assert Profile("Ada Ito", "MD").text == "Ada Ito, MD"
    with pytest.raises(ValueError, match="NPI"):
        Profile("Ada Ito", npi="1234567890")
    with pytest.raises(ValueError, match="name"):
        Profile(" ")
