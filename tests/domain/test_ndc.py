"""NDCs to 11 digits: the examples of the domain reference, 5.4."""

from __future__ import annotations

import pytest

from rvuedge_desktop.domain.ndc import BadNdc, hyphenated, ndc11


@pytest.mark.parametrize(
    ("text", "eleven"),
    [
        ("0574-4072-05", "00574407205"),
        ("51655-089-52", "51655008952"),
        ("58118-1397-3", "58118139703"),
        ("0002-7597-01", "00002759701"),
        ("50242-040-62", "50242004062"),
        ("60575-4112-1", "60575411201"),
        ("68982-0840-01", "68982084001"),
        ("68982084001", "68982084001"),
        (" NDC 0002-7597-01 ", "00002759701"),
        ("ndc: 0002-7597-01", "00002759701"),
        ("N468982084001", "68982084001"),
        ("0002–7597–01", "00002759701"),
        ("0002 7597 01", "00002759701"),
    ],
)
def test_every_form_becomes_11_digits(text: str, eleven: str) -> None:
    assert ndc11(text) == eleven


def test_ten_digits_without_hyphens_are_refused_with_what_they_could_be() -> None:
    with pytest.raises(BadNdc, match="ambiguous") as caught:
        ndc11("0574407205")
    assert caught.value.candidates == ("00574407205", "05744007205", "05744072005")
    assert "00574-4072-05, 05744-0072-05 or 05744-0720-05" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "10 or 11 digits"),
        ("0574-4072", "2 parts"),
        ("0574-4072-05-1", "4 parts"),
        ("057-4072-05", "3-4-2"),
        ("0574-407-05", "4-3-2"),
        ("057440720512", "12 digits"),
        ("1234", "4 digits"),
        ("0574-4O72-05", "not an NDC"),
        ("٠٥٧٤-4072-05", "not an NDC"),
        ("9" * 500, "10 or 11 digits"),
    ],
)
def test_what_is_no_ndc_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(BadNdc, match=says) as caught:
        ndc11(text)
    assert str(caught.value).endswith(".")


def test_eleven_digits_are_shown_in_three_parts() -> None:
    assert hyphenated("68982084001") == "68982-0840-01"
