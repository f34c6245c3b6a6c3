"""The main job, as the issue tells it: find a code, log it, see what it counted, read the month."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import CommandLine


def test_a_clinician_on_a_fresh_machine(rvuedge: CommandLine, data_dir: Path) -> None:
    assert not data_dir.exists()
    for query in ("43644", "gastric bypass", "RYGB", "lap bypass for obesity"):
        found = [hit["code"] for hit in rvuedge.ask("search", query)["results"]]
        assert "43644" in found[:3], query
    (drug, *_) = rvuedge.ask("search", "Pitocin")["results"]
    assert (drug["code"], drug["state"], drug["work_rvu"]) == ("J2590", "drug", None)

    answer = rvuedge.ask("log", "43644 99213-25 J2590*3", "--on", "2026-11-02")
    assert [line["credited_wrvu"] for line in answer["logged"]] == ["28.67", "1.30", None]
    assert answer["total_wrvu"] == "29.97"
    for line in answer["logged"]:
        assert line["steps"][0]["text"]
    mistake = rvuedge.ask("log", "99215", "--on", "2026-11-03")["logged"][0]["id"]
    rvuedge.ask("delete", str(mistake))

    month = rvuedge.ask("summary", "--month", "2026-11")
    assert (month["total_wrvu"], month["lines"], month["units"]) == ("29.97", 3, 5)
    assert [day["date"] for day in month["by_day"]] == ["2026-11-02"]
    assert month["left_out"]["drug"] == {"lines": 1, "units": 3}
    assert "leaves out 1 drug line" in rvuedge("summary", "--month", "2026-11").out
    assert rvuedge.ask("summary") == month


def test_cms_s_own_files_after_one_import_each(
    rvuedge: CommandLine, shared_cms: Path, shipped: Path
) -> None:
    for file, release, rows, codes in (
        ("rvu25d/PPRRVU2025_Oct.csv", "RVU25D", 19_090, 16_852),
        ("rvu26b/PPRRVU2026_Apr_nonQPP.txt", "RVU26B", 19_277, 17_029),
    ):
        answer = rvuedge.ask("import", str(shared_cms / file))
        assert (answer["release"], answer["rows"], answer["codes"]) == (release, rows, codes)
        assert (answer["rejected"], answer["replaced"]) == ([], False)
        assert len(rvuedge("values", release).out.splitlines()) == rows + 1
    # Known to CMS only, under CMS's own short description.
    (hit,) = rvuedge.ask("search", "47570")["results"]
    assert (hit["state"], hit["work_rvu"], hit["release"]) == ("valued", "12.25", "RVU26B")
    assert rvuedge.ask("show", "43644")["name"] == "Laparoscopic gastric bypass, short Roux limb"


def work(rvuedge: CommandLine, code: str, *options: str) -> tuple[str, str | None]:
    answer = rvuedge.ask("show", code, *options)
    return answer["state"], answer["work_rvu"]


def test_the_figures_of_the_issue(rvuedge: CommandLine, full: Path) -> None:
    assert work(rvuedge, "43644", "--on", "2025-10-01") == ("valued", "29.40")
    assert work(rvuedge, "43644", "--on", "2026-04-01") == ("valued", "28.67")
    assert work(rvuedge, "45378") == ("valued", "3.18")
    assert work(rvuedge, "45378", "--modifier", "53") == ("valued", "1.59")
    assert work(rvuedge, "70450", "--modifier", "TC") == ("no_work", "0.00")
    assert work(rvuedge, "93620") == ("unpriced", None)
    assert rvuedge.ask("show", "93620")["status"] == "C"
    assert work(rvuedge, "93620", "--modifier", "26") == ("valued", "11.04")
    for drug in ("J2590", "J1568"):
        answer = rvuedge.ask("show", drug)
        assert answer["state"] == "drug"
        assert {value for key, value in answer.items() if "rvu" in key or "total" in key} == {None}
    # A code that has only a 26 row, and one that went with the new year.
    assert work(rvuedge, "86153", "--modifier", "26")[0] == "valued"
    assert work(rvuedge, "55700", "--on", "2025-12-31")[0] == "valued"
    assert work(rvuedge, "55700", "--on", "2026-04-01") == ("unknown", None)


def test_logging_on_the_full_files(rvuedge: CommandLine, full: Path) -> None:
    last_year = rvuedge.ask("log", "43644 47570", "--on", "2025-12-31")
    this_year = rvuedge.ask("log", "43644 47570", "--on", "2026-01-01")
    assert [line["release"] for line in last_year["logged"]] == ["RVU25D"] * 2
    assert [line["release"] for line in this_year["logged"]] == ["RVU26B"] * 2
    assert last_year["logged"][0]["credited_wrvu"] == "29.40"
    assert this_year["logged"][0]["credited_wrvu"] == "28.67"
    parts = rvuedge.ask("log", "45378-53 70450-TC 93620 93620-26 J1568*70", "--on", "2026-05-05")
    credited = [line["credited_wrvu"] for line in parts["logged"]]
    assert credited == ["1.59", "0.00", None, "11.04", None]
    may = rvuedge.ask("summary", "--month", "2026-05")
    assert may["total_wrvu"] == "12.63"
    assert may["left_out"]["drug"] == {"lines": 1, "units": 70}
    assert may["left_out"]["unpriced"] == {"lines": 1, "units": 1}
    assert may["left_out"]["no_work"] == {"lines": 1, "units": 1}


def test_entries_stay_as_they_were_when_values_change(rvuedge: CommandLine, full: Path) -> None:
    rvuedge.ask("log", "43644 47570", "--on", "2026-01-01")
    before = (rvuedge.ask("entries"), rvuedge.ask("summary", "--month", "2026-01"))
    rvuedge.ask("remove", "RVU26B")
    rvuedge.ask("remove", "RVU25D")
    after = (rvuedge.ask("entries"), rvuedge.ask("summary", "--month", "2026-01"))
    assert after[0] == before[0]
    assert after[1]["total_wrvu"] == before[1]["total_wrvu"]
    assert work(rvuedge, "43644", "--on", "2026-01-01") == ("valued", "28.67")
    assert work(rvuedge, "47570") == ("unknown", None)
