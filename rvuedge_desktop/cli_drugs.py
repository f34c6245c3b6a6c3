"""`rvuedge units`, `ndc` and `infusion`: what to bill for a drug and for giving it."""

from __future__ import annotations

import argparse
from datetime import date

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_io import answer as _answer
from rvuedge_desktop.cli_io import day_of as _day
from rvuedge_desktop.domain.codes import is_code_shape, normal_code
from rvuedge_desktop.domain.doses import BadDose
from rvuedge_desktop.domain.infusions import Infused, administration, in_words
from rvuedge_desktop.domain.ndc import BadNdc, hyphenated
from rvuedge_desktop.services.drug_help import NdcAnswer, drug_billing, ndc_answer

Options = argparse.Namespace


def units(options: Options) -> int:
    """Billing units and waste of a dose."""
    code = normal_code(options.code)
    if not is_code_shape(code):
        raise BadInput(f"“{options.code}” is not a code; write five signs such as J2590.")
    on = _day(options.on, date.today())
    with program(options.data_dir, write=False) as opened:
        try:
            found = drug_billing(
                opened.store,
                code,
                options.dose,
                options.container or (),
                multi_dose=options.multi_dose,
                on=on,
            )
        except BadDose as problem:
            raise BadInput(str(problem)) from None
    billing = found.billing
    noun = "unit" if billing.units == 1 else "units"
    lines = [f"{code}: {billing.units:,} {noun}"]
    if billing.waste_units:
        lines.append(f"{code}-JW: {billing.waste_units:,} wasted")
    elif billing.modifier:
        lines[0] = f"{code}-{billing.modifier}: {billing.units:,} {noun}"
    _answer(options, billing.as_json(), "\n".join([*lines, *billing.steps]))
    return DONE


def ndc(options: Options) -> int:
    """An NDC in 11 digits, and the codes of its package."""
    with program(options.data_dir, write=False) as opened:
        try:
            found = ndc_answer(opened.store, " ".join(options.text))
        except BadNdc as problem:
            raise BadInput(str(problem)) from None
    _answer(options, found.as_json(), _ndc_text(found))
    return DONE


def _ndc_text(found: NdcAnswer) -> str:
    lines = [f"{found.ndc11}  ({hyphenated(found.ndc11)})"]
    for package in found.packages:
        per = format(package.units_per_package.normalize(), "f")
        lines.append(f"{package.code}  {per} units a package  {package.drug}")
    if not found.crosswalk:
        lines.append("No NDC-HCPCS crosswalk is installed; “rvuedge import FILE” adds CMS's.")
    elif not found.packages:
        lines.append(f"It is not in “{found.crosswalk}”.")
    return "\n".join(lines)


def infusion(options: Options) -> int:
    """The administration codes of an infusion."""
    kind = Infused(options.kind)
    try:
        found = administration(options.minutes, kind)
    except ValueError as problem:
        raise BadInput(str(problem)) from None
    record = {"codes": [{"code": one.code, "units": one.units} for one in found]}
    _answer(options, record, in_words(options.minutes, kind, found))
    return DONE
