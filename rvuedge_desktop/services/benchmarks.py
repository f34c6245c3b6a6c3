"""The user's benchmarks, and where their year stands among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rvuedge_desktop.domain.amounts import ZERO, from_hundredths
from rvuedge_desktop.domain.benchmarks import (
    Benchmark,
    BenchmarkMeasure,
    Place,
    annualised,
    for_full_time,
    place_of,
    schedule_warning,
)
from rvuedge_desktop.domain.periods import Period, PeriodKind, period_of
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.services.calendar import working_calendar

if TYPE_CHECKING:
    from rvuedge_desktop.storage.store import Store

LEAST_DAYS = 20
"""Working days that a year must have behind it before it is compared."""


class BadBenchmark(Exception):
    """A benchmark cannot be kept or used; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The year to date against a benchmark. `place` is None while `waits_for` says why."""

    benchmark: Benchmark
    period: Period
    done: Decimal
    annualised: Decimal | None
    fte: Decimal
    fte_adjusted: Decimal | None
    place: Place | None
    waits_for: str
    warning: str


def import_benchmarks(store: Store, text: str) -> list[Benchmark]:
    """Keep the benchmarks of a table, each in place of the one of its name. Raises BadBenchmark."""
    from rvuedge_desktop.exchange.benchmark_table import (
        BadTable,
        benchmark_to_table,
        benchmarks_from_table,
    )

    try:
        found = benchmarks_from_table(text)
    except BadTable as problem:
        raise BadBenchmark(str(problem)) from None
    store.set_texts("benchmarks", {known.name: benchmark_to_table(known) for known in found})
    return found


def benchmarks_of(store: Store) -> list[Benchmark]:
    """The benchmarks that are kept, by name."""
    from rvuedge_desktop.exchange.benchmark_table import benchmarks_from_table

    return [benchmarks_from_table(text)[0] for text in store.texts_of("benchmarks").values()]


def benchmark_named(store: Store, name: str) -> Benchmark:
    """The benchmark of that name, however its letters are cased. Raises BadBenchmark."""
    wanted = name.strip().casefold()
    for known in benchmarks_of(store):
        if known.name.casefold() == wanted:
            return known
    raise BadBenchmark(f"There is no benchmark “{name}”; “rvuedge benchmark list” has them all.")


def remove_benchmark(store: Store, name: str) -> Benchmark:
    """Forget a benchmark. Raises BadBenchmark."""
    found = benchmark_named(store, name)
    store.remove_text("benchmarks", found.name)
    return found


def standing_of(
    store: Store, benchmark: Benchmark, on: date, *, fte: Decimal | None = None
) -> Standing:
    """Where the wRVU of the year to date stand, annualised by working days, at full time.

    The FTE is that of the contract in force unless one is given. A year in which the log begins
    counts from its first day. Raises BadBenchmark for a benchmark without wRVU.
    """
    points = benchmark.points.get(BenchmarkMeasure.WRVU)
    if points is None:
        raise BadBenchmark(f"{benchmark.name} has no percentiles of wRVU.")
    if fte is None:
        in_force = [known for known in store.contracts() if known.covers(on)]
        fte = in_force[-1].fte if in_force else Decimal("1.00")
    year = period_of(PeriodKind.YEAR, on)
    span = store.log_span()
    first = year.first if span is None else min(max(year.first, span[0]), on)
    period = Period(first, on)
    totals = store.day_totals(first, on)
    done = from_hundredths(sum(total.hundredths for total in totals))
    calendar = working_calendar(store, year)
    days = len(list(calendar.working_days(period)))
    if span is None or days < LEAST_DAYS:
        so_far = 0 if span is None else days
        waits_for = (
            f"A percentile needs {LEAST_DAYS} working days of the year; "
            f"the log has {so_far} so far."
        )
        return Standing(benchmark, period, done, None, fte, None, None, waits_for, "")
    whole = annualised(done, calendar.weight_of(period), calendar.weight_of(year))
    adjusted = for_full_time(whole, fte)
    years = {Release(name).year for name in store.releases_used(first, on)}
    warning = schedule_warning(benchmark, years)
    return Standing(
        benchmark, period, done, whole, fte, adjusted, place_of(adjusted, points), "", warning
    )


def own_history(store: Store, on: date, years: int = 5) -> list[tuple[int, Decimal, Decimal]]:
    """The user's own years, newest first: the year, its total, and that of the same days as now.

    The benchmark that always works: it needs nobody's survey.
    """
    found = []
    for back in range(years):
        year = on.year - back
        if year < 1:
            break
        whole = Period(date(year, 1, 1), date(year, 12, 31))
        day = 28 if (on.month, on.day) == (2, 29) else on.day
        so_far = Period(whole.first, date(year, on.month, day) if back else on)
        total, same = (
            sum(
                (row.hundredths for row in store.day_totals(period.first, period.last)),
                0,
            )
            for period in (whole, so_far)
        )
        if total or not back:
            found.append((year, from_hundredths(total), from_hundredths(same) + ZERO))
    return found
