"""Medicare's payment estimate of one service: RVUs, GPCIs and a conversion factor to dollars.

    [(work × GPCI work) + (PE of the setting × GPCI PE) + (MP × GPCI MP)] × conversion factor

in decimals, with unrounded intermediates, a four-decimal factor and one half-up rounding to cents
at the end. CMS's own table of capped imaging prices comes out to the cent (domain reference 2.1,
2.5). Dollars are Medicare's estimate: they never enter a wRVU or a pay figure.

What is payable: rows of status A, R and T with RVUs; only these RVUs are used for Medicare
payment (1.4). A setting marked NA ("rarely or never performed" there) is priced all the same: the
file fills its PE with that of the other setting (1.2), CMS's table of capped imaging prices gives
such rows amounts in both columns, and a contractor that accepts the place pays that rate. The
formula text says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rvuedge_desktop.domain.amounts import from_hundredths, plain, round_half_up
from rvuedge_desktop.domain.indicators import status_in_words
from rvuedge_desktop.domain.localities import Gpcis
from rvuedge_desktop.domain.payment_modifiers import Effect, modifier_effects
from rvuedge_desktop.domain.places import Setting
from rvuedge_desktop.domain.values import ROW_MODIFIERS, PublishedValue

ESTIMATE = "Medicare's estimate"
_PAYABLE = frozenset({"A", "R", "T"})
_NON_PARTICIPATING = Decimal("0.95")
_LIMITING_CHARGE = Decimal("1.0925")


@dataclass(frozen=True, slots=True)
class Terms:
    """What turns RVUs into dollars. `source` names the release, `notes` what the reader must know.

    `factor_name` says whose conversion factor it is when the year has two.
    """

    gpcis: Gpcis
    conversion_factor: Decimal
    setting: Setting = Setting.NONFACILITY
    source: str = ""
    factor_name: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rvus:
    """Work, practice expense of the setting, and malpractice RVUs."""

    work: Decimal
    pe: Decimal
    mp: Decimal

    def amount(self, terms: Terms) -> Decimal:
        """The dollars, unrounded."""
        gpcis = terms.gpcis
        adjusted = self.work * gpcis.work + self.pe * gpcis.pe + self.mp * gpcis.mp
        return adjusted * terms.conversion_factor

    def in_words(self, terms: Terms) -> str:
        gpcis = terms.gpcis
        return (
            f"({self.work} × {gpcis.work} + {self.pe} × {gpcis.pe} + {self.mp} × {gpcis.mp})"
            f" × {terms.conversion_factor}"
        )


@dataclass(frozen=True, slots=True)
class PaymentEstimate:
    """An estimate, and the formula with the numbers in it. `amount` is None when there is none."""

    amount: Decimal | None
    rvus: Rvus | None
    terms: Terms
    formula: str

    def as_json(self) -> dict[str, object]:
        """The answer of `rvuedge payment`."""
        gpcis = self.terms.gpcis
        return {
            "amount": plain(self.amount),
            "work": plain(self.rvus.work if self.rvus else None),
            "pe": plain(self.rvus.pe if self.rvus else None),
            "mp": plain(self.rvus.mp if self.rvus else None),
            "gpci_work": plain(gpcis.work),
            "gpci_pe": plain(gpcis.pe),
            "gpci_mp": plain(gpcis.mp),
            "conversion_factor": plain(self.terms.conversion_factor),
            "formula": self.formula,
        }


def rvus_of(value: PublishedValue, setting: Setting) -> Rvus | None:
    """The RVUs of a row in a setting; None where the release does not give all three."""
    pe = value.pe_facility if setting is Setting.FACILITY else value.pe_nonfacility
    if pe is None or value.mp is None:
        return None
    return Rvus(value.work_rvu, from_hundredths(pe), from_hundredths(value.mp))


def capped_rvus(value: PublishedValue, setting: Setting) -> Rvus | None:
    """The RVUs of the hospital outpatient cap on imaging; None where the row has no cap.

    CMS fills these fields only for imaging TC rows and global rows with a technical part
    (domain reference 2.5): the cap is never on the professional part.
    """
    facility = setting is Setting.FACILITY
    pe = value.opps_pe_facility if facility else value.opps_pe_nonfacility
    if not pe:
        return None
    return Rvus(value.work_rvu, from_hundredths(pe), from_hundredths(value.opps_mp or 0))


def why_not_payable(
    code: str, value: PublishedValue | None, rows: Mapping[str, PublishedValue], source: str
) -> str | None:
    """Why CMS has no payable value for a row; None when it has one (domain reference 1.4)."""
    where = source or "the installed values"
    if value is None:
        if rows:
            listed = ", ".join(f"{code}-{modifier}" for modifier in rows if modifier)
            return f"{code} has no row of its own in {where}, only {listed}"
        return f"{code} is not in {where}"
    name = f"{code}-{value.modifier}" if value.modifier else code
    if value.status not in _PAYABLE:
        reason = f"{name} has no payable value in {where} (status {status_in_words(value.status)})"
    elif value.pe_nonfacility is None or value.mp is None:
        return (
            f"{where} as shipped has work RVUs only; import CMS's full file of that release "
            f"to estimate {name}"
        )
    elif not value.total_nonfacility and not value.total_facility:
        reason = (
            f"{name} has no RVUs in {where}: its Medicare contractor prices it "
            f"(status {status_in_words(value.status)})"
        )
    else:
        return None
    professional = rows.get("26")
    if not value.modifier and professional is not None and professional.status in _PAYABLE:
        reason += f"; its professional part {code}-26 has one"
    return reason


def choose_payment_row(
    rows: Mapping[str, PublishedValue], modifiers: tuple[str, ...]
) -> PublishedValue | None:
    """The 26, TC or 53 row where it is asked for and published, else the unmodified row (1.5)."""
    asked = (modifier for modifier in modifiers if modifier in ROW_MODIFIERS)
    return rows.get(next((modifier for modifier in asked if modifier in rows), ""))


def estimate(
    code: str,
    rows: Mapping[str, PublishedValue],
    terms: Terms,
    modifiers: tuple[str, ...] = (),
) -> PaymentEstimate:
    """What Medicare would pay for one unit of `code`, alone in its session.

    `rows` are the code's rows in a release by row modifier. Bilateral, assistant, co-surgeon and
    part-of-package modifiers act by the row's indicators (domain reference 4.1).
    """
    value = choose_payment_row(rows, modifiers)
    reason = why_not_payable(code, value, rows, terms.source)
    published = rvus_of(value, terms.setting) if value is not None else None
    if value is None or reason is not None or published is None:
        has_rvus = value is not None and (value.total_nonfacility or value.total_facility)
        return PaymentEstimate(
            None, published if has_rvus else None, terms, f"No amount: {reason}."
        )
    effect = modifier_effects(value, modifiers)
    if effect.refusal is not None:
        return PaymentEstimate(None, published, terms, f"No amount: {effect.refusal}.")
    used, cap_note = _after_cap(value, published, terms)
    unrounded = used.amount(terms) * effect.factor
    amount = round_half_up(unrounded)
    notes = (*_notes(value, terms), *cap_note, *effect.notes)
    return PaymentEstimate(amount, used, terms, _formula(used, terms, effect, unrounded, notes))


def _after_cap(
    value: PublishedValue, published: Rvus, terms: Terms
) -> tuple[Rvus, tuple[str, ...]]:
    capped = capped_rvus(value, terms.setting)
    if capped is None or capped.amount(terms) >= published.amount(terms):
        return published, ()
    full = round_half_up(published.amount(terms))
    return capped, (
        f"the hospital outpatient rate caps its technical part: ${full} without the cap",
    )


def _notes(value: PublishedValue, terms: Terms) -> tuple[str, ...]:
    facility = terms.setting is Setting.FACILITY
    notes = [*terms.notes]
    if value.facility_na if facility else value.nonfacility_na:
        where = "in" if facility else "outside"
        notes.append(
            f"CMS marks it as rarely or never done {where} a facility (NA) and repeats the other "
            "setting's practice expense"
        )
    if value.status == "T":
        notes.append("paid only when nothing else is payable to you that day (status T)")
    if value.status == "R":
        notes.append("coverage is restricted (status R)")
    return tuple(notes)


def _formula(
    used: Rvus, terms: Terms, effect: Effect, unrounded: Decimal, notes: tuple[str, ...]
) -> str:
    head = ", ".join(
        part for part in (ESTIMATE, terms.gpcis.place, terms.setting.words, terms.source) if part
    )
    steps = "".join(f" × {factor} ({text})" for factor, text in effect.steps)
    tail = [note for note in (terms.gpcis.note, terms.factor_name, *notes) if note]
    said = f" ({'; '.join(tail)})" if tail else ""
    return (
        f"{head}: {used.in_words(terms)}{steps} = {plain_number(unrounded)}"
        f" → ${round_half_up(unrounded)}{said}"
    )


def plain_number(amount: Decimal) -> str:
    """An unrounded amount without trailing zeros: 95.192565."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def payable_amount(value: PublishedValue, terms: Terms) -> Decimal | None:
    """The fee schedule amount of a row in cents; None where CMS has no payable value.

    The same arithmetic as `estimate`, without its text: a fee schedule has 19,000 rows.
    """
    if value.status not in _PAYABLE:
        return None
    if not value.total_nonfacility and not value.total_facility:
        return None
    rvus = rvus_of(value, terms.setting)
    if rvus is None:
        return None
    amount = rvus.amount(terms)
    capped = capped_rvus(value, terms.setting)
    return round_half_up(amount if capped is None else min(amount, capped.amount(terms)))


def nonparticipating_fee(fee: Decimal) -> Decimal:
    """What Medicare allows a physician who does not participate: 95 % (domain reference 2.1)."""
    return round_half_up(fee * _NON_PARTICIPATING)


def limiting_charge(fee: Decimal) -> Decimal:
    """The most a non-participating physician may charge: 115 % of 95 % (domain reference 2.1)."""
    return round_half_up(fee * _LIMITING_CHARGE)
