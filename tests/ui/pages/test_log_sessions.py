"""Sessions, contracts, cases and anesthesia on the log page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.services.contracts import add_contract
from rvuedge_desktop.ui.desk import Desk
from rvuedge_desktop.ui.models.entry_cells import (
    joined_note,
    read_case,
    read_minutes,
    split_case,
)
from tests.ui.pages.log_rig import TODAY, Rig


@pytest.fixture
def rig(qtbot: QtBot, desk: Desk) -> Rig:
    return Rig(qtbot, desk)


def with_contract(rig: Rig, policy: str = "cms") -> Contract:
    def work(program: Any) -> Contract:
        contract = Contract("Clinic", date(2020, 1, 1), policy=policy)
        return add_contract(program.store, program.evaluator, contract)

    made: Contract = rig.work(work)
    rig.page.sessions.refresh()
    rig.settle()
    return made


def credited(rig: Rig) -> dict[str, str]:
    return dict(rig.rows("code", "credited"))


def choose(rig: Rig, *codes: str) -> None:
    rows = [at for at, code in enumerate(rig.codes()) if code in codes]
    rig.table.select_rows(rows, rows[0])
    rig.settle()


def test_lines_are_grouped_and_set_apart(rig: Rig) -> None:
    with_contract(rig)
    rig.log("47562")
    rig.log("49505")
    assert credited(rig) == {"47562": "10.21", "49505": "7.76"}
    choose(rig, "47562", "49505")
    rig.page.merge_selected()
    rig.settle()
    assert credited(rig) == {"47562": "10.21", "49505": "3.88"}
    assert "Grouped 2 lines" in rig.said[-1]
    rig.page.merge_selected()
    rig.settle()
    assert rig.said[-1] == "These lines are one session already."
    choose(rig, "49505")
    rig.page.split_selected()
    rig.settle()
    assert credited(rig) == {"47562": "10.21", "49505": "7.76"}
    rig.work(lambda program: program.logbook.undo())
    rig.desk.log_was_changed(set())
    rig.settle()
    assert credited(rig)["49505"] == "3.88"
    choose(rig, "47562")
    rig.page.merge_selected()
    assert "Select the lines" in rig.said[-1]


def test_the_panel_tells_terms_and_the_session(rig: Rig) -> None:
    with_contract(rig)
    rig.log("47562 49505-50")
    choose(rig, "47562")
    panel = rig.page.view.panel
    said = panel.values.text()
    for part in ("Work RVU", "10.21 (RVU26B)", "Clinic", "CMS payment style", "April 2026"):
        assert part in said
    assert panel.figure.text() == "5.11"
    assert panel.unit.text() == "wRVU credited"
    assert "× 0.5" in panel.steps.text()
    assert "10.21 → 5.105" in panel.steps.text()
    assert panel.session.heading.text() == "Credited together with"
    assert panel.session.lines.index(0, 0).data().startswith("49505-50")
    panel.session.table.row_activated.emit(0)
    rig.settle()
    assert panel.code.text() == "49505-50"
    assert panel.figure.text() == "11.64"


def test_a_line_of_the_session_on_another_day_is_found(rig: Rig) -> None:
    rig.log("47562")
    rig.log("49505 /2024-03-05")
    ids = rig.work(lambda program: [entry.id for entry in program.store.entries()])
    rig.work(lambda program: program.logbook.merge(ids))
    rig.desk.log_was_changed(set())
    rig.settle()
    choose(rig, "47562")
    panel = rig.page.view.panel
    assert panel.session.heading.text() == "Same session"
    panel.session.table.row_activated.emit(0)
    rig.settle()
    assert rig.codes() == ["49505"]
    assert panel.code.text() == "49505"


def test_lines_move_to_a_contract_and_back(rig: Rig) -> None:
    rig.log("49505-50")
    contract = with_contract(rig, "common")
    choose(rig, "49505")
    menus = [action.menu() for action in rig.page.make_menu().actions() if action.menu()]
    names = [action.text() for action in menus[0].actions() if action.text()]
    assert names == ["By &date and site", "Clinic"]
    rig.page.sessions.assign(rig.page.selected_ids(), rig.page.sessions.contracts[0])
    rig.settle()
    assert credited(rig) == {"49505": "11.64"}
    assert rig.said[-1] == "Moved 1 line to Clinic."
    entry = rig.work(lambda program: program.store.entries()[0])
    assert entry.line.chosen_contract_id == contract.id
    rig.page.sessions.assign([entry.id], None)
    rig.settle()
    assert "the contract of its date and site" in rig.said[-1]


def test_needs_review_holds_doubts_of_the_case(rig: Rig) -> None:
    rig.log("47562 #case:OR2-Tue-a")
    rig.log("99213 #case:OR2-Tue-a")
    rig.log("99214")
    assert rig.page.view.look.text() == "Needs review · 1"
    assert dict(rig.rows("code", "marks"))["99213"] == "To review"
    rig.page.show_only("review")
    rig.settle()
    assert rig.codes() == ["99213"]
    found = rig.page.view.totals.rows()[0]
    assert (found.label, found.lines, found.figure) == ("Found", "1 line", "1.30")
    choose(rig, "99213")
    warning = rig.page.view.panel.warning
    assert not warning.isHidden()
    assert "57 if it was decided then" in warning._text.text()
    assert "same case" in warning._source.text()


def test_anesthesia_stands_beside_the_wrvu(rig: Rig) -> None:
    def bases(program: Any) -> None:
        program.store.set_anesthesia_bases({"00790": Decimal("7.0")})
        program.evaluator.refresh_terms()

    rig.work(bases)
    rig.log("99213")
    rig.log("00790 95min")
    assert dict(rig.rows("code", "units"))["00790"] == "95 min"
    assert dict(rig.rows("code", "marks"))["00790"] == "13.3 units"
    day = rig.page.view.totals.rows()[0]
    assert day.figure == "1.30"
    assert day.remark == "and 13.3 anesthesia units"
    choose(rig, "00790")
    panel = rig.page.view.panel
    assert (panel.figure.text(), panel.unit.text()) == ("13.3", "anesthesia units")


def test_the_dialog_knows_minutes_case_and_contract(rig: Rig) -> None:
    rig.log("99213 #long case:OR2-Tue-a visit")
    contract = with_contract(rig, "common")
    rig.go_to(0, "note")
    rig.page.changes.open_dialog()
    rig.settle()
    dialog = rig.page.changes.dialog
    fields = dialog.view.fields
    assert (fields["note"].text(), fields["case"].text()) == ("long visit", "OR2-Tue-a")
    assert fields["minutes"].isHidden()
    assert dialog.view.contract.currentData() is None
    fields["case"].setText("or 2")
    assert "not a case reference" in dialog.view.problems["case"].text()
    fields["case"].setText("OR3")
    dialog.view.contract.setCurrentIndex(dialog.view.contract.findData(contract.id))
    fields["code"].setText("00790")
    assert not fields["minutes"].isHidden()
    fields["minutes"].setText("95 min")
    rig.settle()
    dialog.view.right.setChecked(True)
    dialog.save()
    rig.settle()
    line = rig.work(lambda program: program.store.entries()[0]).line
    assert (line.code, line.minutes, line.note) == ("00790", 95, "long visit case:OR3")
    assert line.chosen_contract_id == contract.id


def test_a_note_with_a_case_stays_as_it_was(rig: Rig) -> None:
    rig.log("99213 #long case:OR2-Tue-a visit")
    rig.go_to(0, "note")
    rig.page.changes.open_dialog()
    rig.settle()
    dialog = rig.page.changes.dialog
    dialog.view.fields["units"].setText("2")
    dialog.save()
    rig.settle()
    line = rig.work(lambda program: program.store.entries()[0]).line
    assert (line.note, line.units) == ("long case:OR2-Tue-a visit", 2)


def test_cells_of_minutes_and_cases() -> None:
    assert read_minutes("95 min").value == 95
    assert read_minutes(" ").value is None
    assert read_minutes("9999").problem
    assert read_minutes("²").problem
    assert read_case("case:OR2").value == "OR2"
    assert read_case("a b").problem
    assert split_case("x case:A-1 y") == ("x y", "A-1")
    assert split_case("showcase:x") == ("showcase:x", "")
    assert joined_note("", "A") == "case:A"
    assert TODAY
