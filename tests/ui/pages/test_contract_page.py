"""The Contract page: contracts, own values, and what a change would do to the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.contracts import Contract, MissingCode, Site
from rvuedge_desktop.domain.policies import CodeOverride
from rvuedge_desktop.services.contracts import contract_text
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.pages import contracts_part, term_files
from rvuedge_desktop.ui.pages.contract_page import ContractPage
from rvuedge_desktop.ui.pages.contract_text import ContractText, read_contract, text_of
from rvuedge_desktop.ui.widgets.date_field import day_in

RIVERSIDE = Contract(
    "Riverside",
    date(2026, 1, 1),
    employer="Riverside Health",
    sites=(Site("main", "22"), Site("clinic", "11")),
    career_stage="Attending",
    fte=Decimal("0.80"),
    policy="cms",
    terms="kept as they are",
)


def ask(qtbot: QtBot, desk: Desk, work: Callable[[Any], Any]) -> Any:
    done: list[Any] = []
    desk.ask(work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return done[0]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[ContractPage]:
    page = ContractPage(desk)
    qtbot.addWidget(page)
    page.resize(1120, 700)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: bool(page.terms.policies))
    yield page
    page.hide()


def fill(page: ContractPage, name: str = "Riverside", first: str = "2026-01-01") -> None:
    form = page.view.contracts.view.form.view
    form.name.setText(name)
    form.first.setText(first)


def save(qtbot: QtBot, page: ContractPage) -> None:
    before = page.terms
    page.save()
    qtbot.waitUntil(lambda: page.terms is not before)


def test_without_a_contract_full_credit_is_in_force(page: ContractPage) -> None:
    view = page.view.contracts.view
    assert view.stack.currentWidget() is view.empty
    assert view.empty.accessibleName() == "Full credit by date of service is in force"
    assert view.empty.button.text() == "Add contract"


def test_a_contract_is_added_and_nothing_in_it_is_guessed(
    qtbot: QtBot, page: ContractPage, desk: Desk
) -> None:
    view = page.view.contracts.view
    view.empty.button.click()
    form = view.form.view
    assert form.name.text() == form.first.text() == form.last.text() == form.employer.text() == ""
    assert form.policy.currentData() == "full"
    fill(page)
    form.sites.add_row()
    row = form.sites.rows()[0]
    QTest.keyClicks(row.name, "clinic")
    row.place.setCurrentIndex(row.place.findData("11"))
    assert row.kind.text() == "Not a facility"
    row.place.setCurrentIndex(row.place.findData("22"))
    assert row.kind.text() == "Facility"
    form.policy.setCurrentIndex(form.policy.findData("cms"))
    assert "two surgeons" in form.sentences.text().casefold()
    save(qtbot, page)
    (kept,) = ask(qtbot, desk, lambda program: program.store.contracts())
    assert (kept.name, kept.first_day, kept.last_day) == ("Riverside", date(2026, 1, 1), None)
    assert (kept.policy, kept.sites) == ("cms", (Site("clinic", "22"),))
    assert not view.bar.isVisible()
    assert not page.has_unsaved()


def test_what_does_not_do_is_said_at_its_field_and_nothing_is_kept(
    qtbot: QtBot, page: ContractPage, desk: Desk
) -> None:
    view = page.view.contracts.view
    page.view.contracts.add()
    fill(page, first="soon")
    view.form.view.fte.setText("3")
    page.save()
    problems = view.form.view.problems
    assert problems["first"].text() == "“soon” is not a date."
    assert "2.00" in problems["fte"].text()
    assert view.bar.text.property("tone") == "error"
    fill(page)
    view.form.view.fte.setText("0.5")
    save(qtbot, page)
    page.view.contracts.add()
    fill(page)
    page.save()
    qtbot.waitUntil(lambda: "There is a contract Riverside already" in view.bar.text.text())
    assert page.has_unsaved()
    assert len(ask(qtbot, desk, lambda program: program.store.contracts())) == 1


def test_drafts_stay_with_their_contract_until_discarded(qtbot: QtBot, page: ContractPage) -> None:
    part = page.view.contracts
    part.add()
    fill(page)
    save(qtbot, page)
    part.copy()
    assert part.view.form.view.name.text() == "Riverside, copy"
    (first, second) = part.view.list.keys()
    part.view.list.choose(first)
    assert part.view.form.view.name.text() == "Riverside"
    part.view.list.choose(second)
    assert part.view.form.view.name.text() == "Riverside, copy"
    part.view.bar.discard.click()
    assert part.view.list.keys() == [first]
    assert not page.has_unsaved()


def test_pinning_shows_what_happens_to_codes_the_release_lacks(
    qtbot: QtBot, page: ContractPage, desk: Desk
) -> None:
    page.view.contracts.add()
    fill(page)
    form = page.view.contracts.view.form.view
    assert not form.lacking.isVisible()
    form.by_release.click()
    assert form.lacking.isVisible()
    form.release.setCurrentIndex(form.release.findData("RVU20A"))
    form.own.click()
    pinned = form.release.currentData()
    save(qtbot, page)
    (kept,) = ask(qtbot, desk, lambda program: program.store.contracts())
    assert (kept.pinned_release, kept.missing) == (pinned, MissingCode.OWN)


def test_lines_that_would_count_differently_are_counted_and_stay(
    qtbot: QtBot, page: ContractPage, desk: Desk
) -> None:
    day = date(2026, 5, 4)

    def log(program: Any) -> None:
        program.logbook.log_text("47562 49505 10060", today=day)

    ask(qtbot, desk, log)
    total = ask(qtbot, desk, lambda program: program.store.day_totals(day, day))
    page.view.contracts.add()
    fill(page)
    form = page.view.contracts.view.form.view
    form.policy.setCurrentIndex(form.policy.findData("cms"))
    save(qtbot, page)
    notice = page.view.notice
    qtbot.waitUntil(lambda: not notice.isHidden())
    assert notice.text.text().startswith("2 lines already logged would count differently now.")
    assert ask(qtbot, desk, lambda program: program.store.day_totals(day, day)) == total
    with qtbot.waitSignal(desk.go_to) as asked:
        notice.compare.click()
    assert asked.args == ["what_if", "reprice"]


def test_a_contract_comes_from_a_file_and_goes_to_one(
    qtbot: QtBot,
    page: ContractPage,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, target = tmp_path / "in.toml", tmp_path / "out.toml"
    source.write_text(contract_text(RIVERSIDE), encoding="utf-8")
    monkeypatch.setattr(contracts_part, "ask_to_read", lambda *_: source)
    monkeypatch.setattr(contracts_part, "ask_to_write", lambda *_: target)
    page.view.contracts.view.empty_file.click()
    save(qtbot, page)
    page.view.contracts.view.to_file.click()
    assert target.read_text(encoding="utf-8") == source.read_text(encoding="utf-8")
    source.write_text("name = 1", encoding="utf-8")
    with qtbot.waitSignal(desk.problem):
        page.view.contracts.read_file()
    with pytest.raises(term_files.FileProblem):
        term_files.read_text(tmp_path / "absent.toml")


def test_a_contract_is_removed_after_a_question(
    qtbot: QtBot, page: ContractPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.view.contracts.add()
    fill(page)
    save(qtbot, page)
    monkeypatch.setattr(contracts_part, "is_sure", lambda *_: False)
    page.view.contracts.view.remove.click()
    monkeypatch.setattr(contracts_part, "is_sure", lambda *_: True)
    page.view.contracts.view.remove.click()
    view = page.view.contracts.view
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.empty)
    assert ask(qtbot, desk, lambda program: program.store.contracts()) == []


def test_own_values_need_a_reason_and_are_edited_in_place(
    qtbot: QtBot, page: ContractPage, desk: Desk
) -> None:
    page.view.tabs.setCurrentIndex(2)
    values = page.view.values.values
    values.code.setText("99242")
    values.work.setText("1,08")
    values.add.click()
    assert "reason" in values.wrong.text()
    values.reason.setText("consults count as in 2009")
    QTest.keyClick(values.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: values.model.rowCount() == 1)
    assert values.code.text() == ""
    kept = ask(qtbot, desk, lambda program: program.store.own_values())
    assert kept == [CodeOverride("99242", Decimal("1.08"), "consults count as in 2009")]
    assert not values.model.setData(values.model.index(0, 2), "much")
    assert values.model.setData(values.model.index(0, 2), "2")
    qtbot.waitUntil(lambda: values.model.index(0, 2).data() == "2.00")
    values.code.setText("J2590")
    values.work.setText("1")
    values.reason.setText("no")
    values.add.click()
    qtbot.waitUntil(lambda: "is a drug" in values.wrong.text())
    values.table.selectRow(0)
    QTest.keyClick(values.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: values.model.rowCount() == 0)


def test_base_units_are_entered_once_per_code(qtbot: QtBot, page: ContractPage, desk: Desk) -> None:
    page.view.tabs.setCurrentIndex(2)
    part = page.view.values
    part.base_code.setText("99213")
    part.base_units.setText("7")
    part.add_base.click()
    assert "00100" in part.wrong.text()
    part.base_code.setText("00790")
    part.add_base.click()
    qtbot.waitUntil(lambda: part.bases.rowCount() == 1)
    assert part.bases.setData(part.bases.index(0, 2), "7.5")
    qtbot.waitUntil(lambda: part.bases.index(0, 2).data() == "7.5")
    part.bases_table.selectRow(0)
    part.drop_base.click()
    qtbot.waitUntil(lambda: part.bases.rowCount() == 0)
    assert ask(qtbot, desk, lambda program: program.store.anesthesia_bases()) == {}


def test_every_widget_that_takes_focus_has_a_name(qtbot: QtBot, page: ContractPage) -> None:
    page.view.contracts.add()
    page.view.contracts.view.form.view.sites.add_row()
    page.view.contracts.view.form.view.by_release.click()
    page.view.policies.copy()
    for tab in range(3):
        page.view.tabs.setCurrentIndex(tab)
        for widget in page.findChildren(QWidget):
            takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_focus and widget.isVisible() and not widget.objectName().startswith("qt_"):
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, f"{type(widget).__name__} of part {tab} has no accessible name"


def test_a_contract_and_its_texts_are_the_same() -> None:
    assert read_contract(text_of(RIVERSIDE)) == (RIVERSIDE, {})
    wrong = ContractText(0, "A", first="2026-05-01", last="2026-04-30", sites=(("", "22"),))
    contract, problems = read_contract(wrong)
    assert contract is None
    assert set(problems) == {"last", "sites"}
    twice = ContractText(0, "A", first="2026-05-01", sites=(("x", ""), ("X", "")))
    assert set(read_contract(twice)[1]) == {"sites"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/3/2026", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("31/31/2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_typed_in_the_users_way_or_as_iso(text: str, day: date | None) -> None:
    assert day_in(text) == day
