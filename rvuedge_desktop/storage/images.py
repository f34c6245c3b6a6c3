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
)
# What an edit may change.
EDITED = COLUMNS[COLUMNS.index("date_of_service") : COLUMNS.index("made_at")]
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
    """The columns from date_of_service to explanation_id."""
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
    )


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
            ),
            state=_state[state],
            reason=reason,
            release=release,
            row_modifier=row_modifier,
            base_work=None if base_work is None else from_hundredths(base_work),
            credited=None if credited is None else from_hundredths(credited),
            steps=steps,
            flags=flags,
        ),
        datetime.fromisoformat(made_at),
    )
