"""What this program is and is not, whose the code sets are, and what it is built on."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rvuedge_desktop import __version__
from rvuedge_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS
from rvuedge_desktop.ui.widgets.buttons import heading_label, muted_label
from rvuedge_desktop.ui.widgets.label_grid import GridCell, LabelGrid


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


# Name, distribution to ask for its version, license. Names of works are not translated.
_PARTS = (
    ("Qt for Python (PySide6)", "PySide6-Essentials", "GNU LGPL 3"),
    ("SQLModel", "sqlmodel", "MIT"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("pydantic", "pydantic", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
    ("python-calamine", "python-calamine", "MIT"),
)


class AboutPanel(QWidget):
    """The same on the Settings page and in the About dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        title = self.tr("RVU Edge Desktop %s").replace("%s", __version__)
        layout.addWidget(heading_label(title, self))
        layout.addWidget(self._paragraph(self.what_it_is()))
        for heading, sentences in self.owners():
            layout.addSpacing(SPACE_M)
            layout.addWidget(heading_label(heading, self))
            layout.addWidget(self._paragraph(sentences))
        layout.addSpacing(SPACE_M)
        layout.addWidget(heading_label(self.tr("Built on"), self))
        self.parts = LabelGrid(stretch=2, parent=self)
        self.parts.set_rows(
            (self.tr("Part"), self.tr("Version"), self.tr("License")),
            [[GridCell(name), number, license_name] for name, number, license_name in parts()],
        )
        layout.addSpacing(SPACE_S)
        layout.addWidget(self.parts)
        layout.addSpacing(SPACE_S)
        layout.addWidget(
            self._paragraph(
                self.tr(
                    "Each part is under its own license. Qt is used as separate, unmodified"
                    " libraries, which you may replace."
                ),
                muted=True,
            )
        )

    def what_it_is(self) -> str:
        return self.tr(
            "A personal count of work RVUs that stays on your own computer. It is not a billing,"
            " coding or compliance tool, and nothing it shows is advice on what may be billed:"
            " the contract, the payer and the published files decide."
        )

    def owners(self) -> list[tuple[str, str]]:
        """Whose each code set is."""
        return [
            (
                self.tr("CPT codes"),
                self.tr(
                    "CPT is a registered trademark of the American Medical Association, and the"
                    " code set is the Association's. Whoever uses CPT codes needs the"
                    " Association's license; this program neither contains nor grants one. The"
                    " names shown for CPT codes are our own words."
                ),
            ),
            (
                self.tr("Dental codes"),
                self.tr(
                    "The Code on Dental Procedures and Nomenclature (CDT) is the American Dental"
                    " Association's. No dental text is shipped, and dental text in a file you"
                    " import is dropped on reading."
                ),
            ),
            (
                self.tr("HCPCS Level II and the values"),
                self.tr(
                    "HCPCS Level II, the relative values and the payment indicators are published"
                    " by the Centers for Medicare & Medicaid Services (CMS). RVU Edge Desktop is"
                    " not affiliated with, nor endorsed by, any of them."
                ),
            ),
            (
                self.tr("License of this program"),
                self.tr(
                    "Copyright © 2026 RVU Edge Desktop developers. Our own work, the program and"
                    " the catalog's texts, is under the MIT license."
                ),
            ),
        ]

    def _paragraph(self, text: str, *, muted: bool = False) -> QLabel:
        label = muted_label(text, self) if muted else QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def parts() -> list[tuple[str, str, str]]:
    """Name, version and license of everything by others."""
    found = [
        ("Python", platform.python_version(), "PSF License 2"),
        ("Qt", qVersion(), "GNU LGPL 3"),
    ]
    found += [(name, _version(package), license_name) for name, package, license_name in _PARTS]
    found.append(("Inter (typeface)", "", "SIL Open Font License 1.1"))
    return found
