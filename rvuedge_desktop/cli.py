"""The command line `rvuedge`: its keys and exit codes are an interface.

Neither Qt nor SQLAlchemy is imported here at module level, so that a question is answered at
once. Exit codes: 0 done; 1 refused; 2 bad usage or bad input; 3 the environment; 70 a bug.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from rvuedge_desktop import __version__, cli_options

DONE, REFUSED, BAD_INPUT, ENVIRONMENT, BUG = 0, 1, 2, 3, 70


class BadInput(Exception):
    """What the user gave cannot be used; the message says what to give."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing its usage and ending the process."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message[:1].upper()}{message[1:]}; see “{self.prog} --help”.")


def _parser() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--data-dir",
        type=_folder,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep everything in DIR instead of the usual place",
    )
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="answer in JSON"
    )
    parser = _Parser(
        prog="rvuedge",
        parents=[common],
        description="Find procedure codes, log them, and read the month's work RVUs. "
        "Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"rvuedge {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    search = command("search", "Find codes by number, name, nickname or plain words.")
    search.add_argument("query", nargs="+", metavar="QUERY", help="words, or - for a query a line")
    search.add_argument("--limit", type=_positive, default=20, metavar="N")
    search.add_argument("--kind", choices=("all", "work", "drug"), default="all")

    show = command("show", "Show a code: its value, or the reason why it has none.")
    show.add_argument("code", metavar="CODE", help="a code, or - for one a line")
    show.add_argument("--modifier", default="", metavar="M")
    show.add_argument("--on", metavar="DATE", help="date of service, as 2026-11-21")
    show.add_argument("--release", metavar="R", help="a release, as RVU26B")

    log = command("log", "Log what was done, as typed into the quick-entry line.")
    log.add_argument("text", nargs="+", metavar="TEXT", help="the line, or - for a line a line")
    log.add_argument("--on", metavar="DATE", help="date of service, as 2026-11-21")
    log.add_argument("--partial", action="store_true", help="log the good lines of a text")

    entries = command("entries", "List logged lines.")
    entries.add_argument("--from", dest="first", metavar="DATE")
    entries.add_argument("--to", dest="last", metavar="DATE")

    delete = command("delete", "Delete logged lines by their numbers.")
    delete.add_argument("ids", nargs="+", type=_number, metavar="ID")
    command("undo", "Take back the last change to the log.")
    command("redo", "Do again what was last undone.")

    cli_options.add_summary(command)
    cli_options.add_plans(command)
    cli_options.add_report(command)

    credit = command("credit", "What lines would count for, step by step; nothing is logged.")
    credit.add_argument("text", nargs="+", metavar="TEXT", help="a session, or - for one a line")
    credit.add_argument("--on", metavar="DATE", help="date of service, as 2026-11-21")
    credit.add_argument("--policy", metavar="NAME", help="full, cms, common or one of your own")
    credit.add_argument("--release", metavar="R", help="a release, as RVU26B")
    command("policies", "List the credit policies and what each does.")
    what_if = command("whatif", "The log as it would count under another policy or release.")
    what_if.add_argument("--from", dest="first", metavar="DATE")
    what_if.add_argument("--to", dest="last", metavar="DATE")
    what_if.add_argument("--policy", metavar="P", help="full, cms, common or one of your own")
    what_if.add_argument("--release", metavar="R", help="a release, as RVU26B")
    what_if.add_argument("--contract", metavar="NAME", help="one of your contracts")
    contract = command("contract", "List, show, add and remove contracts.")
    contract.add_argument("action", choices=("list", "show", "add", "remove"))
    contract.add_argument("what", nargs="?", metavar="NAME|FILE", help="a name; for add a file")

    units = command("units", "Billing units of a drug's dose, and its waste (JW or JZ).")
    units.add_argument("code", metavar="CODE")
    units.add_argument("--dose", required=True, metavar="DOSE", help="as “305 mg” or “30 units”")
    units.add_argument(
        "--container",
        action="extend",
        nargs="+",
        metavar="SIZE",
        help="a size at hand, as “100 mg”, or what was opened, as “2 x 100 mg”",
    )
    units.add_argument("--multi-dose", action="store_true", help="a multi-dose vial has no waste")
    units.add_argument("--on", metavar="DATE", help="date of service, as 2026-11-21")
    ndc = command("ndc", "An NDC in the 11 digits of a claim, and the codes of its package.")
    ndc.add_argument("text", nargs="+", metavar="TEXT")
    infusion = command("infusion", "The administration codes for the minutes of an infusion.")
    infusion.add_argument("--minutes", required=True, type=_number, metavar="N")
    infusion.add_argument("--kind", choices=("drug", "hydration", "chemo"), default="drug")

    imports = command(
        "import",
        "Install a file of CMS's (zip, csv, txt or xlsx): relative values, Part B payment limits, "
        "NDC crosswalk or HCPCS Level II.",
    )
    imports.add_argument("file", type=Path, metavar="FILE")
    imports.add_argument("--release", metavar="R", help="its release, where the file is silent")
    command("releases", "List the installed releases.")
    changes = command("changes", "The codes that changed between two releases.")
    changes.add_argument("earlier", metavar="RELEASE")
    changes.add_argument("later", metavar="RELEASE")
    changes.add_argument("--out", type=Path, metavar="FILE", help="write them as CSV")
    values = command("values", "Write every value of a release as CSV.")
    values.add_argument("release", metavar="RELEASE")
    values.add_argument("--out", type=Path, metavar="FILE")
    remove = command("remove", "Take an imported release out again.")
    remove.add_argument("release", metavar="RELEASE")
    descriptions = command(
        "remove-descriptions", "Remove CMS's short descriptions; values and log stay."
    )
    descriptions.add_argument("release", nargs="?", metavar="RELEASE")

    payment = command("payment", "Medicare's payment estimate of a code, or a fee schedule.")
    payment.add_argument("code", nargs="?", metavar="CODE")
    payment.add_argument("--all", action="store_true", help="every code of a release, as CSV")
    payment.add_argument("--modifier", metavar="M", help="such as 26; several as 26,50")
    payment.add_argument("--on", metavar="DATE", help="date of service, as 2026-11-21")
    payment.add_argument("--release", metavar="R", help="a release, as RVU26B")
    payment.add_argument("--zip", metavar="Z", help="where: a ZIP code")
    payment.add_argument("--locality", metavar="MAC-NN", help="where: as 10112-00")
    payment.add_argument("--national", action="store_true", help="all GPCIs 1")
    payment.add_argument("--setting", choices=("facility", "nonfacility"))
    payment.add_argument("--no-floor", action="store_true", help="without the work floor of 1.0")
    payment.add_argument("--qp", action="store_true", help="factor of qualifying APM participants")
    payment.add_argument("--out", type=Path, metavar="FILE")

    demo = command("demo", "Try the program on a made-up log in a temporary folder.")
    demo.add_argument("--screenshots", type=Path, metavar="DIR", help="leave pictures in DIR")
    command("self-test", "Check that this installation works.")
    return parser


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of a folder is needed")
    return Path(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” is not the number of a line")
    return int(text)


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number of 1 or more")
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Never raises for what a user can cause."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A sign that cannot be read or shown must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options = _parser().parse_args(arguments)
        options.data_dir = getattr(options, "data_dir", None)
        options.json = getattr(options, "json", False)
        return _run(options)
    except BadInput as problem:
        return _say(str(problem), BAD_INPUT)
    except BrokenPipeError:
        # The reader has gone (rvuedge … | head): nothing more to say, and nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    try:
        if options.command is None:
            from rvuedge_desktop.__main__ import open_window

            return open_window(options.data_dir)
        from rvuedge_desktop.cli_commands import COMMANDS

        run: Callable[[argparse.Namespace], int] = COMMANDS[options.command]
        return run(options)
    except (BadInput, BrokenPipeError):
        raise
    except OSError as problem:
        return _say(_of_the_system(problem), ENVIRONMENT)
    except Exception as problem:
        code = _code_of(problem)
        if code is not None:
            return _say(str(problem), code)
        _keep_crash(options.data_dir)
        return _say(
            "This is a mistake in RVU Edge Desktop; your log is unharmed. "
            "The details are in the crash log beside it.",
            BUG,
        )


def _code_of(problem: Exception) -> int | None:
    """The exit code of what a user can cause; None for a bug. Imports only once it went wrong."""
    from rvuedge_desktop.cms import CmsFileError
    from rvuedge_desktop.services.lookup import NoSuchRelease
    from rvuedge_desktop.storage.errors import StorageError

    if isinstance(problem, (CmsFileError, NoSuchRelease)):
        return BAD_INPUT
    return ENVIRONMENT if isinstance(problem, StorageError) else None


def _of_the_system(problem: OSError) -> str:
    if problem.errno == errno.ENOSPC:
        return "The disk is full; make room and try again."
    why = problem.strerror or str(problem)
    if problem.filename is None:
        return f"The system refused this ({why}); mend that and try again."
    return f"{problem.filename} cannot be used ({why}); mend that or choose another place."


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _keep_crash(data_dir: Path | None) -> None:
    """Write where it happened, not what was typed: a log line could hold anything."""
    from rvuedge_desktop.crashes import crash_report
    from rvuedge_desktop.paths import state_paths

    kind, _, trace = sys.exc_info()
    report = crash_report(kind, traceback.extract_tb(trace))
    try:
        path = state_paths(data_dir).crash_log
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{report}\n")
    except OSError:
        print(report, file=sys.stderr)


if __name__ == "__main__":
    # By its own name: the commands raise the BadInput of that module, not of `__main__`.
    from rvuedge_desktop.cli import main as run_by_name

    sys.exit(run_by_name())
