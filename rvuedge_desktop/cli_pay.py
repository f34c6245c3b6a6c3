"""`rvuedge pay`, `benchmark` and `percentile`: what the numbers are worth, and among whom."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_io import answer, day_of, rounded
from rvuedge_desktop.domain.amounts import plain, round_half_up
from rvuedge_desktop.domain.benchmarks import Benchmark
from rvuedge_desktop.domain.compensation import Statement

if TYPE_CHECKING:
    from rvuedge_desktop.services.pay import Pay

Options = argparse.Namespace
_MOST_BYTES = 1_000_000


def pay(options: Options) -> int:
    """What a contract pays, with its statement."""
    from rvuedge_desktop.services.pay import BadTerms, contract_to_pay, pay_of

    on = day_of(options.on, date.today())
    with program(options.data_dir, write=False) as opened:
        try:
            found = pay_of(opened.store, contract_to_pay(opened.store, options.contract, on), on)
        except BadTerms as problem:
            raise BadInput(str(problem)) from None
    projected = None if found.projected is None else found.projected.total
    record = {
        "earned": rounded(found.earned.total),
        "projected": rounded(projected),
        "statement": statement_record(found.earned),
    }
    answer(options, record, _pay_text(found))
    return DONE


def statement_record(found: Statement) -> list[dict[str, object]]:
    """The lines of a statement, in cents that add up to the rounded total."""
    return [{"text": line.text, "amount": plain(line.amount)} for line in found.in_cents()]


def _pay_text(found: Pay) -> str:
    lines = [f"{found.contract.name}, {found.period.first} to {found.period.last}"]
    lines += [f"  {line.amount:>14,}  {line.text}" for line in found.earned.in_cents()]
    lines.append(f"  {round_half_up(found.earned.total):>14,}  earned by {found.on}")
    if found.projected is None:
        lines.append(found.pace.rate.waits_for)
    else:
        lines.append(f"  {round_half_up(found.projected.total):>14,}  by {found.period.last}")
    if found.threshold_left is not None:
        lines.append(f"{round_half_up(found.threshold_left):,} wRVU to the next threshold.")
    lines.append(f"The next wRVU is worth ${round_half_up(found.next_wrvu):,}.")
    return "\n".join(line for line in lines if line)


def benchmark(options: Options) -> int:
    """Import, list or remove benchmarks."""
    from rvuedge_desktop.services.benchmarks import (
        BadBenchmark,
        benchmarks_of,
        import_benchmarks,
        remove_benchmark,
    )

    if options.action == "list" and options.what is not None:
        raise BadInput("“benchmark list” takes no name.")
    if options.action != "list" and options.what is None:
        raise BadInput(f"Give {'a file' if options.action == 'import' else 'a name'}.")
    text = _table(options.what) if options.action == "import" else ""
    with program(options.data_dir, write=options.action != "list") as opened:
        try:
            if options.action == "remove":
                gone = remove_benchmark(opened.store, options.what)
                answer(options, {"removed": gone.name}, f"{gone.name} is removed.")
                return DONE
            if options.action == "import":
                found = import_benchmarks(opened.store, text)
            else:
                found = benchmarks_of(opened.store)
        except BadBenchmark as problem:
            raise BadInput(str(problem)) from None
    lines = [_benchmark_line(known) for known in found] or ["There is no benchmark yet."]
    record = {"benchmarks": [benchmark_record(known) for known in found]}
    answer(options, record, "\n".join(lines))
    return DONE


def _table(name: str) -> str:
    if name == "-":
        return sys.stdin.read(_MOST_BYTES)
    path = Path(name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path} is too long for a table of percentiles; give a CSV file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}); give a CSV file.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not a text in UTF-8; give a CSV file.") from None


def benchmark_record(known: Benchmark) -> dict[str, object]:
    """A benchmark as `rvuedge benchmark` answers it."""
    return {
        "name": known.name,
        "specialty": known.specialty,
        "source": known.source,
        "year": known.year or None,
        "schedule_year": known.schedule_year or None,
        "points": {
            measure.value: {f"P{point}": plain(points[point]) for point in sorted(points)}
            for measure, points in known.points.items()
        },
    }


def _benchmark_line(known: Benchmark) -> str:
    measures = ", ".join(measure.words for measure in known.points)
    return f"{known.name}: {measures}"


def percentile(options: Options) -> int:
    """Where the year to date stands in a benchmark."""
    from rvuedge_desktop.services.benchmarks import BadBenchmark, benchmark_named, standing_of

    on = day_of(options.on, date.today())
    with program(options.data_dir, write=False) as opened:
        try:
            known = benchmark_named(opened.store, options.benchmark)
            found = standing_of(opened.store, known, on)
        except BadBenchmark as problem:
            raise BadInput(str(problem)) from None
    text = found.waits_for if found.place is None else found.place.text
    if found.warning:
        text = f"{text}. {found.warning}"
    record = {
        "percentile": None if found.place is None else plain(found.place.percentile),
        "text": text,
        "annualised": rounded(found.annualised),
        "fte_adjusted": rounded(found.fte_adjusted),
    }
    shown = text if found.place is None else f"{record['fte_adjusted']} wRVU a year: {text}"
    answer(options, record, shown)
    return DONE


WORTH: dict[str, Callable[[Options], int]] = {
    "pay": pay,
    "benchmark": benchmark,
    "percentile": percentile,
}
