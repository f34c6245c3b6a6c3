"""The policy editor: shipped policies stay, copies are edited in place and tried at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.policies import CMS, FULL, CodeOverride, Effect, ModifierRule, RankBasis
from rvuedge_desktop.services.policy_files import policy_text
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.policy_rules import (
    EFFECT,
    EFFECTS,
    FACTOR,
    MODIFIER,
    SOURCE,
    PolicyRulesModel,
    read_factor,
)
from rvuedge_desktop.ui.pages import policy_editor
from rvuedge_desktop.ui.pages.policy_editor import PolicyEditor, free_name
from rvuedge_desktop.ui.pages.policy_switches import read_shares
from rvuedge_desktop.ui.pages.terms import Terms, read_terms


def ask(qtbot: QtBot, desk: Desk, work: Callable[[Any], Any]) -> Any:
    done: list[Any] = []
    desk.ask(work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return done[0]


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> Iterator[PolicyEditor]:
    editor = PolicyEditor(desk)
    qtbot.addWidget(editor)
    editor.changed.connect(lambda _days: desk.ask(read_terms, editor.show_terms))
    editor.resize(1120, 700)
    editor.show()
    editor.show_terms(ask(qtbot, desk, read_terms))
    yield editor
    editor.hide()


def test_a_shipped_policy_is_read_and_not_edited(editor: PolicyEditor) -> None:
    editor.choose("cms")
    view = editor.view
    assert view.general.isVisible()
    assert not view.switches.isVisible()
    assert not view.adding.isVisible()
    model = view.rules.rules
    row = model.row_of("62")
    assert model.index(row, EFFECT).data() == "Counts 62.5%."
    assert model.index(row, FACTOR).data() == "0.625"
    assert "AAPC" in model.index(row, SOURCE).data()
    assert not model.index(row, FACTOR).flags() & Qt.ItemFlag.ItemIsEditable
    assert not view.remove.isEnabled()
    editor.choose("full")
    assert view.no_modifiers.isVisible()


def test_a_copy_is_edited_tried_and_saved(qtbot: QtBot, editor: PolicyEditor, desk: Desk) -> None:
    editor.choose("cms")
    view = editor.view
    qtbot.waitUntil(lambda: view.example.figure.text() == "14.69")
    view.copy.click()
    QTest.keyClicks(view.title_field, "Ours")
    assert view.title_field.text() == "Ours"
    view.switches.basis.setCurrentIndex(0)
    qtbot.waitUntil(lambda: view.example.figure.text() == "19.16")
    assert ask(qtbot, desk, lambda program: program.store.policy_texts()) == {}
    view.switches.basis.setCurrentIndex(2)
    view.switches.shares.clear()
    QTest.keyClicks(view.switches.shares, "100 50 25")
    view.switches.statuses.setText("")
    QTest.keyClicks(view.switches.statuses, "b r")
    view.switches.drugs.click()
    view.switches.roles["resident"].click()
    editor.save()
    name = editor.policy().name
    qtbot.waitUntil(lambda: not editor.has_unsaved())
    kept = ask(qtbot, desk, lambda program: program.evaluator.policies[name])
    assert (kept.title, kept.rank_basis) == ("Ours", RankBasis.WORK)
    assert kept.rank_factors == (Decimal("1"), Decimal("0.5"), Decimal("0.25"))
    assert kept.uncredited_statuses == {"B", "R"}
    assert kept.uncredited_roles == {"resident"}
    assert not kept.drug_administration
    assert not view.bar.isVisible()


def test_rules_are_edited_in_their_cells_by_keyboard(qtbot: QtBot, editor: PolicyEditor) -> None:
    editor.choose("cms")
    editor.copy()
    table = editor.view.rules
    row = table.rules.row_of("62")
    table.setFocus()
    table.setCurrentIndex(table.rules.index(row, FACTOR))
    QTest.keyClick(table, Qt.Key.Key_Return)
    field = table.findChild(QLineEdit)
    assert field is not None
    field.setText("70%")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor.policy().rule("62") == ModifierRule(
        Effect.FACTOR, Decimal("0.7"), CMS.rule("62").source
    )
    table.setCurrentIndex(table.rules.index(row, EFFECT))
    table.edit(table.rules.index(row, EFFECT))
    combo = table.findChild(QComboBox)
    assert combo is not None
    combo.setCurrentIndex(EFFECTS.index(Effect.BY_REPORT))
    combo.activated.emit(combo.currentIndex())
    assert editor.policy().rule("62").effect is Effect.BY_REPORT
    QApplication.processEvents()
    table.setFocus()
    table.setCurrentIndex(table.rules.index(row, EFFECT))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "62" not in editor.policy().modifiers


def test_a_modifier_of_ones_own_can_be_added_once(qtbot: QtBot, editor: PolicyEditor) -> None:
    editor.copy()
    QTest.keyClicks(editor.view.modifier, "zz")
    QTest.keyClick(editor.view.modifier, Qt.Key.Key_Return)
    model = editor.view.rules.rules
    row = model.row_of("ZZ")
    assert editor.policy().modifiers["ZZ"] == ModifierRule()
    assert model.setData(model.index(row, FACTOR), "0.9")
    assert model.setData(model.index(row, SOURCE), "letter of May 2")
    assert editor.policy().rule("ZZ") == ModifierRule(
        Effect.FACTOR, Decimal("0.9"), "letter of May 2"
    )
    with qtbot.waitSignal(model.problem):
        model.add("ZZ")
    with qtbot.waitSignal(model.problem):
        model.add("?")
    with qtbot.waitSignal(model.problem):
        assert not model.setData(model.index(row, FACTOR), "62.5")


def test_a_value_agreed_for_a_code_belongs_to_the_policy(
    qtbot: QtBot, editor: PolicyEditor
) -> None:
    editor.copy()
    values = editor.view.values
    values.code.setText("47562")
    values.work.setText("12")
    values.reason.setText("agreed")
    values.add.click()
    value = CodeOverride("47562", Decimal("12"), "agreed")
    assert editor.policy().overrides == {("47562", ""): value}
    qtbot.waitUntil(lambda: "Your value" in editor.view.example.lines.text())
    values.table.selectRow(0)
    values.remove.click()
    assert editor.policy().overrides == {}


def test_what_cannot_be_understood_is_said_in_the_example(
    qtbot: QtBot, editor: PolicyEditor
) -> None:
    example = editor.view.example
    example.field.setText("10060 gibberish")
    QTest.keyClick(example.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "is not a code" in example.lines.text())
    assert example.figure.text() == "1.19"


def test_a_switch_that_is_half_typed_is_not_saved(qtbot: QtBot, editor: PolicyEditor) -> None:
    editor.choose("cms")
    editor.copy()
    editor.view.switches.shares.clear()
    QTest.keyClicks(editor.view.switches.shares, "half")
    editor.save()
    assert editor.view.bar.text.property("tone") == "error"
    assert editor.policy().rank_factors == CMS.rank_factors
    editor.discard()
    assert not editor.has_unsaved()


def test_a_policy_in_use_is_not_removed(
    qtbot: QtBot, editor: PolicyEditor, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from rvuedge_desktop.domain.contracts import Contract
    from rvuedge_desktop.services.contracts import add_contract

    editor.copy()
    name = editor.policy().name
    editor.save()
    qtbot.waitUntil(lambda: not editor.has_unsaved())
    contract = Contract("Riverside", date(2026, 1, 1), policy=name)
    ask(qtbot, desk, lambda program: add_contract(program.store, program.evaluator, contract))
    editor.show_terms(ask(qtbot, desk, read_terms))
    editor.choose(name)
    monkeypatch.setattr(policy_editor, "is_sure", lambda *_: True)
    with qtbot.waitSignal(desk.problem) as said:
        editor.view.remove.click()
    assert "Riverside credits with" in said.args[0]


def test_a_policy_comes_from_a_file_under_a_free_name(
    editor: PolicyEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "theirs.toml"
    file.write_text(policy_text(CMS), encoding="utf-8")
    monkeypatch.setattr(policy_editor, "ask_to_read", lambda *_: file)
    monkeypatch.setattr(policy_editor, "ask_to_write", lambda *_: tmp_path / "out.toml")
    editor.read_file()
    assert editor.policy().name == "cms-payment-style"
    assert editor.policy().modifiers == CMS.modifiers
    editor.write_file()
    assert 'name = "cms-payment-style"' in (tmp_path / "out.toml").read_text(encoding="utf-8")


def test_the_example_goes_under_the_policy_in_a_narrow_window(
    qtbot: QtBot, editor: PolicyEditor
) -> None:
    assert editor.view.reading.orientation() == Qt.Orientation.Horizontal
    editor.resize(740, 500)
    qtbot.waitUntil(lambda: editor.view.reading.orientation() == Qt.Orientation.Vertical)
    assert not editor.view.example.remark.isVisible()


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = PolicyRulesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_policy(CMS, Terms().modifier_text, editable=True)
    assert model.rowCount() == len(CMS.modifiers)
    assert model.index(0, MODIFIER).data() == "54"
    model.show_policy(FULL, str, editable=False)
    assert model.rowCount() == 0
    assert model.modifier(-1) is None


@pytest.mark.parametrize(
    ("text", "factor"),
    [("0.625", "0.625"), ("62.5%", "0.625"), ("0,5", "0.5"), ("62.5", None), ("nan", None)],
)
def test_factors_as_typed(text: str, factor: str | None) -> None:
    assert read_factor(text) == (None if factor is None else Decimal(factor))


def test_shares_as_typed() -> None:
    assert read_shares("100 50, 25%") == (Decimal("1"), Decimal("0.5"), Decimal("0.25"))
    assert read_shares("62,5") == (Decimal("0.625"),)
    assert read_shares("") is None
    assert read_shares("a lot") is None


def test_names_for_the_command_line_are_free_and_plain() -> None:
    assert free_name("Our Plan, 2026", set()) == "our-plan-2026"
    assert free_name("Ours", {"ours"}) == "ours-2"
    assert free_name("…", set()) == "policy"
    assert len(free_name("x" * 90, set())) <= 40
