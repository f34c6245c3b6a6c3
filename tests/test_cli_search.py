"""`rvuedge search`: its keys, its marks for what has no RVU, and odd queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine

KEYS = ["code", "name", "section", "state", "work_rvu", "release"]


def codes(rvuedge: CommandLine, *arguments: str) -> list[str]:
    return [hit["code"] for hit in rvuedge.ask("search", *arguments)["results"]]


def test_keys_are_those_of_the_interface(rvuedge: CommandLine, shipped: Path) -> None:
    answer = rvuedge.ask("search", "gastric", "bypass", "--limit", "3")
    assert list(answer) == ["query", "results"]
    assert answer["query"] == "gastric bypass"
    assert 1 <= len(answer["results"]) <= 3
    for hit in answer["results"]:
        assert list(hit) == KEYS
    assert answer["results"][0] == {
        "code": "43644",
        "name": "Laparoscopic gastric bypass, short Roux limb",
        "section": "Surgery: digestive",
        "state": "valued",
        "work_rvu": "28.67",
        "release": "RVU26B",
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("43644", "43644"),
        ("4364", "43644"),
        ("lap chole", "47562"),
        ("chole lap", "47562"),
        ("pitocin", "J2590"),
        ("oxytocn", "J2590"),
        ("IVIG", "J1568"),
        ("octagam", "J1568"),
        ("colonscopy", "45378"),
        ("EGD", "43235"),
    ],
)
def test_found_by_number_name_nickname_and_with_a_slip(
    rvuedge: CommandLine, shipped: Path, query: str, code: str
) -> None:
    assert code in codes(rvuedge, query)


def test_a_drug_has_its_mark_and_never_a_number(rvuedge: CommandLine, shipped: Path) -> None:
    hit = rvuedge.ask("search", "pitocin", "--limit", "1")["results"][0]
    assert (hit["state"], hit["work_rvu"]) == ("drug", None)
    text = rvuedge("search", "pitocin", "--limit", "1").out
    assert "drug" in text
    assert "0.00" not in text


def test_kind_narrows_to_work_or_drugs(rvuedge: CommandLine, shipped: Path) -> None:
    for kind, state in (("work", "valued"), ("drug", "drug")):
        found = rvuedge.ask("search", "injection", "--kind", kind)["results"]
        assert found
        assert {hit["state"] for hit in found} == {state}


def test_codes_that_are_logged_often_come_first(rvuedge: CommandLine, shipped: Path) -> None:
    before = codes(rvuedge, "office visit", "--limit", "5")
    favourite = before[-1]
    for _ in range(8):
        rvuedge.ask("log", favourite, "--on", "2026-11-02")
    after = codes(rvuedge, "office visit", "--limit", "5")
    assert after.index(favourite) < before.index(favourite)


@pytest.mark.parametrize("query", ["", "   ", "qqqqqqqq", "-5", "(((", "'; DROP TABLE entries; --"])
def test_nothing_found_is_an_answer(rvuedge: CommandLine, shipped: Path, query: str) -> None:
    answer = rvuedge.ask("search", "--", query)
    assert answer["query"] == query
    assert isinstance(answer["results"], list)
    assert rvuedge("search", "--", query).code == 0


def test_a_very_long_query_is_answered(rvuedge: CommandLine, shipped: Path) -> None:
    assert rvuedge.ask("search", "x" * 1_000_000)["results"] == []


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "٣", ""])
def test_a_limit_is_a_whole_number(rvuedge: CommandLine, shipped: Path, limit: str) -> None:
    assert "whole number" in rvuedge.bad("search", "x", f"--limit={limit}")


def test_usage_errors_are_one_sentence(rvuedge: CommandLine, data_dir: Path) -> None:
    assert "choose from" in rvuedge.bad("search", "x", "--kind", "food")
    assert "QUERY" in rvuedge.bad("search")
    assert "rvuedge --help" in rvuedge.bad("--bogus")
    assert "invalid choice" in rvuedge.bad("find", "x")
    assert not data_dir.exists()


def test_only_the_first_search_builds_the_index(
    rvuedge: CommandLine, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = codes(rvuedge, "lap chole")
    assert (data_dir / "index" / "search.index").is_file()

    def build(*_: object) -> None:
        raise AssertionError("the index was built a second time")

    monkeypatch.setattr("rvuedge_desktop.services.start.build_index", build)
    assert codes(rvuedge, "lap chole") == first
