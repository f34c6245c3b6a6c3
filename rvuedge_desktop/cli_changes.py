"""`rvuedge changes`: the codes that changed between two releases."""

from __future__ import annotations

import argparse

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cli import DONE
from rvuedge_desktop.cli_io import answer as _answer
from rvuedge_desktop.cli_io import release_of as _release
from rvuedge_desktop.cli_io import write_whole as _write_whole
from rvuedge_desktop.services.release_changes import (
    ChangeKind,
    CodeChange,
    ReleaseChanges,
    release_changes,
    write_changes,
)

_MOST = 20


def changes(options: argparse.Namespace) -> int:
    """New, gone, raised and lowered codes, to the screen or as CSV."""
    earlier, later = sorted(
        (_release(options.earlier), _release(options.later)), key=lambda release: release.order
    )
    with program(options.data_dir, write=False) as opened:
        found = release_changes(opened.store, earlier, later)
    if options.out is None:
        _answer(options, found.as_json(), _text(found))
        return DONE
    written = _write_whole(options.out, lambda out: write_changes(found, out))
    record = {**found.as_json(), "file": str(options.out), "rows": written}
    del record["changes"]
    _answer(options, record, f"Wrote {written:,} changes to {options.out}.")
    return DONE


def _text(found: ReleaseChanges) -> str:
    counts = ", ".join(f"{found.count(kind):,} {kind.value}" for kind in ChangeKind)
    lines = [f"{found.earlier.name} to {found.later.name}: {counts}."]
    shown = sorted(found.changes, key=lambda change: -abs(change.difference))[:_MOST]
    lines.extend(map(_line, shown))
    if len(found.changes) > len(shown):
        lines.append(f"  … and {len(found.changes) - len(shown):,} more; --out FILE writes all")
    return "\n".join(lines)


def _line(change: CodeChange) -> str:
    code = f"{change.code}-{change.modifier}" if change.modifier else change.code
    before = "—" if change.before is None else change.before
    after = "—" if change.after is None else change.after
    return f"  {code:<8}  {before:>6} → {after:>6}  {change.kind.value:<7}  {change.name}"
