"""Parts of a code's page: links that fit, lists that are filled anew, sections that go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.services.page_parts import BillingPoint, NamedCode, Question, RelatedGroup
from rvuedge_desktop.ui.widgets.code_view_parts import (
    BillingSection,
    LinkList,
    QuestionsSection,
    RelatedSection,
)

LONG = NamedCode("45385", "Colonoscopy & removal of one or more polyps by snare, however many")


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1000, 600)
    parent.show()
    yield parent
    parent.hide()


def shown(widget: QWidget) -> list[str]:
    buttons = widget.findChildren(QPushButton)
    return [button.text() for button in buttons if button.isVisibleTo(widget)]


def test_links_are_filled_anew(parent: QWidget) -> None:
    links = LinkList(parent)
    links.resize(800, 200)
    links.set_codes([LONG, NamedCode("99213", "Office visit")])
    assert [text[:5] for text in shown(links)] == ["45385", "99213"]
    links.set_codes([NamedCode("43644")])
    assert shown(links) == ["43644"]
    links.set_codes([])
    assert links.isHidden()


def test_a_long_name_is_shortened_and_told_whole(parent: QWidget) -> None:
    links = LinkList(parent)
    links.set_codes([LONG])
    links.resize(900, 60)
    (button,) = links.findChildren(QPushButton)
    assert button.text().replace("&&", "&") == f"45385  {LONG.name}"
    links.resize(260, 60)
    assert button.text().endswith("…")
    assert links.minimumSizeHint().width() <= 260
    assert button.toolTip() == f"45385  {LONG.name}"
    assert button.accessibleName() == f"Open 45385  {LONG.name}"


def test_links_tell_which_code_was_meant(qtbot: QtBot, parent: QWidget) -> None:
    section = BillingSection("Billing", parent)
    section.show_points([BillingPoint("Giving it", "By vein.", (NamedCode("96365", "Drip"),))])
    opened: list[str] = []
    logged: list[str] = []
    section.links.code_clicked.connect(opened.append)
    section.links.log_clicked.connect(logged.append)
    qtbot.keyClick(section.findChildren(QPushButton)[0], Qt.Key.Key_Space)
    qtbot.keyClick(section.findChildren(QToolButton)[0], Qt.Key.Key_Space)
    assert (opened, logged) == (["96365"], ["96365"])
    section.show_points([])
    assert section.isHidden()


def test_questions_and_groups_come_and_go(parent: QWidget) -> None:
    questions = QuestionsSection("Questions", parent)
    questions.show_questions([Question("Why?", "So."), Question("How?", "Thus.")])
    questions.show_questions([Question("When?", "Now.")])
    labels = [pair[0].text() for pair in questions._pairs if not pair[0].isHidden()]
    assert labels == ["When?"]
    related = RelatedSection("Related codes", parent)
    related.show_groups([RelatedGroup("Open form", (LONG,)), RelatedGroup("Alike", (LONG,))])
    related.show_groups([RelatedGroup("Alike", (LONG,))])
    titles = [title.text() for title, _ in related._groups if not title.isHidden()]
    assert titles == ["Alike"]
    assert len(shown(related)) == 1
