"""Made-up lines, releases and catalogs for the tests and benchmarks of the store."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from rvuedge_desktop.domain.entries import CreditedLine, Line, Step
from rvuedge_desktop.domain.values import PublishedValue, ValueState


def line(
    code: str = "45378",
    day: date = date(2026, 4, 1),
    *,
    modifiers: tuple[str, ...] = (),
    units: int = 1,
    site: str = "",
    note: str = "",
    state: ValueState = ValueState.VALUED,
    work: Decimal | None = Decimal("3.18"),
    flags: tuple[str, ...] = (),
) -> CreditedLine:
    """A line with the credit a neutral policy would give it."""
    counts = state is ValueState.VALUED and work is not None
    credited = work * units if counts and work is not None else None
    return CreditedLine(
        line=Line(code, day, modifiers, units, site, note, ""),
        state=state,
        reason=None if counts else f"{code} has no work RVU.",
        release="RVU26B" if work is not None else None,
        row_modifier="" if work is not None else None,
        base_work=work,
        credited=credited,
        steps=(
            Step("row", f"{code} in RVU26B: {work}.", None, None, work),
            Step("units", f"× {units}.", Decimal(units), work, credited),
        ),
        flags=flags,
    )


def sessions(
    lines: int, *, seed: int = 1, first: date = date(2021, 1, 1), days: int = 2190
) -> Iterator[list[CreditedLine]]:
    """Sessions of one to five lines, together `lines` long, over six years and 1,500 codes."""
    chance = random.Random(seed)
    codes = [f"{chance.randrange(10004, 99999):05d}" for _ in range(1500)]
    works = {code: Decimal(chance.randrange(0, 4000)).scaleb(-2) for code in codes}
    popular = codes[:60]
    left = lines
    while left > 0:
        day = first + timedelta(chance.randrange(days))
        size = min(left, chance.choice((1, 1, 2, 3, 5)))
        session = []
        for _ in range(size):
            code = chance.choice(popular if chance.random() < 0.7 else codes)
            drug = works[code] < 1
            session.append(
                line(
                    code,
                    day,
                    units=chance.choice((1, 1, 1, 1, 2, 3)),
                    modifiers=chance.choice(((), (), ("59",), ("26", "59"))),
                    site=chance.choice(("", "Main OR", "Clinic")),
                    note=chance.choice(("", "", "", "follow-up in spring")),
                    state=ValueState.DRUG if drug else ValueState.VALUED,
                    work=None if drug else works[code],
                )
            )
        left -= size
        yield session


def values(codes: int, *, work: int = 100) -> list[PublishedValue]:
    """Rows as CMS publishes them: every tenth code also has a 26 and a TC row."""
    made = []
    for number in range(codes):
        code = f"{10000 + number:05d}"
        split = ("", "26", "TC") if number % 10 == 0 else ("",)
        made += [
            PublishedValue(
                code,
                modifier,
                "A",
                work=0 if modifier == "TC" else work + number,
                pe_nonfacility=120,
                pe_facility=80,
                mp=10,
                total_nonfacility=230 + number,
                total_facility=190 + number,
                pctc="1" if len(split) > 1 else "0",
                global_days="000",
                pre=10,
                intra=80,
                post=10,
                mult_proc="2",
                bilat="0",
                asst="0",
                co_surg="0",
                team_surg="0",
                conversion_factor=334_009,
                supervision="09",
                calculation_flag="0",
                imaging_family="99",
                opps_pe_nonfacility=0,
                opps_pe_facility=0,
                opps_mp=0,
            )
            for modifier in split
        ]
    return made
