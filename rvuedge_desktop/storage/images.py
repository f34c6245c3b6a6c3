"""Between a row of `entries` and the domain's Entry."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from rvuedge_desktop.domain.amounts import from_hundredths, to_hundredths
from rvuedge_desktop.domain.entries import CreditedLine, Entry, Line, Step
from rvuedge_desktop.domain.values import ValueState
from rvuedge_desktop.storage.engine import Row

COLUMNS = (
    "id",
    "session_id",
    "position",
    "date_of_service",
    "code",
    "modifiers",
    "units",
    "site",
    "note",
    "role",
    "release",
    "row_modifier",
    "state",
    "base_work",
    "credited",
    "explanation_id",
    "made_at",
    "minutes",
    "chosen_contract_id",
    "contract_id",
    "anesthesia_units",
)
_MADE_AT = COLUMNS.index("made_at")
_PLACE = ("id", "session_id", "position")
# What an edit may change.
EDITED = COLUMNS[len(_PLACE) : _MADE_AT] + COLUMNS[_MADE_AT + 1 :]
EXPLANATION = COLUMNS.index("explanation_id")
# The row with the explanation's text in place of its number.
SELECT = "SELECT {} FROM entries".format(
    ", ".join(
        "(SELECT text FROM explanations WHERE id = explanation_id)"
        if name == "explanation_id"
        else f"entries.{name}"
        for name in COLUMNS
    )
)

_state = {state.value: state for state in ValueState}


def explanation_text(line: CreditedLine) -> str:
    """Reason, flags and steps as one JSON text; equal explanations give equal texts."""
    return json.dumps(
        {
            "reason": line.reason,
            "flags": line.flags,
            "steps": [step.as_json() for step in line.steps],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


@lru_cache(maxsize=4096)
def read_explanation(text: str) -> tuple[str | None, tuple[str, ...], tuple[Step, ...]]:
    """Reason, flags and steps; most lines of a log share a few texts."""
    record: dict[str, Any] = json.loads(text)
    return (
        record["reason"],
        tuple(record["flags"]),
        tuple(Step.from_json(step) for step in record["steps"]),
    )


def columns_of(line: CreditedLine, explanation: int) -> tuple[Any, ...]:
    """The columns of `EDITED`."""
    done = line.line
    return (
        done.date_of_service.isoformat(),
        done.code,
        ",".join(done.modifiers),
        done.units,
        done.site,
        done.note,
        done.role,
        line.release,
        line.row_modifier,
        line.state.value,
        None if line.base_work is None else to_hundredths(line.base_work),
        None if line.credited is None else to_hundredths(line.credited),
        explanation,
        done.minutes,
        done.chosen_contract_id,
        line.contract_id,
        None if line.anesthesia_units is None else to_hundredths(line.anesthesia_units),
    )


def row_of(place: Row, line: CreditedLine, explanation: int, made_at: str) -> Row:
    """The whole row of a line; `place` is its number, session and position."""
    columns = columns_of(line, explanation)
    before = _MADE_AT - len(_PLACE)
    return (*place, *columns[:before], made_at, *columns[before:])


def entry_of(row: Row) -> Entry:
    """The entry of a row read with `SELECT`."""
    (
        *place,
        day,
        code,
        modifiers,
        units,
        site,
        note,
        role,
        release,
        row_modifier,
        state,
        base_work,
        credited,
        explanation,
        made_at,
        minutes,
        chosen_contract_id,
        contract_id,
        anesthesia_units,
    ) = row
    reason, flags, steps = read_explanation(explanation)
    return Entry(
        place[0],
        place[1],
        place[2],
        CreditedLine(
            line=Line(
                code,
                date.fromisoformat(day),
                tuple(modifiers.split(",")) if modifiers else (),
                units,
                site,
                note,
                role,
                minutes,
                chosen_contract_id,
            ),
            state=_state[state],
            reason=reason,
            release=release,
            row_modifier=row_modifier,
            base_work=None if base_work is None else from_hundredths(base_work),
            credited=None if credited is None else from_hundredths(credited),
            steps=steps,
            flags=flags,
            contract_id=contract_id,
            anesthesia_units=(
                None if anesthesia_units is None else from_hundredths(anesthesia_units)
            ),
        ),
        datetime.fromisoformat(made_at),
    )
