"""The shipped payment tables, and CMS's own published amounts as oracles."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rvuedge_desktop.bootstrap import program
from rvuedge_desktop.cms import read_relative_values
from rvuedge_desktop.domain.conversion_factors import Kind
from rvuedge_desktop.domain.payment import Terms, payable_amount
from rvuedge_desktop.domain.places import NotEstimable, Setting, setting_of
from rvuedge_desktop.domain.releases import Release
from rvuedge_desktop.domain.values import PublishedValue
from rvuedge_desktop.resources import resource_path
from rvuedge_desktop.services.payment import PaymentEstimator, Place
from rvuedge_desktop.services.payment_tables import PaymentTables
from tests.fixtures import make_payment_data

TABLES = PaymentTables(resource_path("payment"))


def test_every_published_amount_under_the_imaging_cap(shared_cms: Path) -> None:
    """P8: status A of OPPSCAP, and the 348 rows listed under the other MAC of California.

    The amounts are in both columns although CMS marks every one of these rows NA in a facility.
    """
    read = read_relative_values(shared_cms / "rvu25d" / "PPRRVU2025_Oct.csv")
    values: dict[tuple[str, str], PublishedValue] = {value.key: value for value in read.values}
    factor = TABLES.conversion_factors.on(date(2025, 10, 1))
    assert factor is not None
    places = TABLES.localities(2025)
    counts: Counter[str] = Counter()
    wrong = []
    with (shared_cms / "rvu25d" / "OPPSCAP_Oct.csv").open(encoding="cp1252", newline="") as lines:
        for code, modifier, status, mac, number, facility, nonfacility in list(csv.reader(lines))[
            1:
        ]:
            if status != "A":
                continue
            place = places.by_key(f"{mac}-{number}")
            counts["own MAC" if place.mac == mac else "other MAC"] += 1
            value = values[code, modifier.strip()]
            assert value.facility_na == "NA"
            for setting, wanted in (
                (Setting.FACILITY, facility),
                (Setting.NONFACILITY, nonfacility),
            ):
                found = payable_amount(value, Terms(place.gpcis(), factor.factor, setting))
                if found != Decimal(wanted):
                    wrong.append((code, modifier, place.key, setting, wanted, found))
    assert counts == {"own MAC": 6_322, "other MAC": 348}
    assert wrong == []


def test_shipped_tables_are_what_cms_published(
    shared_cms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_payment_data, "SHARED", shared_cms)
    monkeypatch.setattr(make_payment_data, "TARGET", tmp_path)
    make_payment_data.main()
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 4
    assert made == {name: resource_path("payment", name).read_bytes() for name in made}
    shipped = resource_path("payment").iterdir()
    assert sum(path.stat().st_size for path in shipped) < 400_000


def test_every_zip_code_has_the_locality_cms_gives_it(shared_cms: Path) -> None:
    file = shared_cms / "zip-locality-2025-oct" / "ZIP5_OCT2025.txt"
    lines = file.read_text(encoding="cp1252").splitlines()
    listed = set()
    split = 0
    for year in (2025, 2026):
        places = TABLES.localities(year)
        for line in lines:
            place, area = places.by_zip(line[2:7], TABLES.zip_codes)
            assert (area.state, place.mac, place.number) == (line[:2], line[7:12], line[12:14])
            listed.add(int(line[2:7]))
            split += area.split
    assert (len(listed), split) == (42_956, 2 * 580)
    unlisted = next(code for code in range(10_000, 99_999) if code not in listed)
    with pytest.raises(NotEstimable, match="not in CMS's list"):
        TABLES.zip_codes.area(str(unlisted))


def test_localities_of_both_years() -> None:
    # Domain reference 2.4: 109 each, 47 of them differ by the floor in 2026.
    assert TABLES.years() == [2025, 2026]
    assert [len(TABLES.localities(year).all()) for year in (2025, 2026)] == [109, 109]
    places = TABLES.localities(2026).all()
    assert sum(place.gpcis().work != place.gpcis(floor=False).work for place in places) == 47
    assert all(place.gpcis().work >= 1 for place in places)
    alaska = TABLES.localities(2026).by_name("AK")
    assert alaska.gpcis(floor=False).work == Decimal("1.500")
    assert max(place.work_with_floor for place in places if place.state != "AK") == Decimal("1.110")


def test_a_locality_is_found_three_ways() -> None:
    places = TABLES.localities(2026)
    alabama = places.by_key("10112-00")
    assert places.by_name("al") is alabama
    assert places.by_zip("35004-1234", TABLES.zip_codes)[0] is alabama
    assert places.by_name("CA", "san francisco marin").key == "01112-52"
    assert places.by_name("TX", "Rest of Texas").key == "04412-99"
    assert places.by_key("01112-18").key == places.by_key("01182-18").key == "01182-18"
    for state, name, words in (("ZZ", "", "no Medicare locality"), ("CA", "", "choose among"),
                               ("CA", "Boston", "choose among")):  # fmt: skip
        with pytest.raises(NotEstimable, match=words):
            places.by_name(state, name)


def test_without_the_floor_only_where_cms_says_what_that_is() -> None:
    places = TABLES.localities(2025)
    with pytest.raises(NotEstimable, match="with the floor"):
        places.by_name("AL").gpcis(floor=False)
    assert places.by_key("02402-99").gpcis(floor=False).work == Decimal("1.007")


@pytest.mark.parametrize(
    ("day", "qp", "wanted"),
    [
        (date(2024, 3, 8), False, "32.7442"),
        (date(2024, 3, 9), False, "33.2875"),
        (date(2025, 12, 31), False, "32.3465"),
        (date(2025, 12, 31), True, "32.3465"),
        (date(2026, 1, 1), False, "33.4009"),
        (date(2026, 1, 1), True, "33.5675"),
        (date(2027, 1, 1), False, None),
    ],
)
def test_conversion_factors_by_date(day: date, qp: bool, wanted: str | None) -> None:
    found = TABLES.conversion_factors.on(day, qp=qp)
    assert (None if found is None else str(found.factor)) == wanted


def test_anesthesia_factors() -> None:
    factors = TABLES.conversion_factors
    found = [
        factors.on(day, kind=Kind.ANESTHESIA, qp=qp)
        for day, qp in (
            (date(2025, 5, 4), False),
            (date(2026, 5, 4), False),
            (date(2026, 5, 4), True),
        )
    ]
    assert [str(each.factor) for each in found if each] == ["20.3178", "20.4976", "20.5998"]
    alabama = TABLES.localities(2025).by_name("AL")
    assert TABLES.anesthesia_factor(2025, alabama) == Decimal("19.31")
    assert TABLES.anesthesia_factor(2026, alabama) is None
    everywhere = TABLES.localities(2025).all()
    assert all(TABLES.anesthesia_factor(2025, place) for place in everywhere)


def test_places_of_service() -> None:
    settings = TABLES.settings
    assert Counter(settings.values()) == {Setting.FACILITY: 16, Setting.NONFACILITY: 30}
    assert setting_of("11", settings) is Setting.NONFACILITY
    assert {
        setting_of(place, settings) for place in ("02", "19", "21", "22", "23", "24", "31")
    } == {Setting.FACILITY}


def test_the_use_case_over_shipped_values(shipped: Path) -> None:
    with program(shipped) as opened:
        priced = PaymentEstimator(opened.store, opened.evaluator, TABLES)
        day = date(2026, 5, 4)
        release = Release("RVU26B")
        assert priced.one("99213", Place(), on=day).amount == Decimal("95.19")
        assert priced.one("99213", Place(zip_code="35004"), on=day).amount == Decimal("87.79")
        # With a release the day counts inside that release's year only.
        other_year = priced.one("99213", Place(), on=date(2025, 5, 4), release=release)
        assert other_year.amount == Decimal("95.19")
        session = priced.session(
            [("74177", ("26",), 1), ("70450", ("26",), 1)], Place(), on=day, release=release
        )
        assert session.total == Decimal("121.28")
        scopes = priced.session([("45380", (), 1), ("45385", (), 1)], Place(), on=day)
        assert "45378" in scopes.lines[0].formula
        assert priced.session([], Place(), on=day).total == 0
        found = priced.anesthesia(Decimal(7), 129, Place(), on=day)
        assert (found.units, found.amount) == (Decimal("15.6"), Decimal("319.76"))
        local = priced.anesthesia(Decimal(7), 129, Place(zip_code="35004"), on=date(2025, 5, 4))
        assert local.amount == Decimal("301.24")  # 15.6 × 19.31 = 301.236
        with pytest.raises(NotEstimable, match="not known"):
            priced.anesthesia(Decimal(7), 129, Place(), on=date(2020, 5, 4))


def test_nothing_is_written_to_the_log(shipped: Path) -> None:
    with program(shipped) as opened:
        before = opened.store.entries(date.min, date.max)
        PaymentEstimator(opened.store, opened.evaluator, TABLES).one(
            "99213", Place(), on=date(2026, 5, 4)
        )
        assert opened.store.entries(date.min, date.max) == before == []
