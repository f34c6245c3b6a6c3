"""Contracts and policies from and to TOML files, with the questions that come before."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_MOST_BYTES = 1_000_000


class FileProblem(Exception):
    """A file cannot be read; the message is a sentence that says why."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("TermFiles", text)


def ask_to_read(parent: QWidget, title: str) -> Path | None:
    """The file the user chooses, None when none."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", _tr("TOML files (*.toml);;All (*)"))
    return Path(name) if name else None


def ask_to_write(parent: QWidget, title: str, name: str) -> Path | None:
    """Where the user wants it written, None for nowhere."""
    proposed = re.sub(r"[^\w-]+", "-", name).strip("-").lower() or "contract"
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, f"{proposed}.toml", _tr("TOML files (*.toml)")
    )
    return Path(chosen) if chosen else None


def read_text(path: Path) -> str:
    """The text of a file. Raises FileProblem."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FileProblem(_tr("%s is too long to be such a file.").replace("%s", path.name))
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        text = _tr("%1 cannot be read: %2.").replace("%1", path.name)
        raise FileProblem(text.replace("%2", problem.strerror or str(problem))) from None
    except UnicodeDecodeError:
        raise FileProblem(_tr("%s is not a text in UTF-8.").replace("%s", path.name)) from None


def write_text(path: Path, text: str) -> None:
    """Write a file. Raises FileProblem."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        said = _tr("%1 cannot be written: %2.").replace("%1", path.name)
        raise FileProblem(said.replace("%2", problem.strerror or str(problem))) from None


def is_sure(parent: QWidget, question: str, explained: str, action: str) -> bool:
    """Whether the user wants what cannot be undone."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("Contract"))
    box.setText(question)
    box.setInformativeText(explained)
    back = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is go
