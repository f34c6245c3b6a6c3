"""Where the data shipped with the program lies: catalog, themes, icons, fonts.

In a checkout it is the folder beside the package, in an installed wheel a folder
inside it, in a frozen bundle a folder of the bundle. Nobody else needs to know.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSIDE_PACKAGE = "_resources"


def resource_path(*parts: str) -> Path:
    """The path of a shipped file or folder; the file itself may be absent.

    Raises FileNotFoundError when the installation has no resources at all.
    """
    return _root().joinpath(*parts)


def resource_text(*parts: str) -> str:
    """The text of a shipped file, all of which are UTF-8."""
    return resource_path(*parts).read_text(encoding="utf-8")


def _root() -> Path:
    for folder in _candidates():
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        "The program's own data is missing from this installation; please install it again."
    )


def _candidates() -> list[Path]:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        # Only the bundle: a frozen program must not read a checkout that lies about.
        return [Path(bundle) / "rvuedge_desktop" / _INSIDE_PACKAGE]
    return [_PACKAGE / _INSIDE_PACKAGE, _PACKAGE.parent / "resources"]
