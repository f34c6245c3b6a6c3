"""`rvuedge goal`, `pace` and `calendar`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_io import answer, day_of, in_order, rounded
from rvuedge_desktop.domain.amounts import plain
from rvuedge_desktop.domain.goals import Goal, Measure
from rvuedge_desktop.domain.periods import Period, PeriodKind, label_of
from rvuedge_desktop.domain.working_calendar import CalendarDay, DayKind

if TYPE_CHECKING:
    from rvuedge_desktop.services.goals import GoalPace
    from rvuedge_desktop.storage.store import Store

Options = argparse.Namespace
_AMOUNT = re.compile(r"[0-9][0-9,]*(\.[0-9]{1,2})?")
_MOST_DAYS = 3660


def goal(options: Options) -> int:
    """Set, list or remove goals."""
    from rvuedge_desktop.services.goals import BadGoal, remove_goal, set_goal

    if options.action == "list" and options.amount is not None:
        raise BadInput("“goal list” takes no amount; “goal set AMOUNT” sets a goal.")
    if options.action != "list" and options.amount is None:
        raise BadInput(f"Give {'an amount' if options.action == 'set' else 'a name'} to the goal.")
    wanted = _goal(options) if options.action == "set" else None
    with program(options.data_dir, write=options.action != "list") as opened:
        try:
            if wanted is not None:
                set_goal(opened.store, wanted)
                answer(options, _goal_record(wanted), f"{_goal_line(wanted)} is your goal.")
            elif options.action == "remove":
                gone = remove_goal(opened.store, options.amount)
                answer(options, {"removed": gone.name}, f"The goal {gone.name} is removed.")
            else:
                found = opened.store.goals()
                lines = [_goal_line(known) for known in found] or ["No goal is set."]
                record = {"goals": [_goal_record(known) for known in found]}
                answer(options, record, "\n".join(lines))
        except BadGoal as problem:
            raise BadInput(str(problem)) from None
    return DONE


def _goal(options: Options) -> Goal:
    try:
        return Goal(
            name=(options.name or options.per).strip(),
            span=PeriodKind(options.per),
            amount=_number(options.amount),
            measure=Measure(options.measure),
            contract=options.contract or "",
        )
    except ValueError as problem:
        raise BadInput(str(problem)) from None


def _number(text: str) -> Decimal:
    if not (text.isascii() and _AMOUNT.fullmatch(text)):
        raise BadInput(f"“{text}” is not an amount; write it as 500 or 500.25.")
    return Decimal(text.replace(",", ""))


def _goal_record(known: Goal) -> dict[str, object]:
    return {
        "name": known.name,
        "per": known.span.value,
        "measure": known.measure.value,
        "amount": plain(known.amount),
        "contract": known.contract or None,
    }


def _goal_line(known: Goal) -> str:
    return f"{known.name}: {known.amount:,} {known.measure.words} a {known.span.value}"


def pace(options: Options) -> int:
    """Where a goal stands on a day."""
    from rvuedge_desktop.services.goals import BadGoal, goal_named, goal_pace

    on = day_of(options.on, date.today())
    with program(options.data_dir, write=False) as opened:
        try:
            known = opened.store.goals()
            chosen = known[0] if known else None
            if options.goal is not None:
                chosen = goal_named(opened.store, options.goal)
            found = goal_pace(opened.store, chosen, on)
        except BadGoal as problem:
            raise BadInput(str(problem)) from None
    answer(options, pace_record(found), _pace_text(found))
    return DONE


def pace_record(found: GoalPace) -> dict[str, object]:
    """A pace as `rvuedge pace` answers it: in what the goal counts, rounded to hundredths."""
    pace, dollars = found.pace, found.dollars
    amounts: dict[str, Decimal | None] = {
        "done": pace.done if dollars is None else dollars.earned,
        "needed_per_day": pace.needed_per_day if dollars is None else dollars.needed_per_day,
        "projected": pace.projected if dollars is None else dollars.projected,
        "low": pace.low if dollars is None else dollars.low,
        "high": pace.high if dollars is None else dollars.high,
    }
    shown = {name: rounded(amount) for name, amount in amounts.items()}
    return {
        "goal": None if found.goal is None else plain(found.goal.amount),
        "period": {"from": pace.period.first.isoformat(), "to": pace.period.last.isoformat()},
        "done": shown["done"],
        "working_days_done": pace.days_done,
        "working_days_left": pace.days_left,
        "needed_per_day": shown["needed_per_day"],
        "projected": shown["projected"],
        "low": shown["low"],
        "high": shown["high"],
        "enough_data": pace.enough_data,
    }


def _pace_text(found: GoalPace) -> str:
    record = pace_record(found)
    pace = found.pace
    what = Measure.WRVU.words if found.goal is None else found.goal.measure.words
    goal = "" if found.goal is None else f" of {found.goal.amount:,}"
    days = f"{pace.days_done} working days done, {pace.days_left} left"
    lines = [f"{label_of(found.span, pace.period).text}: {record['done']}{goal} {what}, {days}."]
    if record["needed_per_day"] is not None:
        lines.append(f"The goal needs {record['needed_per_day']} a working day from here.")
    if pace.enough_data:
        lines.append(
            f"At this pace {record['projected']}; eight times in ten between "
            f"{record['low']} and {record['high']}."
        )
    else:
        lines.append(pace.rate.waits_for)
    return "\n".join(line for line in lines if line)


def calendar(options: Options) -> int:
    """What the user says about days."""
    from rvuedge_desktop.services.calendar import forgotten_days, mark_days

    days = [day for text in options.days for day in _days(text)]
    if options.action in ("mark", "clear") and not days:
        raise BadInput("Give a date such as 2026-11-21, or two as 2026-11-21..2026-11-25.")
    if options.action == "mark" and options.kind is None:
        raise BadInput("Say what the days are with --as, such as --as vacation.")
    with program(options.data_dir, write=options.action in ("mark", "clear")) as opened:
        store: Store = opened.store
        if options.action == "mark":
            weight = None if options.weight is None else _number(options.weight)
            try:
                mark_days(store, days, DayKind(options.kind), weight=weight, note=options.note)
            except ValueError as problem:
                raise BadInput(str(problem)) from None
        elif options.action == "clear":
            store.clear_calendar_days(days)
        elif options.action == "forgotten":
            today = date.today()
            period = _spanned(days) or Period(today.replace(day=1), today)
            found = forgotten_days(store, period, today)
            lines = [str(day) for day in found] or ["No working day looks forgotten."]
            record = {"forgotten": [day.isoformat() for day in found]}
            answer(options, record, "\n".join(lines))
            return DONE
        period_asked = _spanned(days)
        kept = [
            own
            for own in store.calendar_days().values()
            if period_asked is None or own.day in period_asked
        ]
    lines = [f"{own.day}  {own.kind.words}" for own in kept] or ["No day is marked."]
    answer(options, {"days": [_day_record(own) for own in kept]}, "\n".join(lines))
    return DONE


def _days(text: str) -> list[date]:
    first, _, last = text.partition("..")
    begin = day_of(first, date.min)
    end = day_of(last, begin) if last else begin
    in_order(begin, end)
    if (end - begin).days >= _MOST_DAYS:
        raise BadInput(f"{text} is more than ten years; give fewer days.")
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


def _spanned(days: list[date]) -> Period | None:
    return Period(min(days), max(days)) if days else None


def _day_record(own: CalendarDay) -> dict[str, object]:
    return {
        "date": own.day.isoformat(),
        "kind": own.kind.value,
        "weight": plain(own.weight),
        "note": own.note,
    }


PLANS: dict[str, Callable[[Options], int]] = {"goal": goal, "pace": pace, "calendar": calendar}
