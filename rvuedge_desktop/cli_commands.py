"""The commands of `rvuedge`, one function each, in the order of the help text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from rvuedge_desktop import cli_text
from rvuedge_desktop.bootstrap import Program, program
from rvuedge_desktop.cli import DONE, REFUSED, BadInput
from rvuedge_desktop.cli_io import answer as _answer
from rvuedge_desktop.cli_io import day_of as _day
from rvuedge_desktop.cli_io import in_order as _in_order
from rvuedge_desktop.cli_io import inputs as _inputs
from rvuedge_desktop.cli_io import release_if_given as _release_if_given
from rvuedge_desktop.cli_io import release_of as _release
from rvuedge_desktop.cli_io import write_whole as _write_whole
from rvuedge_desktop.domain.amounts import from_hundredths, plain
from rvuedge_desktop.domain.codes import is_code_shape, is_modifier_shape, normal_code
from rvuedge_desktop.domain.entries import Entry
from rvuedge_desktop.domain.releases import Release

if TYPE_CHECKING:
    from rvuedge_desktop.catalog.documents import CodeDocument

Options = argparse.Namespace


def search(options: Options) -> int:
    with program(options.data_dir, write=False) as opened:
        index = opened.search_index()
        usage = opened.store.usage_counts()
        for query in _inputs(options.query):
            hits = index.search(query, limit=options.limit, kind=options.kind, usage=usage)
            record = {"query": query, "results": [_hit(hit) for hit in hits]}
            _answer(options, record, cli_text.hits(query, hits))
    return DONE


def _hit(hit: CodeDocument) -> dict[str, object]:
    return {
        "code": hit.code,
        "name": hit.name,
        "section": hit.section,
        "state": hit.state,
        "work_rvu": None if hit.work is None else plain(from_hundredths(hit.work)),
        "release": hit.release,
    }


def show(options: Options) -> int:
    modifier = normal_code(options.modifier)
    if modifier and not is_modifier_shape(modifier):
        raise BadInput(f"“{options.modifier}” is not a modifier; write two signs such as 26.")
    on = _day(options.on, date.today())
    release = _release_if_given(options.release)
    with program(options.data_dir, write=False) as opened:
        for text in _inputs([options.code]):
            code = normal_code(text)
            if not is_code_shape(code):
                if options.code != "-":
                    raise BadInput(f"“{text}” is not a code; write five signs such as 99213.")
                reason = f"“{text}” is not a code; write five signs such as 99213."
                _answer(options, _no_code(code, modifier, reason), reason)
                continue
            page = opened.code_pages.page(code, on, modifier=modifier, release=release)
            _answer(options, page.as_json(), cli_text.page(page))
    return DONE


def _no_code(code: str, modifier: str, reason: str) -> dict[str, object]:
    from rvuedge_desktop.domain.codes import NO_SECTION
    from rvuedge_desktop.domain.values import ValueState
    from rvuedge_desktop.services.lookup import CodeFacts
    from rvuedge_desktop.services.page_parts import Page

    facts = CodeFacts(
        code, modifier, None, NO_SECTION, ValueState.UNKNOWN, reason, None, None, (), ()
    )
    return Page(facts, known=False, family="").as_json()


def entry_record(entry: Entry) -> dict[str, object]:
    """An entry as `rvuedge` answers it."""
    credited = entry.credited_line
    return {
        "id": entry.id,
        "date": entry.line.date_of_service.isoformat(),
        "code": entry.line.code,
        "modifiers": list(entry.line.modifiers),
        "units": entry.line.units,
        "state": credited.state.value,
        "base_work_rvu": plain(credited.base_work),
        "credited_wrvu": plain(credited.credited),
        "release": credited.release,
        "steps": [step.as_json() for step in credited.steps],
    }


def log(options: Options) -> int:
    today = date.today()
    default = _day(options.on, today)
    result = DONE
    with program(options.data_dir) as opened:
        for text in _inputs(options.text):
            outcome = opened.logbook.log_text(
                text,
                today=today,
                default_date=default,
                partial=options.partial,
                nearest=_nearest(opened),
            )
            record = {
                "logged": [entry_record(entry) for entry in outcome.logged],
                "refused": [
                    {"text": refusal.text, "reason": refusal.reason} for refusal in outcome.refused
                ],
                "total_wrvu": plain(outcome.total),
            }
            _answer(options, record, cli_text.logged(outcome))
            if outcome.refused:
                result = REFUSED
    return result


def _nearest(opened: Program) -> Callable[[str], tuple[str, str] | None]:
    def nearest(words: str) -> tuple[str, str] | None:
        hits = opened.search_index().search(words, limit=1)
        return (hits[0].code, hits[0].name) if hits else None

    return nearest


def entries(options: Options) -> int:
    first = _day(options.first, date.min)
    last = _day(options.last, date.max)
    _in_order(first, last)
    with program(options.data_dir, write=False) as opened:
        found = opened.store.entries(first, last)
        record = {"entries": [entry_record(entry) for entry in found]}
        _answer(options, record, cli_text.entry_list(found))
    return DONE


def delete(options: Options) -> int:
    with program(options.data_dir) as opened:
        there = {entry.id for entry in opened.store.entries_by_ids(options.ids)}
        missing = [number for number in options.ids if number not in there]
        if missing:
            raise BadInput(f"There is no line {missing[0]}; nothing was deleted.")
        gone = opened.logbook.delete(options.ids)
        record = {"deleted": [entry.id for entry in gone]}
        _answer(options, record, f"Deleted {len(gone)}. “rvuedge undo” brings it back.")
    return DONE


def undo(options: Options) -> int:
    return _take_back(options, "undone")


def redo(options: Options) -> int:
    return _take_back(options, "redone")


def _take_back(options: Options, what: str) -> int:
    from rvuedge_desktop.services.logbook import NothingToUndo

    with program(options.data_dir) as opened:
        try:
            logbook = opened.logbook
            change = logbook.undo() if what == "undone" else logbook.redo()
        except NothingToUndo as problem:
            _answer(options, {what: None, "entries": 0}, str(problem))
            return REFUSED
        record = {what: change.label, "entries": change.entries}
        _answer(options, record, f"{what.capitalize()}: {change.label}.")
    return DONE


def summary(options: Options) -> int:
    from rvuedge_desktop.cli_summary import summary as run

    return run(options)


def import_file(options: Options) -> int:
    from rvuedge_desktop.services.imports import import_file as install

    def replacing(name: str) -> None:
        print(f"{name} is installed already and is replaced.", file=sys.stderr)

    release = _release_if_given(options.release)
    with program(options.data_dir) as opened:
        outcome = install(opened.store, options.file, release=release, replacing=replacing)
        _answer(options, outcome.as_json(), cli_text.imported(outcome))
    return DONE


def releases(options: Options) -> int:
    with program(options.data_dir, write=False) as opened:
        rows = opened.store.releases()
        record = {
            "releases": [
                {
                    "release": row.name,
                    "origin": row.origin,
                    "first_date": Release(row.name).first_date.isoformat(),
                    "title": row.title,
                    "file": row.file_name or None,
                    "rows": row.rows,
                    "codes": row.codes,
                    "complete": row.complete,
                    "conversion_factor": cli_text.conversion_factor(row.conversion_factor),
                    "imported_at": row.imported_at.isoformat(),
                }
                for row in rows
            ]
        }
        _answer(options, record, cli_text.releases(rows))
    return DONE


def values(options: Options) -> int:
    from rvuedge_desktop.services.lookup import NoSuchRelease
    from rvuedge_desktop.services.values import write_values

    release = _release(options.release)
    with program(options.data_dir, write=False) as opened:
        if release.name not in {row.name for row in opened.store.releases()}:
            raise NoSuchRelease(f"{release.name} is not installed; see “rvuedge releases”.")
        # All at once: a reader that goes away must not leave a half-read query behind.
        rows = list(opened.store.values_of(release.name))
        if options.out is None:
            write_values(rows, sys.stdout)
            return DONE
        written = _write_whole(options.out, lambda out: write_values(rows, out))
        record = {"release": release.name, "rows": written, "file": str(options.out)}
        _answer(options, record, f"Wrote {written} rows of {release.name} to {options.out}.")
    return DONE


def remove(options: Options) -> int:
    from rvuedge_desktop.services.lookup import NoSuchRelease

    release = _release(options.release)
    with program(options.data_dir) as opened:
        if not opened.store.remove_release(release.name):
            raise NoSuchRelease(f"{options.release} was not imported; see “rvuedge releases”.")
        opened.values_changed()
        _answer(options, {"removed": release.name}, f"{release.name} is removed.")
    return DONE


def remove_descriptions(options: Options) -> int:
    release = _release_if_given(options.release)
    with program(options.data_dir) as opened:
        count = opened.store.remove_descriptions(release.name if release else None)
        text = f"Removed {count} descriptions of CMS; values and log are as they were."
        _answer(options, {"removed": count}, text)
    return DONE


def demo(options: Options) -> int:
    from rvuedge_desktop.demo import run_demo

    return run_demo(options.screenshots, as_json=options.json)


def self_test(options: Options) -> int:
    from rvuedge_desktop.self_test import run_self_test

    return run_self_test(as_json=options.json)


def payment(options: Options) -> int:
    from rvuedge_desktop.cli_payment import payment as answer

    return answer(options)


def credit(options: Options) -> int:
    from rvuedge_desktop.cli_credit import credit as run

    return run(options)


def policies(options: Options) -> int:
    from rvuedge_desktop.cli_credit import policies as run

    return run(options)


def what_if(options: Options) -> int:
    from rvuedge_desktop.cli_contracts import what_if as run

    return run(options)


def contract(options: Options) -> int:
    from rvuedge_desktop.cli_contracts import contract as run

    return run(options)


def units(options: Options) -> int:
    from rvuedge_desktop.cli_drugs import units as run

    return run(options)


def ndc(options: Options) -> int:
    from rvuedge_desktop.cli_drugs import ndc as run

    return run(options)


def infusion(options: Options) -> int:
    from rvuedge_desktop.cli_drugs import infusion as run

    return run(options)


def changes(options: Options) -> int:
    from rvuedge_desktop.cli_changes import changes as run

    return run(options)


def plans(options: Options) -> int:
    from rvuedge_desktop.cli_plans import PLANS

    return PLANS[options.command](options)


def worth(options: Options) -> int:
    from rvuedge_desktop.cli_pay import WORTH

    return WORTH[options.command](options)


def report(options: Options) -> int:
    from rvuedge_desktop.cli_report import report as run

    return run(options)


COMMANDS: dict[str, Callable[[Options], int]] = {
    "search": search,
    "show": show,
    "log": log,
    "entries": entries,
    "delete": delete,
    "undo": undo,
    "redo": redo,
    "summary": summary,
    "goal": plans,
    "pace": plans,
    "calendar": plans,
    "pay": worth,
    "benchmark": worth,
    "percentile": worth,
    "report": report,
    "credit": credit,
    "policies": policies,
    "whatif": what_if,
    "contract": contract,
    "units": units,
    "ndc": ndc,
    "infusion": infusion,
    "import": import_file,
    "releases": releases,
    "changes": changes,
    "values": values,
    "remove": remove,
    "remove-descriptions": remove_descriptions,
    "payment": payment,
    "demo": demo,
    "self-test": self_test,
}
