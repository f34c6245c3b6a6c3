"""The page of one code as a widget: what it is called, what it counts for, and why."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rvuedge_desktop.services.medicare_estimate import MedicareEstimate
from rvuedge_desktop.services.page_parts import Page
from rvuedge_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    figures_font,
    icon,
    set_kind,
)
from rvuedge_desktop.ui.widgets.buttons import muted_label, primary_button, title_label
from rvuedge_desktop.ui.widgets.code_view_parts import (
    BillingSection,
    CompareSection,
    QuestionsSection,
    RelatedSection,
    Section,
    body_label,
)
from rvuedge_desktop.ui.widgets.code_view_texts import CodeTexts, turned
from rvuedge_desktop.ui.widgets.flow import FlowRow
from rvuedge_desktop.ui.widgets.label_grid import LabelGrid
from rvuedge_desktop.ui.widgets.payment_block import PaymentBlock
from rvuedge_desktop.ui.widgets.pill import Pill

_WIDEST = 820
# Below this the parts of the value stand under one another.
_NARROW = 590
_MOUSE = Qt.TextInteractionFlag.TextSelectableByMouse
_PILLS = 6


class CodeView(QScrollArea):
    """Built once and filled anew for every code, so that arrowing through a list stays quick."""

    code_clicked = Signal(str)
    log_clicked = Signal(str)
    locality_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self._narrow = False
        self.setWidgetResizable(True)
        set_kind(self, "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Code page"))
        inner = QWidget(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_XL)
        self._column.setSpacing(SPACE_M)
        content = QWidget(inner)
        content.setMaximumWidth(_WIDEST)
        self._content = content
        self._column.addWidget(content)
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_M)
        self._build_head()
        self._build_sections()
        self._rows.addStretch(1)
        self.setWidget(inner)

    # -- layout ----------------------------------------------------------------------------

    def _build_head(self) -> None:
        parent = self._content
        self.code = QLabel(parent)
        self.code.setFont(figures_font(1.1, QFont.Weight.DemiBold))
        self.code.setTextInteractionFlags(_MOUSE)
        self.section = muted_label("", parent)
        self.name = title_label("", parent)
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setTextInteractionFlags(_MOUSE)
        self.pills = FlowRow(parent, SPACE_S)
        self._pills = [Pill(self.pills) for _ in range(_PILLS)]
        for pill in self._pills:
            self.pills.add_item(pill)
        self.figure = QLabel(parent)
        self.figure.setFont(figures_font(2.2, QFont.Weight.DemiBold))
        self.caption = muted_label("", parent)
        self.log_button = primary_button(self.tr("Log this"), parent)
        self.log_button.setIcon(icon("add", "on_accent"))
        self.log_button.setIconSize(QSize(14, 14))
        self.log_button.setToolTip(self.tr("Put this code into the quick-entry line"))
        self.log_button.clicked.connect(self._log)
        line = QHBoxLayout()
        line.setSpacing(SPACE_S)
        line.addWidget(self.code)
        line.addWidget(self.section)
        line.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SPACE_S)
        left.addLayout(line)
        left.addWidget(self.name)
        left.addWidget(self.pills)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        end = Qt.AlignmentFlag.AlignRight
        right.addWidget(self.figure, 0, end)
        right.addWidget(self.caption, 0, end)
        right.addSpacing(SPACE_M)
        right.addWidget(self.log_button, 0, end)
        right.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_XL)
        head.addLayout(left, 1)
        head.addLayout(right)
        self._rows.addLayout(head)

    def _build_sections(self) -> None:
        parent = self._content
        self.synonyms = Section(self.tr("Also known as"), parent)
        self.description = Section(self.tr("Description"), parent)
        self.plain = Section(self.tr("In plain language"), parent)
        self.context = Section(self.tr("Clinical context"), parent)
        for section in (self.synonyms, self.description, self.plain, self.context):
            self._rows.addWidget(section)
        self._build_rvu()
        self._build_drug()
        self.payment = PaymentBlock(parent)
        self.payment.locality_clicked.connect(self.locality_clicked)
        self.payment.hide()
        self._rows.addWidget(self.payment)
        self.billing = BillingSection(self.tr("Billing and documentation"), parent)
        self.billing.links.code_clicked.connect(self.code_clicked)
        self.billing.links.log_clicked.connect(self.log_clicked)
        self.compares = CompareSection(self.tr("How this code compares"), parent)
        self.specialties = Section(self.tr("Specialties"), parent)
        self.questions = QuestionsSection(self.tr("Questions"), parent)
        self.related = RelatedSection(self.tr("Related codes"), parent)
        self.related.code_clicked.connect(self.code_clicked)
        self.cms = Section(self.tr("CMS's own description"), parent)
        for section in (
            self.billing,
            self.compares,
            self.specialties,
            self.questions,
            self.related,
            self.cms,
        ):
            self._rows.addWidget(section)
        self.attribution = body_label(parent, muted=True)
        self._rows.addSpacing(SPACE_S)
        self._rows.addWidget(self.attribution)

    def _build_rvu(self) -> None:
        self.rvu = Section(self.tr("RVU information"), self._content)
        card = QFrame(self.rvu)
        set_kind(card, "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        box.setSpacing(SPACE_M)
        self.breakdown = LabelGrid(range(1, 7), stretch=0, parent=card)
        self.remarks = body_label(card, muted=True)
        self.indicators = LabelGrid(stretch=1, ruled=False, wrapped=True, parent=card)
        self.history_title = QLabel(self.tr("Work RVU by release"), card)
        self.history_title.setFont(figures_font(1.0, QFont.Weight.DemiBold))
        self.history = LabelGrid((2, 3), stretch=1, parent=card)
        box.addWidget(self.breakdown)
        box.addWidget(self.remarks)
        box.addWidget(self.indicators)
        box.addSpacing(SPACE_XS)
        box.addWidget(self.history_title)
        box.addWidget(self.history)
        self.history_note = body_label(card, muted=True)
        box.addWidget(self.history_note)
        self.rvu_card = card
        self.rvu.column.addSpacing(SPACE_XS)
        self.rvu.column.addWidget(card)
        self._rows.addWidget(self.rvu)

    def _build_drug(self) -> None:
        self.drug = Section(self.tr("The drug"), self._content)
        self.drug.body.hide()
        self.drug_facts = LabelGrid(stretch=1, ruled=False, wrapped=True, parent=self.drug)
        self.drug.column.addWidget(self.drug_facts)
        self._rows.addWidget(self.drug)

    # -- what it shows ---------------------------------------------------------------------

    def show_page(self, page: Page, payment: MedicareEstimate | None = None) -> None:
        """Fill the view with a code, and with what Medicare would pay for it."""
        other = self.page is None or self.page.facts.code != page.facts.code
        self.page = page
        texts = CodeTexts(page)
        facts = page.facts
        content = self._content
        focus = self.focusWidget()
        held = focus is not None and focus.hasFocus() and content.isAncestorOf(focus)
        # Hidden, it is laid out once at the end and not for every part that comes or goes.
        self.setUpdatesEnabled(False)
        content.hide()
        self.code.setText(facts.code)
        self.section.setText(facts.section)
        self.name.setText(facts.name or texts.unnamed())
        self._show_pills(texts)
        valued = bool(texts.figure())
        self.figure.setText(texts.figure())
        self.figure.setVisible(valued)
        self.caption.setText(texts.caption())
        self.caption.setVisible(bool(texts.caption()))
        self.synonyms.say(" · ".join(page.also))
        self.description.say(texts.description())
        self.plain.say(facts.plain)
        self.context.say(facts.context)
        self._show_rvu(texts)
        drug = texts.drug_facts()
        self.drug_facts.set_rows((), drug)
        self.drug.setVisible(bool(drug))
        self._show_payment(page, payment)
        self.billing.show_points(page.billing)
        self.compares.show_comparison(page)
        self.specialties.say(", ".join(facts.specialties))
        self.questions.show_questions(page.questions)
        self.related.show_groups(page.related)
        self.cms.say(texts.cms_description())
        self.attribution.setText(texts.attribution())
        content.show()
        self.setUpdatesEnabled(True)
        if held and focus is not None:
            # Where a link led elsewhere, reading starts at the top; a mere refresh keeps its place.
            (self if other or not focus.isVisible() else focus).setFocus()
        if other:
            self.verticalScrollBar().setValue(0)
        self.setAccessibleName(self.tr("Code page of %s").replace("%s", facts.code))
        self.setAccessibleDescription(texts.spoken())

    def _show_payment(self, page: Page, found: MedicareEstimate | None) -> None:
        if found is None or "payment" not in {key for key, _ in page.sections}:
            self.payment.hide()
        else:
            self.payment.show_estimate(found)

    def _show_pills(self, texts: CodeTexts) -> None:
        marks = texts.pills()
        for pill, mark in zip(self._pills, [*marks, *[None] * _PILLS], strict=False):
            if mark is not None:
                pill.set_pill(*mark)
            pill.setVisible(mark is not None)
        self.pills.setVisible(bool(marks))
        self.pills.relayout()

    def _show_rvu(self, texts: CodeTexts) -> None:
        no_rvu = texts.no_rvu()
        self.rvu.say(no_rvu or " ")
        self.rvu.body.setVisible(bool(no_rvu))
        self._show_breakdown(texts)
        remarks = texts.remarks()
        self.remarks.setText(remarks)
        self.remarks.setVisible(bool(remarks))
        indicators = texts.indicators()
        self.indicators.set_rows((), indicators)
        self.indicators.setVisible(bool(indicators))
        headers, rows = texts.history()
        self.history.set_rows(headers, rows)
        for widget in (self.history_title, self.history):
            widget.setVisible(bool(rows))
        note = self.page.history_note if self.page is not None else ""
        self.history_note.setText(note)
        self.history_note.setVisible(bool(note and rows))
        self.rvu_card.setVisible(
            any(not w.isHidden() for w in (self.breakdown, self.indicators, self.history))
        )

    def _show_breakdown(self, texts: CodeTexts) -> None:
        headers, rows = texts.breakdown()
        if self._narrow and rows:
            headers, rows = turned(headers, rows)
        self.breakdown.set_rows(headers, rows)
        self.breakdown.setVisible(bool(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            if self.page is not None:
                self._show_breakdown(CodeTexts(self.page))

    def _log(self) -> None:
        if self.page is not None:
            self.log_clicked.emit(self.page.facts.code)
