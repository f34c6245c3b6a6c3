"""Every shipped theme is complete and readable (WCAG 2: 4.5:1 for text, 3:1 for marks)."""

from __future__ import annotations

from dataclasses import fields

import pytest

from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.ui.theme import THEME_NAMES, Theme, load_theme

TEXT = 4.5
MARK = 3.0
GROUNDS = ("window", "surface", "raised", "sunken", "rail", "hover", "selection")
WORDS = ("ink", "muted", "accent", "drug", "warning", "error", "good", "info")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=THEME_NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_contrast_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_readable_on_every_surface(theme: Theme, word: str, ground: str) -> None:
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= TEXT


@pytest.mark.parametrize("role", ["accent", "drug", "warning", "error", "good", "info"])
def test_text_is_readable_on_its_soft_ground(theme: Theme, role: str) -> None:
    assert contrast(getattr(theme, role), getattr(theme, f"{role}_soft")) >= TEXT


@pytest.mark.parametrize(
    ("word", "ground"),
    [
        ("ink", "chip"),
        ("muted", "chip"),
        ("ink", "pressed"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("info", "error_soft"),  # the way out on a problem chip
        ("running", "surface"),  # the right axis' labels
    ],
)
def test_other_text_is_readable(theme: Theme, word: str, ground: str) -> None:
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= TEXT


@pytest.mark.parametrize(
    "mark", ["border_strong", "focus", "bar", "bar_soft", "running", "goal", "previous"]
)
def test_marks_stand_out(theme: Theme, mark: str) -> None:
    ground = "sunken" if mark == "bar" else "surface"
    least = 2.5 if mark == "bar_soft" else MARK  # a filling behind text, not a mark
    assert contrast(getattr(theme, mark), getattr(theme, ground)) >= least


def test_field_edges_stand_out_on_the_window(theme: Theme) -> None:
    assert contrast(theme.border_strong, theme.window) >= MARK
    assert contrast(theme.focus, theme.window) >= MARK


def test_series_stand_out_and_differ(theme: Theme) -> None:
    assert len(set(theme.series)) == len(theme.series) >= 6
    for color in theme.series:
        assert contrast(color, theme.surface) >= MARK


def test_day_numbers_are_readable_on_heat(theme: Theme) -> None:
    assert len(theme.heat) == len(theme.on_heat) == 5
    for ground, word in zip(theme.heat, theme.on_heat, strict=True):
        assert contrast(ground, word) >= TEXT


def test_heat_goes_one_way(theme: Theme) -> None:
    steps = [contrast(color, theme.surface) for color in theme.heat]
    assert steps == sorted(steps)
    assert contrast(theme.heat[-1], theme.heat[0]) >= TEXT


def test_every_color_is_written_in_full(theme: Theme) -> None:
    for field in fields(Theme):
        value = getattr(theme, field.name)
        for color in value if isinstance(value, tuple) else [value]:
            if isinstance(color, str) and field.name != "name":
                assert len(color) == 7
                int(color[1:], 16)


def test_pictures_of_the_style_sheet_have_the_tokens_colors(theme: Theme) -> None:
    for name, role in (("down", "muted"), ("up", "muted"), ("check", "on_accent")):
        text = resource_path("themes", f"{theme.name}-{name}.svg").read_text(encoding="utf-8")
        assert f'stroke="{getattr(theme, role)}"' in text


def test_a_role_by_name() -> None:
    theme = load_theme("light")
    assert theme.color("drug").name() == theme.drug
    assert theme.color("no such role").name() == theme.ink
    assert theme.color("series").name() == theme.ink


def test_dark_says_it_is_dark() -> None:
    assert load_theme("dark").dark
    assert not load_theme("light").dark
