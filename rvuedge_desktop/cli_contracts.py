"""`rvuedge contract` and `rvuedge whatif`: contracts, and the log under other terms."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rvuedge_desktop.bootstrap import Program, program
from rvuedge_desktop.cli import DONE, BadInput
from rvuedge_desktop.cli_credit import policy_named
from rvuedge_desktop.cli_io import answer, day_of, in_order, release_if_given
from rvuedge_desktop.domain.amounts import plain
from rvuedge_desktop.domain.contracts import Contract

if TYPE_CHECKING:
    from rvuedge_desktop.services.what_if import GroupDifference, OtherCredit, WhatIf

Options = argparse.Namespace
_MOST_BYTES = 1_000_000


def contract(options: Options) -> int:
    """List, show, add or remove contracts."""
    from rvuedge_desktop.services.contracts import BadContract

    wanted = {"show": "the name of a contract", "remove": "the name of a contract", "add": "a file"}
    if options.action in wanted and options.what is None:
        raise BadInput(f"Give {wanted[options.action]} to {options.action}.")
    if options.action == "list" and options.what is not None:
        raise BadInput("“contract list” takes no name; “contract show NAME” shows one.")
    write = options.action in {"add", "remove"}
    text = _read(Path(options.what)) if options.action == "add" else ""
    with program(options.data_dir, write=write) as opened:
        try:
            _ACTIONS[options.action](opened, options, text)
        except BadContract as problem:
            raise BadInput(str(problem)) from None
    return DONE


def _list(opened: Program, options: Options, _: str) -> None:
    found = opened.store.contracts()
    lines = [_line(known) for known in found] or ["There is no contract yet."]
    answer(options, {"contracts": [contract_record(known) for known in found]}, "\n".join(lines))


def _show(opened: Program, options: Options, _: str) -> None:
    from rvuedge_desktop.services.contracts import BadContract, contract_named, contract_text

    found = contract_named(opened.store, options.what)
    if found is None:
        raise BadContract(
            f"There is no contract “{options.what}”; “rvuedge contract list” has them all."
        )
    answer(options, contract_record(found), contract_text(found).rstrip())


def _add(opened: Program, options: Options, text: str) -> None:
    from rvuedge_desktop.services.contracts import add_contract, contract_from_text

    kept = add_contract(opened.store, opened.evaluator, contract_from_text(text))
    answer(
        options, contract_record(kept), f"{kept.name} is added. Lines logged from now count by it."
    )


def _remove(opened: Program, options: Options, _: str) -> None:
    from rvuedge_desktop.services.contracts import remove_contract

    gone = remove_contract(opened.store, opened.evaluator, options.what)
    text = f"{gone.name} is removed; its lines keep what they were credited."
    answer(options, {"removed": gone.name}, text)


_ACTIONS = {"list": _list, "show": _show, "add": _add, "remove": _remove}


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"{path} is too long for a contract; give a TOML file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}); give a TOML file.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not a text in UTF-8; give a TOML file.") from None


def contract_record(found: Contract) -> dict[str, object]:
    """A contract as `rvuedge contract` answers it."""
    return {
        "name": found.name,
        "employer": found.employer,
        "first_day": found.first_day.isoformat(),
        "last_day": None if found.last_day is None else found.last_day.isoformat(),
        "sites": [
            {"name": site.name, "place_of_service": site.place_of_service or None}
            for site in found.sites
        ],
        "career_stage": found.career_stage,
        "fte": plain(found.fte),
        "policy": found.policy,
        "release": found.pinned_release,
        "missing": found.missing.value,
    }


def _line(found: Contract) -> str:
    until = "" if found.last_day is None else f" to {found.last_day}"
    release = f", pinned to {found.pinned_release}" if found.pinned_release else ""
    return f"{found.name}  from {found.first_day}{until}  {found.policy}{release}"


def what_if(options: Options) -> int:
    """The log of some days under another policy, release or contract."""
    from rvuedge_desktop.services.contracts import contract_named
    from rvuedge_desktop.services.lookup import require_installed
    from rvuedge_desktop.services.what_if import what_if as under

    first = day_of(options.first, date.min)
    last = day_of(options.last, date.max)
    in_order(first, last)
    release = release_if_given(options.release)
    if release is None and options.policy is None and options.contract is None:
        raise BadInput("Say what to change: --policy, --release or --contract.")
    with program(options.data_dir, write=False) as opened:
        policy = policy_named(opened.evaluator, options.policy)
        contract = None
        if options.contract is not None:
            contract = contract_named(opened.store, options.contract)
            if contract is None:
                raise BadInput(f"There is no contract “{options.contract}”; see “contract list”.")
        if release is not None:
            require_installed(opened.store, release)
        found = under(
            opened.store,
            opened.evaluator,
            first,
            last,
            policy=policy,
            release=release,
            contract=contract,
        )
    record = {
        "from": options.first,
        "to": options.last,
        "policy": policy.name if policy is not None else None,
        "release": release.name if release is not None else None,
        **what_if_record(found),
    }
    answer(options, record, _text(found))
    return DONE


def what_if_record(found: WhatIf) -> dict[str, object]:
    """Totals, differing lines and groups as `rvuedge whatif` answers them."""
    return {
        "total_wrvu": plain(found.total),
        "whatif_wrvu": plain(found.other_total),
        "difference": plain(found.difference),
        "lines": [_line_record(line) for line in found.lines],
        "by_month": _groups(found.by_month, "month"),
        "by_code": _groups(found.by_code, "code"),
    }


def _line_record(line: OtherCredit) -> dict[str, object]:
    done, now = line.entry.line, line.entry.credited_line
    return {
        "id": line.entry.id,
        "date": done.date_of_service.isoformat(),
        "code": done.code,
        "modifiers": list(done.modifiers),
        "units": done.units,
        "credited_wrvu": plain(now.credited),
        "whatif_wrvu": plain(line.other.credited),
        "steps": [step.as_json() for step in now.steps],
        "whatif_steps": [step.as_json() for step in line.other.steps],
    }


def _groups(groups: Iterable[GroupDifference], name: str) -> list[dict[str, object]]:
    return [
        {
            name: group.key,
            "lines": group.lines,
            "wrvu": plain(group.wrvu),
            "whatif_wrvu": plain(group.other_wrvu),
            "difference": plain(group.difference),
        }
        for group in groups
    ]


def _text(found: WhatIf) -> str:
    differ = f"{len(found.lines):,} of {len(found.every_line):,} lines differ"
    lines = [
        f"{found.total:,} wRVU as logged, {found.other_total:,} otherwise: {found.difference:+,}.",
        f"{differ}.",
    ]
    for group in found.by_month:
        lines.append(f"  {group.key}  {group.wrvu:>12,}  {group.other_wrvu:>12,}")
    for line in found.lines[:20]:
        code = "-".join((line.entry.line.code, *line.entry.line.modifiers))
        day = line.entry.line.date_of_service
        lines.append(f"  {day}  {code}  {line.counted:,} → {line.other_counted:,}")
    if len(found.lines) > 20:
        lines.append(f"  … and {len(found.lines) - 20:,} more lines")
    return "\n".join(lines)
