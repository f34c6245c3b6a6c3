"""Who may import whom.

The order of the rooms is a contract of import-linter in pyproject.toml. Here are the rules that it
cannot express: single modules of Qt, and what is imported when a module is loaded.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import (
    PACKAGE,
    REPOSITORY,
    all_imports,
    asks_for,
    imports_on_load,
    named,
    python_files,
)

ROOM_OF_OWN = "rvuedge_desktop"

# The Qt modules that are GPL or commercial only, which an MIT program cannot build on.
GPL_MODULES_OF_QT = (
    "PySide6.QtCharts",
    "PySide6.QtGraphs",
    "PySide6.QtGraphsWidgets",
    "PySide6.QtDataVisualization",
)

FORBIDDEN = [
    # rooms, modules they never import, at any depth of the file
    (("domain", "catalog", "cms", "exchange", "storage", "services"), ("PySide6", "shiboken6")),
    (("paths", "resources"), ("PySide6", "sqlalchemy", "sqlmodel")),
    (("cms", "exchange", "catalog"), (f"{ROOM_OF_OWN}.storage", "sqlalchemy", "sqlmodel")),
    (("services",), ("sqlalchemy", "sqlmodel")),
    (("ui",), (f"{ROOM_OF_OWN}.storage", "sqlalchemy", "sqlmodel")),
]

# Qt takes 0.2 s and SQLAlchemy more to load; a command that needs neither must not pay.
LIGHT_ON_LOAD = (
    *(
        "cli",
        "cli_changes",
        "cli_commands",
        "cli_contracts",
        "cli_credit",
        "cli_drugs",
        "cli_io",
        "cli_options",
        "cli_pay",
        "cli_plans",
        "cli_report",
        "cli_summary",
        "cli_text",
        "__main__",
        "bootstrap",
        "services",
        "domain",
    ),
    *("paths", "resources"),
)


def test_import_linter_finds_no_breach() -> None:
    program = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_is_a_package() -> None:
    # import-linter does not look into a folder without this file, and mypy may name it wrongly.
    folders = {path.parent for path in python_files()}
    assert [named(f) for f in sorted(folders) if not (f / "__init__.py").is_file()] == []


@pytest.mark.parametrize(
    ("rooms", "modules"), FORBIDDEN, ids=["+".join(rooms) for rooms, _ in FORBIDDEN]
)
def test_rooms_keep_to_what_is_theirs(rooms: tuple[str, ...], modules: tuple[str, ...]) -> None:
    breaches = [
        f"{named(path, line)} imports {name}"
        for path in python_files(*rooms)
        for line, name in all_imports(path)
        if any(asks_for(name, module) for module in modules)
    ]
    assert breaches == []


def test_domain_imports_the_standard_library_and_itself_only() -> None:
    breaches = [
        f"{named(path, line)} imports {name}"
        for path in python_files("domain")
        for line, name in all_imports(path)
        if not asks_for(name, f"{ROOM_OF_OWN}.domain")
        and name.split(".")[0] not in sys.stdlib_module_names
    ]
    assert breaches == []


def test_only_the_ways_in_import_bootstrap() -> None:
    # The window's own start is handed what it needs; a room that asked for it would know them all.
    rooms = ("domain", "catalog", "cms", "exchange", "storage", "services", "ui")
    breaches = [
        f"{named(path, line)} imports {name}"
        for path in python_files(*rooms, "paths", "resources")
        for line, name in all_imports(path)
        if asks_for(name, f"{ROOM_OF_OWN}.bootstrap")
    ]
    assert breaches == []


def test_no_gpl_module_of_qt() -> None:
    breaches = [
        f"{named(path, line)} imports {name}"
        for path in python_files()
        for line, name in all_imports(path)
        if any(asks_for(name, module) for module in GPL_MODULES_OF_QT)
    ]
    assert breaches == []


def test_no_qt_and_no_sqlalchemy_on_load_outside_their_rooms() -> None:
    breaches = [
        f"{named(path, line)} imports {name}"
        for path in python_files(*LIGHT_ON_LOAD)
        for line, name in imports_on_load(path)
        if any(asks_for(name, module) for module in ("PySide6", "sqlalchemy", "sqlmodel"))
    ]
    assert breaches == []


@pytest.mark.parametrize("way_in", ["cli", "__main__"])
def test_loading_a_way_in_loads_neither_qt_nor_sqlalchemy(way_in: str) -> None:
    # The test above reads each file; this one sees what they bring along together.
    assert (PACKAGE / f"{way_in}.py").is_file()
    program = (
        f"import sys, {ROOM_OF_OWN}.{way_in};"
        "print(sorted({'PySide6', 'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
