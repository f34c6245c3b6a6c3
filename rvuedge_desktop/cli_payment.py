"""`rvuedge payment`: what Medicare would pay for a code, or a locality's whole fee schedule."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from rvuedge_desktop.bootstrap import Program, program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_io import answer as _answer
from rvuedge_desktop.cli_io import release_if_given as _release_if_given
from rvuedge_desktop.cli_io import write_whole as _write_whole
from rvuedge_desktop.domain.codes import is_code_shape, is_modifier_shape, normal_code
from rvuedge_desktop.domain.periods import parse_day
from rvuedge_desktop.domain.places import NotEstimable, Setting
from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.services.payment import PaymentEstimator, Place, write_schedule
from rvuedge_desktop.services.payment_tables import PaymentTables

Options = argparse.Namespace


def payment(options: Options) -> int:
    """Answer for one code, or with --all write the fee schedule."""
    try:
        return _schedule(options) if options.all else _one(options)
    except NotEstimable as problem:
        raise BadInput(str(problem)) from None


def _one(options: Options) -> int:
    if options.code is None:
        raise BadInput("Give a code, such as “rvuedge payment 99213”, or --all with a release.")
    if options.out is not None:
        raise BadInput("--out goes with --all; one code is answered on the screen.")
    code = normal_code(options.code)
    if not is_code_shape(code):
        raise BadInput(f"“{options.code}” is not a code; write five signs such as 99213.")
    modifiers = _modifiers(options.modifier)
    on = _day(options.on)
    release = _release_if_given(options.release)
    if on is None and release is None:
        on = date.today()
    place = _place(options, Setting(options.setting or Setting.NONFACILITY))
    with program(options.data_dir, write=False) as opened:
        found = _estimator(opened).one(code, place, modifiers=modifiers, on=on, release=release)
    _answer(options, found.as_json(), found.formula)
    return DONE


def _schedule(options: Options) -> int:
    for name in ("code", "modifier", "on", "setting"):
        if getattr(options, name):
            said = options.code if name == "code" else f"--{name}"
            raise BadInput(f"--all writes every code in both settings; leave out {said}.")
    if not _said(options):
        raise BadInput("Say where: --zip, --locality or --national.")
    release = _release_if_given(options.release)
    if release is None:
        raise BadInput("Say which release to price, such as --release RVU26B.")
    place = _place(options, Setting.NONFACILITY)
    with program(options.data_dir, write=False) as opened:
        installed = [row for row in opened.store.releases() if row.name == release.name]
        rows = list(_estimator(opened).schedule(release, place))
    if not any(row.complete for row in installed):
        print(
            f"{release.name} as shipped holds the codes of the program's own catalog only; "
            "import CMS's file for all.",
            file=sys.stderr,
        )
    if options.out is None:
        write_schedule(iter(rows), sys.stdout)
        return DONE
    _write_whole(options.out, lambda out: write_schedule(iter(rows), out))
    payable = sum(nonfacility is not None for _, nonfacility, _ in rows)
    record = {
        "release": release.name,
        "rows": len(rows),
        "payable": payable,
        "file": str(options.out),
    }
    text = (
        f"Wrote Medicare's estimates for {len(rows)} rows of {release.name}, {payable} of them "
        f"payable, to {options.out}."
    )
    _answer(options, record, text)
    return DONE


def _estimator(opened: Program) -> PaymentEstimator:
    return PaymentEstimator(opened.store, opened.evaluator, PaymentTables(resource_path("payment")))


def _place(options: Options, setting: Setting) -> Place:
    said = _said(options)
    if len(said) > 1:
        raise BadInput(f"Give --{said[0]} or --{said[1]}, not both.")
    return Place(options.zip, options.locality, setting, not options.no_floor, options.qp)


def _said(options: Options) -> list[str]:
    """Which of the three ways to say where were used; an empty text is one of them."""
    where = {"zip": options.zip, "locality": options.locality, "national": options.national or None}
    return [name for name, given in where.items() if given is not None]


def _modifiers(text: str | None) -> tuple[str, ...]:
    """One modifier, or several with commas between them: 26,50."""
    found = [normal_code(part) for part in (text or "").split(",") if part.strip()]
    for modifier in found:
        if not is_modifier_shape(modifier):
            raise BadInput(f"“{modifier}” is not a modifier; write two signs such as 26.")
    return tuple(found)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else parse_day(text)
    except ValueError as problem:
        raise BadInput(str(problem)) from None
