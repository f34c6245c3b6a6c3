"""Applying a theme, fonts, icons and sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.ui import theme
from rvuedge_desktop.ui.theme import style_sheet

ICONS = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
NEEDED = [
    "log",
    "summary",
    "codes",
    "reconcile",
    "contract",
    "settings",
    "search",
    "add",
    "undo",
    "redo",
    "delete",
    "edit",
    "copy",
    "star",
    "star-filled",
    "calendar",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevron-down",
    "drug",
    "warning",
    "error",
    "info",
    "check",
    "import",
    "export",
    "print",
    "close",
    "filter",
    "sun",
    "moon",
    "book",
    "database",
    "lock",
    "command",
]


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication):
    yield
    theme.apply_theme(qapp, "light")


def test_apply_changes_palette_and_tells(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply_theme(qapp, "light")
    with qtbot.waitSignal(theme.theme_signals().changed) as told:
        dark = theme.apply_theme(qapp, "dark")
    assert told.args == [dark]
    assert theme.current_theme() is dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == dark.window
    assert dark.window in qapp.styleSheet()


def test_applying_twice_tells_once(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply_theme(qapp, "dark")
    with qtbot.assertNotEmitted(theme.theme_signals().changed):
        theme.apply_theme(qapp, "dark")


def test_system_follows_the_hint(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"scheme": "dark"}
    module = "rvuedge_desktop.ui.theme.apply.system_theme_name"
    monkeypatch.setattr(module, lambda app: answers["scheme"])
    assert theme.apply_theme(qapp, "system").name == "dark"
    answers["scheme"] = "light"
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert theme.current_theme().name == "light"


def test_a_forced_theme_ignores_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rvuedge_desktop.ui.theme.apply.system_theme_name", lambda app: "dark")
    theme.apply_theme(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert theme.current_theme().name == "light"


def test_style_sheet_leaves_no_placeholder() -> None:
    for name in theme.THEME_NAMES:
        assert "@" not in style_sheet.build_style_sheet(theme.load_theme(name))


def test_figures_have_one_width(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    metrics = QFontMetricsF(theme.figures_font())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_sizes_are_on_the_grid(qapp: QApplication) -> None:
    assert theme.row_height() % theme.GRID == 0
    assert theme.row_height() > theme.text_height()
    assert theme.control_height() % theme.GRID == 0
    assert theme.icon_size() % 2 == 0
    assert [theme.on_grid(x) for x in (0, 0.2, 4, 4.1, 17)] == [0, 4, 4, 8, 20]


def test_missing_fonts_are_no_matter(
    qapp: QApplication, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rvuedge_desktop.ui.theme import fonts

    monkeypatch.setattr(fonts, "_loaded", None)
    monkeypatch.setattr("rvuedge_desktop.resources.resource_path", lambda *parts: tmp_path / "none")
    assert not fonts.load_fonts()
    assert fonts.program_font(qapp.font()).pointSizeF() >= 10


def test_all_icons_are_there() -> None:
    assert set(NEEDED) <= set(ICONS)


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_one_set(name: str) -> None:
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke="currentColor" stroke-width="1.75"' in text
    assert "#" not in text


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_icons_are_drawn_at_the_pixels_asked_for(
    qapp: QApplication, name: str, ratio: float
) -> None:
    drawn = theme.icon(name).pixmap(QSize(16, 16), ratio)
    assert drawn.size() == QSize(round(16 * ratio), round(16 * ratio))
    image = drawn.toImage()
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 60
    ]
    assert inked


def test_icons_follow_theme_state_and_mode(qapp: QApplication) -> None:
    icon = theme.icon("check", "ink", "accent")

    def color(mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> str:
        image = icon.pixmap(QSize(96, 96), 1.0, mode, state).toImage()
        solid = (
            image.pixelColor(x, y)
            for x in range(96)
            for y in range(96)
            if image.pixelColor(x, y).alpha() == 255
        )
        return next(solid).name()

    for name in theme.THEME_NAMES:
        now = theme.apply_theme(qapp, name)
        assert color() == now.ink
        assert color(state=QIcon.State.On) == now.accent
        assert color(QIcon.Mode.Disabled) == now.faint


def test_an_unknown_icon_fails_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


def test_set_kind_can_be_changed(qtbot: QtBot) -> None:
    button = QPushButton("Log")
    qtbot.addWidget(button)
    theme.set_kind(button, "primary")
    assert button.property("kind") == "primary"
    theme.set_kind(button, "quiet")
    assert button.property("kind") == "quiet"
