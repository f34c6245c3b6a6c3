import pytest

from rvuedge_desktop.domain.codes import (
    Family,
    family_of,
    is_code_shape,
    is_drug_code,
    is_modifier_shape,
    section_of,
)


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("99213", Family.CPT_I),
        ("00100", Family.CPT_ANESTHESIA),
        ("01999", Family.CPT_ANESTHESIA),
        ("02000", Family.CPT_I),
        ("3074F", Family.CPT_II),
        ("0446T", Family.CPT_III),
        ("0002M", Family.CPT_MAAA),
        ("0001U", Family.CPT_PLA),
        ("J2590", Family.J_CODE),
        ("D0120", Family.D_CODE),
        ("9921", Family.OTHER),
        ("992133", Family.OTHER),
        ("I1234", Family.OTHER),
        ("٩٩٢١٣", Family.OTHER),
    ],
)
def test_family_by_shape(code: str, family: Family) -> None:
    assert family_of(code) is family
    assert is_code_shape(code) is (family is not Family.OTHER)


def test_modifier_shape() -> None:
    assert is_modifier_shape("26")
    assert is_modifier_shape("XU")
    assert not is_modifier_shape("2")
    assert not is_modifier_shape("rt")


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("43644", "Surgery: digestive"),
        ("99213", "Evaluation and management"),
        # Telemedicine visits stand in Medicine by number (domain reference 7.2).
        ("98005", "Evaluation and management"),
        ("96365", "Medicine"),
        ("99500", "Medicine"),
        ("69990", "Surgery: operating microscope"),
        ("J2590", "Drugs (J)"),
        ("0001F", "Performance measures"),
        ("00104", "Anesthesia"),
    ],
)
def test_section_by_range(code: str, section: str) -> None:
    assert section_of(code) == section


def test_drugs_by_code() -> None:
    assert is_drug_code("J2590")
    assert is_drug_code("Q5103")
    assert is_drug_code("90686")
    assert not is_drug_code("Q0091")
    assert not is_drug_code("96365")
    assert not is_drug_code("G0439")
