"""Percentiles as a table: a CSV file, or cells pasted from a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from rvuedge_desktop.domain.benchmarks import PERCENTILES, Benchmark, BenchmarkMeasure

_PERCENTILE = re.compile(r"p?([0-9]{2})(?:th|st|nd|rd)?(?: ?(?:percentile|%ile|%))?")
_MOST_AMOUNT = Decimal(1_000_000_000)
_COLUMNS = {
    "name": "name",
    "benchmark": "name",
    "specialty": "specialty",
    "source": "source",
    "survey": "source",
    "year": "year",
    "survey year": "year",
    "schedule year": "schedule_year",
    "schedule": "schedule_year",
    "fee schedule": "schedule_year",
    "measure": "measure",
    "metric": "measure",
}
_MEASURES = {
    "wrvu": BenchmarkMeasure.WRVU,
    "wrvus": BenchmarkMeasure.WRVU,
    "work rvu": BenchmarkMeasure.WRVU,
    "work rvus": BenchmarkMeasure.WRVU,
    "pay": BenchmarkMeasure.PAY,
    "compensation": BenchmarkMeasure.PAY,
    "total compensation": BenchmarkMeasure.PAY,
    "total cash compensation": BenchmarkMeasure.PAY,
    "pay per wrvu": BenchmarkMeasure.PAY_PER_WRVU,
    "compensation per wrvu": BenchmarkMeasure.PAY_PER_WRVU,
    "compensation to wrvu": BenchmarkMeasure.PAY_PER_WRVU,
    "$/wrvu": BenchmarkMeasure.PAY_PER_WRVU,
    "$ per wrvu": BenchmarkMeasure.PAY_PER_WRVU,
}


class BadTable(Exception):
    """A table cannot be used; the message is a sentence that says where and why."""


def benchmarks_from_table(text: str) -> list[Benchmark]:
    """The benchmarks of a table with a heading line. Raises BadTable; then nothing is used."""
    rows = [(number, row) for number, row in enumerate(_rows(text), 1) if any(row)]
    if len(rows) < 2:
        raise BadTable("There is no table here; give a line of headings and one of percentiles.")
    columns, points = _headings(rows[0][1])
    found: dict[str, dict[str, str]] = {}
    measured: dict[str, dict[BenchmarkMeasure, dict[int, Decimal]]] = {}
    for number, row in rows[1:]:
        cells = dict(zip(columns, row, strict=False))
        facts = {name: cells[column] for column, name in columns.items() if column in cells}
        name = facts.get("name") or " ".join(
            part for key in ("specialty", "source", "year") if (part := facts.get(key, ""))
        )
        if not name:
            raise BadTable(f"Line {number} has neither a name nor a specialty.")
        measure = _measure(number, facts.get("measure", ""))
        amounts = {
            point: _amount(number, cells[column])
            for column, point in points.items()
            if cells.get(column, "") not in ("", "*", "-", "–")
        }
        kept = measured.setdefault(name, {})
        if measure in kept:
            raise BadTable(f"Line {number} gives {measure.words} of {name} a second time.")
        kept[measure] = amounts
        found.setdefault(name, facts)
    try:
        return [_benchmark(name, facts, measured[name]) for name, facts in found.items()]
    except ValueError as problem:
        raise BadTable(str(problem)) from None


def _rows(text: str) -> Iterable[list[str]]:
    first = text.lstrip("\ufeff").lstrip().split("\n", 1)[0]
    delimiter = max("\t,;", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error as problem:
        raise BadTable(f"This is not a table: {problem}.") from None


def _headings(row: list[str]) -> tuple[dict[str, str], dict[str, int]]:
    """Each heading of the table in its order, with the fact it holds, and the percentiles."""
    columns: dict[str, str] = {}
    points: dict[str, int] = {}
    for heading in row:
        if heading in columns:
            raise BadTable(f"The heading “{heading}” stands there twice.")
        plain = " ".join(heading.casefold().replace("_", " ").split())
        columns[heading] = _COLUMNS.get(plain, "")
        match = _PERCENTILE.fullmatch(plain)
        if plain == "median":
            points[heading] = 50
        elif match is not None and int(match[1]) in PERCENTILES:
            points[heading] = int(match[1])
    if not points:
        known = ", ".join(f"P{point}" for point in PERCENTILES)
        raise BadTable(f"No heading of this table is a percentile; there can be {known}.")
    if len(set(points.values())) < len(points):
        raise BadTable("Two headings of this table are the same percentile.")
    return columns, points


def _measure(number: int, text: str) -> BenchmarkMeasure:
    plain = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    if not plain:
        return BenchmarkMeasure.WRVU
    if plain not in _MEASURES:
        raise BadTable(f"Line {number} is of “{text}”; write wRVU, pay or pay per wRVU.")
    return _MEASURES[plain]


def _amount(number: int, text: str) -> Decimal:
    plain = text.replace("$", "").replace(",", "").replace("\u00a0", "").strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]{1,4})?", plain):
        try:
            amount = Decimal(plain)
        except InvalidOperation:  # cannot be, after the shape
            amount = _MOST_AMOUNT + 1
        if amount <= _MOST_AMOUNT:
            return amount
    raise BadTable(f"Line {number} has “{text[:40]}” where an amount such as 5,800 belongs.")


def _benchmark(
    name: str, facts: dict[str, str], measured: dict[BenchmarkMeasure, dict[int, Decimal]]
) -> Benchmark:
    return Benchmark(
        name=name,
        specialty=facts.get("specialty", ""),
        source=facts.get("source", ""),
        year=_year(facts.get("year", "")),
        points=measured,
        schedule_year=_year(facts.get("schedule_year", "")),
    )


def _year(text: str) -> int:
    if not text:
        return 0
    if not re.fullmatch(r"[12][0-9]{3}", text):
        raise BadTable(f"“{text[:40]}” is not a year; write it as 2026.")
    return int(text)


def benchmark_to_table(benchmark: Benchmark) -> str:
    """A benchmark as CSV; `benchmarks_from_table` reads the same one back."""
    used = sorted({point for points in benchmark.points.values() for point in points})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    facts = ("name", "specialty", "source", "year", "schedule_year", "measure")
    writer.writerow([*facts, *(f"P{point}" for point in used)])
    for measure, points in benchmark.points.items():
        writer.writerow(
            [
                benchmark.name,
                benchmark.specialty,
                benchmark.source,
                benchmark.year or "",
                benchmark.schedule_year or "",
                measure.words,
                *(format(points[point], "f") if point in points else "" for point in used),
            ]
        )
    return out.getvalue()
