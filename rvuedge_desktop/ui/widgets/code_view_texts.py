"""The words and figures of a code's page, formatted; the widget only places them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from rvuedge_desktop.domain.amounts import from_hundredths
from rvuedge_desktop.domain.codes import Family, family_of
from rvuedge_desktop.domain.indicators import (
    global_days_in_words,
    global_mark,
    is_add_on,
    status_in_words,
    surgery_rules_in_words,
)
from rvuedge_desktop.domain.values import PublishedValue, ValueState
from rvuedge_desktop.services.page_parts import HistoryPoint, Page
from rvuedge_desktop.ui import format as shown
from rvuedge_desktop.ui.widgets.label_grid import GridCell
from rvuedge_desktop.ui.widgets.marks import mark_for

Rows = list[list[GridCell | str]]
_FROM_A_FILE = "From an imported file"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CodeView", text)


def turned(headers: list[str], rows: Rows) -> tuple[list[str], Rows]:
    """A table with rows for columns, for where there is more height than width."""
    tops = [cell.text if isinstance(cell, GridCell) else cell for cell in (row[0] for row in rows)]
    lines: Rows = [
        [GridCell(header.replace("\n", " "), "muted"), *[row[column] for row in rows]]
        for column, header in enumerate(headers)
        if column
    ]
    return ["", *(top.partition(" ")[0] for top in tops)], lines


class CodeTexts:
    """Everything that stands on the page of one code."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._facts = page.facts
        # A row without RVUs is not a breakdown of anything.
        self._rows = page.rows if page.facts.has_rvu else ()

    def unnamed(self) -> str:
        if self._page.known:
            return _tr("No name is installed for this code")
        return _tr("This code is not installed")

    # -- head ------------------------------------------------------------------------------

    def figure(self) -> str:
        """The work RVU of a code that has one."""
        work = self._facts.rvu("work")
        if self._facts.state is ValueState.VALUED and work is not None:
            return shown.wrvu(work)
        return ""

    def caption(self) -> str:
        release = self._facts.release
        if not self.figure():
            return _tr("no work RVU") if self._page.known else ""
        row = self._facts.value
        text = _tr("work RVU, %s")
        if row is not None and row.modifier:
            text = _tr("work RVU of the %1 row, %s").replace("%1", row.modifier)
        return text.replace("%s", release or "")

    def pills(self) -> list[tuple[str, str, str]]:
        """Word, colour role and icon of each mark."""
        marks: list[tuple[str, str, str]] = []
        value = self._facts.value
        mark = mark_for(self._facts.state)
        if mark is not None:
            marks.append((mark.word, mark.role, mark.icon))
        days = value.global_days if value is not None else ""
        if word := global_mark(days):
            accent = "accent" if is_add_on(days) else ""
            marks.append((_tr("%s (ZZZ)").replace("%s", word) if accent else word, accent, ""))
        if value is not None and self._facts.has_rvu and value.pctc == "1":
            marks.append((_tr("26 and TC"), "", ""))
        drug = self._page.drug
        if drug is not None and drug.biosimilar_of:
            marks.append((_tr("Biosimilar"), "", ""))
        if drug is not None and drug.unit is not None:
            marks.append((_tr("Billing unit: %s").replace("%s", drug.unit.text), "", ""))
        if drug is not None and drug.retired:
            marks.append((_tr("Retired"), "warning", "warning"))
        if _FROM_A_FILE in self._page.marks:
            marks.append((_tr("From an imported file"), "", ""))
        return marks

    def spoken(self) -> str:
        """The page in one sentence, for those who hear it."""
        figure = self.figure()
        worth = _tr("%s work RVU").replace("%s", figure) if figure else self.reason()
        return ", ".join(part for part in (self._facts.name or "", worth) if part)

    # -- RVU information -------------------------------------------------------------------

    def reason(self) -> str:
        """Why there is no work RVU."""
        return self._facts.reason or ""

    def no_rvu(self) -> str:
        """Why there is no work RVU, and how the code is paid instead."""
        return " ".join(self._page.no_rvu)

    def breakdown(self) -> tuple[list[str], Rows]:
        """The parts of the value, one line for each row CMS publishes."""
        rows = [row for row in self._rows if row.pe_nonfacility is not None]
        if not rows:
            return [], []
        headers = [
            "",
            _tr("Work"),
            _tr("PE\nnon-facility"),
            _tr("PE\nfacility"),
            _tr("Malpractice"),
            _tr("Total\nnon-facility"),
            _tr("Total\nfacility"),
        ]
        return headers, [self._parts(row, alone=len(rows) == 1) for row in rows]

    @staticmethod
    def _parts(row: PublishedValue, *, alone: bool) -> list[GridCell | str]:
        titles = {
            "": _tr("RVU") if alone else _tr("Whole service"),
            "26": _tr("26 professional part"),
            "TC": _tr("TC technical part"),
            "53": _tr("53 stopped early"),
        }

        def cell(amount: int | None, *, strong: bool = False, na: str = "") -> GridCell:
            text = shown.wrvu(None if amount is None else from_hundredths(amount))
            return GridCell(text, "muted" if na else "", strong)

        return [
            GridCell(titles.get(row.modifier, row.modifier), "muted" if alone else ""),
            cell(row.work, strong=True) if row.work else GridCell(_tr("none"), "muted"),
            cell(row.pe_nonfacility, na=row.nonfacility_na),
            cell(row.pe_facility, na=row.facility_na),
            cell(row.mp),
            cell(row.total_nonfacility, na=row.nonfacility_na),
            cell(row.total_facility, na=row.facility_na),
        ]

    def remarks(self) -> str:
        """What CMS says beside the figures, in sentences."""
        if not self._rows:
            return ""
        value, found = self._facts.value, []
        if value is not None and value.nonfacility_na:
            found.append(_tr("CMS marks it as rarely or never done outside a facility (NA)."))
        if value is not None and value.facility_na:
            found.append(_tr("CMS marks it as rarely or never done in a facility (NA)."))
        if value is not None and value.not_used:
            found.append(_tr("CMS shows these RVUs but does not use them for payment."))
        if value is not None and value.pe_nonfacility is None:
            found.append(_tr("Only the work RVU is installed for this release."))
        if self._facts.note:
            found.append(self._facts.note)
        return " ".join(found)

    def indicators(self) -> Rows:
        """Status, global days and the rules for surgery, in words."""
        value = self._facts.value
        if value is None:
            return []
        rows: list[tuple[str, str]] = []
        if value.status:
            rows.append((_tr("Status"), status_in_words(value.status)))
        if self._rows and value.global_days:
            rows.append((_tr("Global days"), global_days_in_words(value.global_days)))
        if self._rows and (value.pre or value.intra or value.post):
            rows.append((_tr("Global package"), self._package(value)))
        if self._rows:
            rules = surgery_rules_in_words(
                value.mult_proc, value.bilat, value.asst, value.co_surg, value.team_surg
            )
            # Outside surgery, the rules that do not apply say nothing.
            surgical = value.global_days != "XXX"
            rows += [rule for rule in rules if surgical or not rule[1].startswith("0")]
        if self._rows and value.endo_base:
            rows.append((_tr("Endoscopy family"), value.endo_base))
        return [[GridCell(title, "muted"), text] for title, text in rows]

    @staticmethod
    def _package(value: PublishedValue) -> str:
        text = _tr("%1 before, %2 during, %3 after")
        for sign, share in (("%1", value.pre), ("%2", value.intra), ("%3", value.post)):
            text = text.replace(sign, shown.percent(Decimal(share or 0).scaleb(-2)))
        return text

    def history(self) -> tuple[list[str], Rows]:
        """The work RVU over the installed releases, newest first."""
        known = self._page.history
        if not any(row.work is not None for row in known):
            return [], []
        headers = [_tr("Release"), _tr("First month"), _tr("Work RVU"), _tr("Change")]
        return headers, [self._release(row) for row in reversed(known)]

    def _release(self, row: HistoryPoint) -> list[GridCell | str]:
        month = shown.release_label(row.release).partition(" · ")[2]
        now = row.release == self._facts.release
        name = GridCell(row.release, strong=now)
        if not row.listed:
            return [name, month, GridCell(_tr("not listed"), "muted"), ""]
        if row.state is not ValueState.VALUED or row.work is None:
            mark = mark_for(row.state)
            return [name, month, GridCell(mark.word if mark else shown.NOTHING, "muted"), ""]
        return [name, month, GridCell(shown.wrvu(row.work), strong=now), self._change(row)]

    @staticmethod
    def _change(row: HistoryPoint) -> GridCell:
        if row.change is None or row.work is None:
            return GridCell("")
        if not row.change:
            return GridCell(_tr("no change"), "muted")
        before = row.work - row.change
        text = shown.wrvu_change(row.change)
        if before:
            text += f" ({shown.percent_change(row.change / before)})"
        return GridCell(text)

    # -- the drug, and whose words these are -----------------------------------------------

    def drug_facts(self) -> Rows:
        drug = self._page.drug
        if drug is None:
            return []
        pairs: Sequence[tuple[str, str]] = (
            (_tr("Billing unit"), drug.unit.text if drug.unit is not None else ""),
            (_tr("Generic name"), drug.generic),
            (_tr("Brands"), ", ".join(drug.brands)),
            (_tr("Class"), drug.drug_class),
            (_tr("Routes"), ", ".join(drug.routes)),
            (_tr("Used for"), "; ".join(drug.uses)),
            (_tr("Vials"), drug.vial),
            (_tr("Biosimilar of"), drug.biosimilar_of),
            (_tr("Retired"), _tr("yes") if drug.retired else ""),
        )
        return [[GridCell(title, "muted"), text] for title, text in pairs if text]

    def description(self) -> str:
        """Our own words; CMS's, marked as a quotation, where there are none of ours."""
        return self._facts.description or self._quoted()

    def cms_description(self) -> str:
        """CMS's words, where they do not stand in for ours already."""
        return self._quoted() if self._facts.description else ""

    def _quoted(self) -> str:
        text = self._facts.cms_description
        return f"“{text}”" if text else ""

    def attribution(self) -> str:
        family = family_of(self._facts.code)
        if family.is_cpt:
            owner = _tr("CPT is a registered trademark of the American Medical Association.")
        elif family is Family.D_CODE:
            owner = _tr("Dental codes are the American Dental Association's.")
        else:
            owner = _tr("HCPCS Level II is published by CMS.")
        if self._facts.release is None:
            return owner
        values = _tr("Values: CMS, Physician Fee Schedule, %s.")
        return f"{owner} {values.replace('%s', shown.release_label(self._facts.release))}"
