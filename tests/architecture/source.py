"""Reading the repository as text and as syntax trees, for the rules of this folder."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "rvuedge_desktop"

BINARY = {".otf", ".ttf", ".woff2", ".png", ".ico", ".icns", ".pdf", ".xlsx", ".zip", ".sqlite3"}

# What a folder holds besides committed files, for a copy of the tree that came without git.
_MADE_BY_TOOLS = {"build", "dist", "demo-screens", "__pycache__", "htmlcov"}


def committed_files() -> list[Path]:
    """Files that are committed or about to be: tracked, or new and not ignored."""
    paths = _known_to_git()
    if paths is None:
        paths = list(_walk(REPOSITORY))
    return sorted(path for path in paths if path.is_file())


def _known_to_git() -> list[Path] | None:
    """None where git is absent, or does not take this folder for a repository of this user."""
    git = shutil.which("git")
    if git is None:
        return None
    asked = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if asked.returncode != 0:
        return None
    return [REPOSITORY / name for name in asked.stdout.decode().split("\0") if name]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in {
            ".ci",
            ".gitignore",
            ".gitattributes",
        }
        if hidden or path.name in _MADE_BY_TOOLS or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def committed_text_files() -> list[Path]:
    return [path for path in committed_files() if path.suffix not in BINARY]


def python_files(*rooms: str) -> list[Path]:
    """The Python files of these rooms of the package, or of all of it.

    A room is a folder or a module and may be absent, so that a rule can be written first.
    """
    found: list[Path] = []
    for room in rooms or ("",):
        folder = PACKAGE / room
        found += sorted(folder.rglob("*.py")) if folder.is_dir() else []
        module = PACKAGE / f"{room}.py"
        found += [module] if room and module.is_file() else []
    return found


def own_python_files() -> list[Path]:
    """Every Python file written here: the package and the tests."""
    return python_files() + sorted((REPOSITORY / "tests").rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path, line: int | None = None) -> str:
    place = path.relative_to(REPOSITORY).as_posix()
    return place if line is None else f"{place}:{line}"


def module_name(path: Path) -> str:
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(node: ast.AST, importer: str = "", *, is_package: bool = False) -> Iterator[str]:
    """The full names that one import statement asks for (`from a import b` gives `a.b`)."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.name
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            up = importer.split(".")
            up = up[: len(up) - node.level + is_package]
            base = ".".join([*up, base] if base else up)
        for alias in node.names:
            yield f"{base}.{alias.name}"


def all_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every import in a file, at whatever depth, with its line."""
    importer, is_package = module_name(path), path.name == "__init__.py"
    for node in ast.walk(tree(path)):
        for name in imports(node, importer, is_package=is_package):
            yield getattr(node, "lineno", 0), name


def imports_on_load(path: Path) -> Iterator[tuple[int, str]]:
    """The imports that run when the module is loaded: not in a function, not for typing only."""
    importer, is_package = module_name(path), path.name == "__init__.py"
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
            continue
        for name in imports(node, importer, is_package=is_package):
            yield getattr(node, "lineno", 0), name
        waiting += ast.iter_child_nodes(node)


def asks_for(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")
