"""The log under other terms, why two releases differ, and repricing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rvuedge_desktop.bootstrap import Program
from rvuedge_desktop.domain.contracts import Contract
from rvuedge_desktop.domain.entries import Line, total_of
from rvuedge_desktop.domain.policies import CMS, FULL
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.contracts import add_contract
from rvuedge_desktop.services.demo_log import fill_with_demo_log
from rvuedge_desktop.services.release_comparison import Cause, cause_of, compare_releases
from rvuedge_desktop.services.what_if import repriced, what_if

TODAY = date(2026, 11, 20)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
RVU25D, RVU26B = Release("RVU25D"), Release("RVU26B")


def log(opened: Program, text: str) -> None:
    opened.logbook.log_text(text, today=TODAY)


def test_another_policy(opened: Program) -> None:
    log(opened, "47562 49505 10060")
    log(opened, "99213 /10-1; J2590")
    found = what_if(opened.store, opened.evaluator, FIRST, LAST, policy=CMS)
    assert (str(found.total), str(found.other_total)) == ("20.46", "15.99")
    assert found.difference == Decimal("-4.47")
    assert [line.entry.line.code for line in found.lines] == ["49505", "10060"]
    assert [step.rule for step in found.lines[0].other.steps] == ["row", "multiple"]
    assert [(group.key, str(group.difference)) for group in found.by_month] == [
        ("2026-10", "0.00"),
        ("2026-11", "-4.47"),
    ]
    assert sum(group.lines for group in found.by_code) == 5
    same = what_if(opened.store, opened.evaluator, FIRST, LAST, policy=FULL)
    assert (same.lines, same.difference) == ((), Decimal("0.00"))


def test_another_release(opened: Program) -> None:
    log(opened, "27447; 99214; 49591")
    found = what_if(opened.store, opened.evaluator, FIRST, LAST, release=Release("RVU20D"))
    by_code = {group.key: (str(group.wrvu), str(group.other_wrvu)) for group in found.by_code}
    assert by_code["27447"] == ("19.11", "20.72")
    assert by_code["99214"] == ("1.92", "1.50")
    assert by_code["49591"][1] == "0.00"
    assert "not in the values" in found.lines[-1].other.steps[0].text


def test_another_contract(opened: Program) -> None:
    log(opened, "27447-50")
    contract = Contract("Offer", date(2027, 1, 1), policy="common", pinned_release="RVU20D")
    found = what_if(opened.store, opened.evaluator, FIRST, LAST, contract=contract)
    assert (str(found.total), str(found.other_total)) == ("19.11", "31.08")


def test_a_policy_alone_keeps_the_release_of_each_line(opened: Program) -> None:
    old = opened.evaluator.credit([Line("27447", TODAY)], Release("RVU20D"))
    opened.store.add_session(old, label="x")
    found = what_if(opened.store, opened.evaluator, FIRST, LAST, policy=FULL)
    assert str(found.other_total) == "20.72"


def test_repricing_shows_does_and_takes_back(opened: Program) -> None:
    log(opened, "47562 49505")
    log(opened, "99213")
    before = opened.store.entries()
    contract = Contract("St. Anne", date(2026, 11, 1), policy="cms")
    add_contract(opened.store, opened.evaluator, contract)
    shown = repriced(opened.store, opened.evaluator, FIRST, LAST)
    assert [line.entry.line.code for line in shown.lines] == ["49505"]
    assert opened.store.entries() == before
    done = opened.logbook.reprice(FIRST, LAST)
    assert done.other_total == shown.other_total == total_of(opened.store.entries())
    history = opened.store.note_history(before[1].id)
    assert [(change.kind, change.label) for change in history] == [
        ("add", "Logged 2 lines"),
        ("reprice", "Repriced 3 lines"),
    ]
    assert opened.store.check_totals() == []
    opened.logbook.undo()
    assert opened.store.entries() == before
    opened.logbook.redo()
    again = opened.logbook.reprice(FIRST, LAST)
    assert again.lines == ()
    assert opened.store.can_undo() == "Repriced 3 lines"


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("27447", Cause.EFFICIENCY),  # 19.60 → 19.11
        ("45378", Cause.EFFICIENCY),
        ("99214", Cause.UNCHANGED),
        ("90834", Cause.REVALUED),  # 2.45 → 2.56
        ("92928", Cause.REVALUED),  # 10.96 → 9.75
        ("J2590", Cause.UNCHANGED),
    ],
)
def test_causes(opened: Program, code: str, cause: Cause) -> None:
    (old,) = opened.evaluator.credit([Line(code, TODAY)], RVU25D)
    (new,) = opened.evaluator.credit([Line(code, TODAY)], RVU26B)
    assert cause_of(old, new) is cause


def test_new_and_gone(opened: Program) -> None:
    (none,) = opened.evaluator.credit([Line("49591", TODAY)], Release("RVU20D"))
    (some,) = opened.evaluator.credit([Line("49591", TODAY)], RVU26B)
    assert cause_of(none, some) is Cause.NEW
    assert cause_of(some, none) is Cause.GONE


def test_the_causes_add_up_to_the_whole_difference(opened: Program) -> None:
    fill_with_demo_log(opened.store, opened.evaluator, TODAY)
    found = compare_releases(
        opened.store, opened.evaluator, date(2025, 12, 1), TODAY, RVU25D, RVU26B,
        rate=Decimal("55.00"),
    )  # fmt: skip
    assert found.difference == sum(share.difference for share in found.shares) != 0
    assert sum(share.lines for share in found.shares) == opened.store.entry_count(
        date(2025, 12, 1), TODAY
    )
    cut = next(share for share in found.shares if share.cause is Cause.EFFICIENCY)
    assert cut.lines > 0
    assert cut.dollars == cut.difference * 55
    # What was cut lies at 97.5 % of what it was, up to rounding.
    assert abs(cut.after - cut.before * Decimal("0.975")) < cut.lines * Decimal("0.01")
