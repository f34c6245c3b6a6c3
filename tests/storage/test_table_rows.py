"""Payment limits, packages and HCPCS texts in the store."""

from __future__ import annotations

from datetime import date

import pytest

from rvuedge_desktop.domain.drug_tables import HcpcsText, NdcPackage, PaymentLimit, TableKind
from rvuedge_desktop.storage import Cancelled, Store

LIMIT = PaymentLimit("J1568", "made up", "500 MG", 47385, 20000, "")
PACKAGE = NdcPackage("68982084001", "J1568", "Octagam", "Maker", "500 MG", "20", "1", 20000)
TEXT = HcpcsText("C9999", "Long text", "Short", "C", "2008-01-01")
MODIFIER = HcpcsText("ZZ", "A modifier", "Modifier")


def put(store: Store, kind: TableKind, *records: object, first: date, **more: object) -> bool:
    last = date(first.year, first.month + 2, 28)
    return store.replace_table(
        kind,
        title=f"{kind.label} {first}",
        file_name="x.csv",
        digest="0",
        first_day=first,
        last_day=last,
        codes=len(records),
        records=records,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def test_the_quarter_of_the_day_answers_else_the_newest(store: Store) -> None:
    for month, limit in ((1, 100), (4, 200), (7, 300)):
        record = PaymentLimit("J1568", "", "1 MG", limit, None, "")
        assert not put(store, TableKind.PAYMENT_LIMITS, record, first=date(2026, month, 1))

    def limit_on(day: date) -> int | None:
        found = store.payment_limit("J1568", day)
        return None if found is None else found[0].limit

    assert limit_on(date(2026, 2, 1)) == 100
    assert limit_on(date(2026, 5, 1)) == 200
    assert limit_on(date(2026, 12, 1)) == 300
    assert limit_on(date(2020, 1, 1)) == 300
    found = store.payment_limit("J1568", date(2026, 5, 1))
    assert found is not None
    assert found[1].first_day == date(2026, 4, 1)
    assert store.payment_limit("J0000", date(2026, 5, 1)) is None


def test_the_same_quarter_is_replaced(store: Store) -> None:
    version = store.codes_version()
    assert not put(store, TableKind.PAYMENT_LIMITS, LIMIT, first=date(2026, 1, 1))
    assert store.codes_version() != version
    assert put(store, TableKind.PAYMENT_LIMITS, LIMIT, first=date(2026, 1, 1))
    assert not put(store, TableKind.CROSSWALK, PACKAGE, first=date(2026, 1, 1))
    assert [(row.kind, row.rows) for row in store.cms_tables()] == [
        (TableKind.CROSSWALK, 1),
        (TableKind.PAYMENT_LIMITS, 1),
    ]


def test_packages_by_code_and_by_number(store: Store) -> None:
    put(store, TableKind.CROSSWALK, PACKAGE, first=date(2026, 1, 1))
    assert store.packages_of("J1568") == [PACKAGE]
    assert store.packages_with("68982084001") == [PACKAGE]
    assert store.packages_with("00000000000") == []
    put(store, TableKind.CROSSWALK, first=date(2026, 4, 1))
    assert store.packages_of("J1568") == []


def test_hcpcs_texts_are_known_codes(store: Store) -> None:
    put(store, TableKind.HCPCS, TEXT, MODIFIER, first=date(2026, 1, 1))
    assert store.hcpcs_text("C9999") == TEXT
    assert store.hcpcs_texts() == [TEXT, MODIFIER]
    assert "C9999" in store.known_codes()
    assert "ZZ" in store.known_modifiers()
    assert "ZZ" not in store.known_codes()
    assert store.names_of(["C9999", "J0000"]) == {"C9999": "Short"}


def test_removing_takes_the_rows_along(store: Store) -> None:
    put(store, TableKind.HCPCS, TEXT, first=date(2026, 1, 1))
    assert store.remove_table(TableKind.HCPCS, date(2026, 1, 1))
    assert not store.remove_table(TableKind.HCPCS, date(2026, 1, 1))
    assert store.hcpcs_text("C9999") is None
    assert store.check_file() == []


def test_cancelling_leaves_nothing(store: Store) -> None:
    with pytest.raises(Cancelled):
        put(store, TableKind.HCPCS, TEXT, first=date(2026, 1, 1), cancelled=lambda: True)
    assert store.cms_tables() == []
    seen: list[tuple[int, int]] = []
    put(
        store,
        TableKind.HCPCS,
        TEXT,
        first=date(2026, 1, 1),
        progress=lambda done, whole: seen.append((done, whole)),
    )
    assert seen == [(1, 1)]
