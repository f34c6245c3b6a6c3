"""House rules that no linter knows. Each says where it is broken."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.architecture.source import (
    BINARY,
    REPOSITORY,
    committed_text_files,
    named,
    own_python_files,
    python_files,
    tree,
)

MOST_LINES = 500

# The patterns are put together from pieces so that this file does not break its own rules.
UNFINISHED = re.compile(
    r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"]) + ")"
)
SLASHES = ":" + "//"
URL = re.compile(r"\b[a-z][a-z0-9+.-]*" + SLASHES, re.IGNORECASE)
# SQLAlchemy and SQLite spell the name of a local database this way; no machine is named.
LOCAL_DATABASE = r"\b(sqlite(\+\w+)?|file)" + SLASHES + r"(?=[/\"'?{]|$)"
REGISTRY_HOST = re.compile(
    r"\b("
    + "|".join(
        host.replace("|", r"\.")
        for host in (
            "pypi|org",
            "pythonhosted|org",
            "anaconda|org",
            "npmjs|(org|com)",
            "crates|io",
            "docker|io",
            "ghcr|io",
            "quay|io",
            "github|com",
            "gitlab|com",
            "debian|org",
            "proxy|golang",
        )
    )
    + r")\b",
    re.IGNORECASE,
)
# Folders that exist on one machine only. A word before the slash makes it something else.
MACHINE_PATH = re.compile(
    r"(?<![\w.~})\]])(/" + r"(work|root|opt|home|Users)/\w" + r"|[A-Z]:\\+" + r"Users\\)"
)
VAGUE_MODULE = re.compile(r"^(utils?|helpers?|managers?)$|_(utils?|helpers?|managers?)$")
VAGUE_CLASS = re.compile(r"(Utils?|Helpers?|Managers?)$")


def matches(pattern: re.Pattern[str], paths: list[Path], allowed: str = "") -> list[str]:
    """Where a pattern occurs, once what is allowed has been taken out of the line."""
    return [
        f"{named(path, number)}: {line.strip()[:100]}"
        for path in paths
        # A sample of somebody's file in tests/fixtures may have another encoding.
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if pattern.search(re.sub(allowed, "", line) if allowed else line)
    ]


def test_a_file_can_be_read_in_one_sitting() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in own_python_files()}
    assert [f"{named(p)}: {n} lines" for p, n in lengths.items() if n > MOST_LINES] == []


def test_no_binary_fractions_for_rvus_and_money() -> None:
    breaches = []
    for path in python_files("domain", "storage"):
        for node in ast.walk(tree(path)):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            conversion = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "float"
            )
            if literal or conversion:
                breaches.append(f"{named(path, node.lineno)}: {ast.unparse(node)}")
    assert breaches == []


def test_texts_for_translation_are_constant() -> None:
    # The tools extract the braces as they stand, so the text would never be found again.
    breaches = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"tr", "translate"}
                and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
            ):
                breaches.append(named(path, node.lineno))
    assert breaches == []


def test_names_say_what_a_thing_does() -> None:
    breaches = []
    for path in own_python_files():
        places = path.relative_to(REPOSITORY).with_suffix("").parts
        breaches += [named(path) for place in places if VAGUE_MODULE.search(place)]
        breaches += [
            f"{named(path, node.lineno)}: class {node.name}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name)
        ]
    assert breaches == []


def test_nothing_is_left_unfinished() -> None:
    assert matches(UNFINISHED, own_python_files()) == []


def checked_for_places() -> list[Path]:
    # License texts are quoted as their owners wrote them.
    licenses = REPOSITORY / "resources" / "LICENSES"
    return [path for path in committed_text_files() if not path.is_relative_to(licenses)]


def test_no_address_is_committed() -> None:
    # This holds for the namespace of an SVG file too: Qt draws it without one.
    assert matches(URL, checked_for_places(), allowed=LOCAL_DATABASE) == []


def test_no_registry_is_named() -> None:
    assert matches(REGISTRY_HOST, checked_for_places()) == []


def test_no_folder_of_one_machine_is_named() -> None:
    assert matches(MACHINE_PATH, checked_for_places()) == []


def test_shipped_texts_are_utf8_with_unix_line_ends() -> None:
    breaches = []
    for path in sorted((REPOSITORY / "resources").rglob("*")):
        if not path.is_file() or path.suffix in BINARY:
            continue
        content = path.read_bytes()
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            breaches.append(f"{named(path)}: not UTF-8 at byte {error.start}")
        if content.startswith(b"\xef\xbb\xbf"):
            breaches.append(f"{named(path)}: starts with a byte order mark")
        if b"\r" in content:
            breaches.append(f"{named(path)}: has a carriage return")
        if content and not content.endswith(b"\n"):
            breaches.append(f"{named(path)}: does not end with a line end")
    assert breaches == []
