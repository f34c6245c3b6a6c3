"""A made-up log to try the program on: a general surgeon's, the same at every run of a day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.entries import CreditedLine, Line
from rvuedge_desktop.services.evaluation import Evaluator

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

MONTHS = 14
SEED = 20_260_401

# What is done together, how often: a session is one of these, on a day of its kind.
_OPERATIONS: tuple[tuple[int, tuple[tuple[str, tuple[str, ...], int], ...]], ...] = (
    (14, (("47562", (), 1),)),
    (5, (("47563", (), 1),)),
    (8, (("49505", ("RT",), 1),)),
    (7, (("49650", ("50",), 1),)),
    (6, (("44970", (), 1),)),
    (4, (("49591", (), 1),)),
    (3, (("44204", (), 1),)),
    (3, (("19301", ("LT",), 1),)),
    (2, (("43775", (), 1),)),
    (1, (("43644", (), 1),)),
    (2, (("60240", (), 1),)),
    (3, (("36556", (), 1), ("99291", ("25",), 1))),
    (4, (("10060", (), 1), ("J1885", (), 2))),
)
_ENDOSCOPIES = (
    (10, (("45378", (), 1),)),
    (9, (("45380", (), 1),)),
    (8, (("45385", (), 1), ("45380", ("59",), 1))),
    (7, (("43239", (), 1),)),
    (2, (("45378", ("53",), 1),)),
)
_CLINIC = (
    (20, (("99213", (), 1),)),
    (16, (("99214", (), 1),)),
    (9, (("99203", (), 1),)),
    (6, (("99204", ("57",), 1),)),
    (7, (("99024", (), 1),)),
    (4, (("99244", (), 1),)),
    (3, (("11042", (), 1), ("99213", ("25",), 1))),
    (3, (("20610", ("RT",), 1), ("J3301", (), 4))),
)
_ROUNDS = (
    (10, (("99232", (), 1),)),
    (5, (("99223", ("AI",), 1),)),
    (5, (("99239", (), 1),)),
    (2, (("96372", (), 1), ("J1885", (), 2))),
)


def demo_sessions(evaluator: Evaluator, today: date) -> Iterator[list[CreditedLine]]:
    """Sessions of the last 14 months up to today, credited like any other line."""
    chance = random.Random(SEED)
    day = (today.replace(day=1) - timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    while day <= today:
        for lines in _day(chance, day):
            yield evaluator.credit(lines)
        day += timedelta(days=1)


def _day(chance: random.Random, day: date) -> Iterator[list[Line]]:
    away = chance.random() < 0.06
    weekday = day.weekday()
    if weekday >= 5:
        # A weekend of call now and then.
        if chance.random() < 0.2:
            yield from _pick(chance, day, _ROUNDS, 3, "hospital")
            yield from _pick(chance, day, _OPERATIONS, chance.randint(0, 2), "hospital")
        return
    if away:
        return
    if weekday in (0, 3):
        yield from _pick(chance, day, _OPERATIONS, chance.randint(3, 5), "main-or")
        yield from _pick(chance, day, _ROUNDS, chance.randint(1, 3), "hospital")
    elif weekday == 2:
        yield from _pick(chance, day, _ENDOSCOPIES, chance.randint(6, 10), "endoscopy")
    else:
        yield from _pick(chance, day, _CLINIC, chance.randint(9, 16), "clinic")


def _pick(
    chance: random.Random,
    day: date,
    choices: tuple[tuple[int, tuple[tuple[str, tuple[str, ...], int], ...]], ...],
    count: int,
    site: str,
) -> Iterator[list[Line]]:
    weights = [weight for weight, _ in choices]
    for _, lines in chance.choices(choices, weights, k=count):
        yield [Line(code, day, modifiers, units, site) for code, modifiers, units in lines]


def fill_with_demo_log(store: Store, evaluator: Evaluator, today: date) -> int:
    """Log the made-up sessions as one command; how many lines there are."""
    return store.add_many(demo_sessions(evaluator, today), label="Demo log")
