import time
from datetime import date

import pytest

from rvuedge_desktop.domain.quick_entry import QuickEntry, TypedLine, parse, resolve_words

_CODES = (
    "99202 99203 99211 99212 99213 99214 99215 99292 43644 43659 45378 47562 47880 64483 27447 "
    "10060 00100 21422 70450 G0439 J2590 J1568 0001F 3074F 0446T 0002M 0001U"
)
CODES = frozenset(_CODES.split())
STARTS = frozenset(code[:size] for code in CODES | {"45100", "25111"} for size in range(1, 5))
_MODIFIERS = (
    "22 24 25 26 50 51 52 53 57 58 59 62 76 77 78 79 80 82 99 RT LT TC TB AT GC XE XS F5 P3"
)
MODIFIERS = frozenset(_MODIFIERS.split())
TODAY = date(2026, 11, 21)  # a Saturday


def read(text: str, *, finished: bool = False, **default: object) -> QuickEntry:
    return parse(
        text,
        today=TODAY,
        is_code=CODES.__contains__,
        is_code_start=STARTS.__contains__,
        is_modifier=MODIFIERS.__contains__,
        finished=finished,
        **default,  # type: ignore[arg-type]
    )


def shown(line: TypedLine) -> str:
    units = f" x{line.units}" if line.units != 1 else ""
    return "-".join((line.code, *line.modifiers)) + units


def lines(text: str, *, finished: bool = False) -> list[str]:
    return [shown(line) for line in read(text, finished=finished).lines]


def only(text: str, *, finished: bool = False) -> TypedLine:
    (line,) = read(text, finished=finished).lines
    return line


@pytest.mark.parametrize("finished", [False, True])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("99213524364451", ["99213-52", "43644-51"]),
        ("J2590J1568", ["J2590", "J1568"]),
        ("g0439", ["G0439"]),
        ("64483rt", ["64483-RT"]),
        ("64483RTLT", ["64483-RT-LT"]),
        ("0001F", ["0001F"]),
        ("0446T", ["0446T"]),
        ("992130446T", ["99213", "0446T"]),
        ("00100P3", ["00100-P3"]),
        ("9921399214", ["99213", "99214"]),
        ("992139921422", ["99213", "99214-22"]),
        ("9921325", ["99213-25"]),
        ("4788026-59", ["47880-26-59"]),
        ("47880-26-59", ["47880-26-59"]),
        ("99213 - 25", ["99213-25"]),
        ("99213.25", ["99213-25"]),
        ("99213,25", ["99213-25"]),
        ("99213/25/59", ["99213-25-59"]),
        ("99213/99214", ["99213", "99214"]),
        (
            "99213 99214,99215;99212+99211\n43659\t10060",
            "99213 99214 99215 99212 99211 43659 10060",
        ),
        ("27447 50", ["27447-50"]),
        ("27447 rt LT", ["27447-RT-LT"]),
        ("99213-25-25", ["99213-25"]),
        ("+99292", ["99292"]),
        ("12345", ["12345"]),
        ("1234525", ["12345-25"]),
        ("99213 12345", ["99213", "12345"]),
        ("1. 99213 - 25\n2) 99214 x2\n", ["99213-25", "99214 x2"]),
        ("- 99213\n* 99214\n• 99215", ["99213", "99214", "99215"]),
        ("1\t99213\t25\n2\t99214\tx2", ["99213-25", "99214 x2"]),
        ("99214*8", ["99214 x8"]),
        ("99214x8", ["99214 x8"]),
        ("99214×8", ["99214 x8"]),
        ("99214 x 8", ["99214 x8"]),
        ("99214 *8", ["99214 x8"]),
        ("99214 * 8 25", ["99214-25 x8"]),
        ("J2590x10J1568", ["J2590 x10", "J1568"]),
        ("99214x899213", ["99214 x8", "99213"]),
        ("99214*899213", ["99214 x8", "99213"]),
        ("64483x2rt", ["64483-RT x2"]),
        ("99214 * 99213", ["99214", "99213"]),
        ("99214x08", ["99214 x8"]),
    ],
)
def test_lines(text: str, expected: list[str] | str, finished: bool) -> None:
    entry = read(text, finished=finished)
    wanted = expected.split() if isinstance(expected, str) else expected
    assert [shown(line) for line in entry.lines] == wanted
    assert [line.problem for line in entry.lines] == [None] * len(wanted)
    assert (entry.tail, entry.words, entry.not_understood) == ("", "", ())


@pytest.mark.parametrize(
    ("text", "expected", "tail"),
    [
        ("992", [], "992"),
        ("J", [], "J"),
        ("J25", [], "J25"),
        ("992139", ["99213"], "9"),
        ("9921399", ["99213"], "99"),
        ("992139921", ["99213"], "9921"),
        ("9921352436", ["99213-52"], "436"),
        ("99213251", ["99213-25"], "1"),
        ("99213 99", ["99213"], "99"),
        ("99213 r", ["99213"], "r"),
        ("99213 x", ["99213"], "x"),
        ("99213 *", ["99213"], "*"),
        ("99213-2", ["99213"], "2"),
        ("99213 @", ["99213"], "@"),
        ('99213 @"main', ["99213"], '@"main'),
        ("99213 /", ["99213"], "/"),
        ("99213 /ye", ["99213"], "/ye"),
        ("99213 /3", ["99213"], "/3"),
        ("99213 /11-0", ["99213"], "/11-0"),
        ("99213/2026-1", ["99213"], "/2026-1"),
        ("lap chole 992", [], "992"),
    ],
)
def test_an_unfinished_end_is_the_tail_without_a_problem(
    text: str, expected: list[str], tail: str
) -> None:
    entry = read(text)
    assert [shown(line) for line in entry.lines] == expected
    assert (entry.tail, entry.tail_problem) == (tail, None)
    assert entry.chips[-1].kind == "tail"


@pytest.mark.parametrize(
    ("text", "tail", "says"),
    [
        ("992", "992", "beginning of a code"),
        ("100", "100", "did you mean 00100"),
        ("992135", "5", "units type x5"),
        ("99213 3", "3", "units type x3"),
        ("992139921", "9921", "beginning of a code"),
        ("99213 J259", "J259", "beginning of a code"),
        ("99213 x", "x", "such as x8"),
        ("99213 *", "*", "after *"),
        ("99213 @", "@", "@clinic"),
        ('99213 @"main', '@"main', "@clinic"),
    ],
)
def test_a_left_over_end_is_a_problem_once_finished(text: str, tail: str, says: str) -> None:
    entry = read(text, finished=True)
    assert entry.tail == tail
    assert entry.tail_problem is not None
    assert says in entry.tail_problem
    assert [chip.text for chip in entry.not_understood] == [tail]
    assert all(line.code == "99213" and line.problem is None for line in entry.lines)


@pytest.mark.parametrize("finished", [False, True])
def test_a_character_typed_twice_gets_a_suggestion(finished: bool) -> None:
    entry = read("992135243644451", finished=finished)
    assert [shown(line) for line in entry.lines] == ["99213-52", "43644"]
    assert entry.tail == "451"
    assert "did you mean 43644-51?" in (entry.tail_problem or "")


def test_no_code_begins_so() -> None:
    assert "No code begins with '888'" in (read("888").tail_problem or "")


def test_an_end_of_modifier_99_holds_once_finished() -> None:
    assert lines("9921399", finished=True) == ["99213-99"]


@pytest.mark.parametrize("text", ["99213zz", "99213-ZZ", "99213 -ZZ"])
def test_an_unknown_modifier_is_named(text: str) -> None:
    line = only(text, finished=True)
    assert line.problem == "ZZ is not a modifier; leave it out or type one such as 25."
    assert line.modifiers == ("ZZ",)


def test_eight_modifiers_and_no_more() -> None:
    assert only("43644 22 24 25 26 50 51 52 53").problem is None
    line = only("43644 22 24 25 26 50 51 52 53 57")
    assert len(line.modifiers) == 8
    assert "at most 8" in (line.problem or "")


@pytest.mark.parametrize(
    "typed",
    [
        "x0",
        "*0",
        " x 0",
        "x100000",
        f"*{'1' * 60}",
        "x1_0",
        "*1_0",
        "x８",
        " x ８",
        "*10^50",
        "x10^50",
        "*1.5",
        "x1.5",
        "*-3",
        " x2 x3",
    ],
)
def test_impossible_units(typed: str) -> None:
    line = only(f"99214{typed}", finished=True)
    assert line.problem is not None
    assert line.text == f"99214{typed}"


def test_unusual_units_are_asked_about() -> None:
    assert only("99214x999").question is None
    asked = only("99214x10000")
    assert (asked.units, asked.confirmed) == (10_000, False)
    assert "10,000 units" in (asked.question or "")
    sure = only("99214x10000!")
    assert (sure.units, sure.confirmed, sure.question, sure.problem) == (10_000, True, None, None)


def test_units_before_a_code_are_a_problem() -> None:
    assert [c.text for c in read("x2 99213").not_understood] == ["x2"]


@pytest.mark.parametrize("text", ["43659!", "43659-51!", "43659x2!", "43659 /mon!", "/mon! 43659"])
def test_confirmed(text: str) -> None:
    assert only(text).confirmed


def test_an_exclamation_mark_by_itself_confirms_nothing() -> None:
    entry = read("43659 !", finished=True)
    assert not entry.lines[0].confirmed
    assert len(entry.not_understood) == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("/today", TODAY),
        ("/Yesterday", date(2026, 11, 20)),
        ("/sat", TODAY),
        ("/mon", date(2026, 11, 16)),
        ("/sunday", date(2026, 11, 15)),
        ("/11-03", date(2026, 11, 3)),
        ("/11/3", date(2026, 11, 3)),
        ("/11-21", TODAY),
        ("/11-22", date(2025, 11, 22)),
        ("/02-29", date(2024, 2, 29)),
        ("/2026-11-03", date(2026, 11, 3)),
        ("/11-03-2026", date(2026, 11, 3)),
        ("/11/03/2026", date(2026, 11, 3)),
        ("/11-03-25", date(2025, 11, 3)),
        ("/1992-01-01", date(1992, 1, 1)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    for text in (f"99213 {typed}", f"99213{typed}", f"{typed} 99213"):
        line = only(text, finished=True)
        assert (line.date_of_service, line.problem, line.question) == (day, None, None)


@pytest.mark.parametrize(
    "typed",
    ["/02-30", "/13-01", "/1900-01-01", "/0000-01-01", "/3", "/tomorow", "/2026-11", "/1-2-345"],
)
def test_dates_that_cannot_be(typed: str) -> None:
    for text in (f"99213 {typed}", f"{typed} 99213"):
        assert only(text, finished=True).problem is not None


def test_a_future_date_is_asked_about() -> None:
    asked = only("99213 /2027-01-01")
    assert "2027-01-01 is in the future" in (asked.question or "")
    sure = only("99213 /2027-01-01!")
    assert (sure.date_of_service, sure.question) == (date(2027, 1, 1), None)
    (standing,) = read("99213", default_date=date(2026, 12, 1)).lines
    assert standing.question is not None


def days_and_sites(text: str) -> list[tuple[int, str]]:
    entry = read(text, default_date=date(2026, 11, 30), default_site="home", finished=True)
    return [(line.date_of_service.day, line.site) for line in entry.lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("99213 99214", [(30, "home"), (30, "home")]),
        ("/11-3 99213 99214", [(3, "home"), (3, "home")]),
        ("/11-3 99213 /11-4 99214 99215", [(3, "home"), (4, "home"), (4, "home")]),
        ("99213 99214 /11-3 99215 /11-4", [(3, "home"), (3, "home"), (4, "home")]),
        ("99213 /11-3 99214", [(3, "home"), (3, "home")]),
        ("99213 /11-3 99214 /11-4 99215", [(3, "home"), (4, "home"), (30, "home")]),
        ("@a 99213 @b 99214 /11-3", [(3, "a"), (3, "b")]),
        ('99213 @"main  campus" 99214 @b-2_é', [(30, "main campus"), (30, "b-2_é")]),
        ("99213 /11-3 lap chole /11-4", [(3, "home")]),
        ("99213\tOffice visit /11-3\n99214\tVisit /11-4", [(3, "home"), (4, "home")]),
    ],
)
def test_where_dates_and_sites_hold(text: str, expected: list[tuple[int, str]]) -> None:
    assert days_and_sites(text) == expected


def test_a_date_that_no_line_takes_has_a_problem() -> None:
    chips = [c for c in read("99213 /mon /tue").chips if c.kind == "date"]
    assert [chip.problem is None for chip in chips] == [True, False]


def test_notes() -> None:
    entry = read("99213 #left ear, again! @x; 99214x2#two\n99215")
    assert [line.note for line in entry.lines] == ["left ear, again! @x", "two", ""]
    assert only("#early; 99213 #late").note == "early, late"
    listed = read("Abscess #deep; 10060\n99213", finished=True)
    assert [line.note for line in listed.lines] == ["deep", ""]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("lap chole", "lap chole", []),
        ("colonscopy", "colonscopy", []),
        ("99213 knee repl", "knee repl", ["99213"]),
        ("knee repl 99213", "knee repl", ["99213"]),
        ("99213lap chole", "lap chole", ["99213"]),
        ("99213 rt", "", ["99213-RT"]),
        ("99213 lap", "lap", ["99213"]),
        ("99213 zz", "zz", ["99213"]),
        ("tb skin test", "tb skin test", []),
        ("99213 tb skin test", "tb skin test", ["99213"]),
        ("99213 at bedside", "at bedside", ["99213"]),
        ("99213 GC lap chole", "lap chole", ["99213-GC"]),
        ("iv push", "iv push", []),
        ("27447 lt total knee", "total knee", ["27447-LT"]),
        ("3 cm lesion", "3 cm lesion", []),
        ("99213 3 cm lesion", "3 cm lesion", ["99213"]),
        ("99213 50 min", "50 min", ["99213"]),
        ("99213 12 lead ecg", "12 lead ecg", ["99213"]),
        ("99213 25 knee repl", "knee repl", ["99213-25"]),
        ("x ray", "x ray", []),
        ("99213 x-ray", "x-ray", ["99213"]),
        ("I&D abscess", "I&D abscess", []),
        ("covid-19 test", "covid-19 test", []),
        ("w/o contrast", "w/o contrast", []),
        ("fusion C5/6/7", "fusion C5/6/7", []),
        ("99213 K80.20", "K80.20", ["99213"]),
        ("b12 injection", "b12 injection", []),
        ("lap chole, knee repl", "knee repl", []),
        ("lap chole x2", "lap chole", []),
        ("lap chole -50 @main", "lap chole", []),
        ("lap chole 99213", "lap chole", ["99213"]),
        ("cholécystectomie", "cholécystectomie", []),
        ("٣٤٥", "٣٤٥", []),
    ],
)
def test_words(text: str, words: str, expected: list[str]) -> None:
    entry = read(text, finished=True)
    assert (entry.words, [shown(line) for line in entry.lines]) == (words, expected)
    assert entry.not_understood == ()
    if words:
        assert text[entry.words_start : entry.words_end] == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("99213\tOffice visit", ["99213"]),
        (
            (
                "Code\tDescription\tUnits\n"
                "99213\tOffice visit, est, 20 min\t25\t1.30\n"
                "99214\tOffice visit est 30 minutes x2\n"
                "27447 Total knee RT\n"
                "Abscess - 51\t10060"
            ),
            ["99213-25", "99214 x2", "27447-RT", "10060-51"],
        ),
    ],
)
def test_descriptions_in_a_list_are_not_looked_up(text: str, expected: list[str]) -> None:
    entry = read(text, finished=True)
    assert [shown(line) for line in entry.lines] == expected
    assert (entry.words, entry.not_understood) == ("", ())
    assert any(chip.kind == "words" for chip in entry.chips)


@pytest.mark.parametrize(
    ("text", "code", "result", "expected"),
    [
        ("lap chole", "47562", "47562", ["47562"]),
        ("99213 knee repl x2 @a", "27447", "99213 27447 x2 @a", ["99213", "27447 x2"]),
        ("99213lap chole", "47562", "99213 47562", ["99213", "47562"]),
        ("lap chole -50, 99213", "47562", "47562 -50, 99213", ["47562-50", "99213"]),
        ("J25", "J2590", "J2590", ["J2590"]),
        ("99213", "99214", "99213 99214", ["99213", "99214"]),
    ],
)
def test_words_are_replaced_by_the_chosen_code(
    text: str, code: str, result: str, expected: list[str]
) -> None:
    assert resolve_words(text, read(text), code) == result
    assert lines(result) == expected


def test_at_most_a_thousand_lines() -> None:
    for text in ("99213 " * 1_001, "99213" * 1_001):
        entry = read(text, finished=True)
        assert len(entry.lines) == 1_000
        assert "1,000 lines" in (entry.tail_problem or "")
        assert entry.not_understood[-1].end == len(text)
    assert read("99213 " * 1_000, finished=True).not_understood == ()


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9921399214",
        "lap chole ",
        "\n",
        " ",
        "/1",
        '@"',
        "1.",
        "x1_",
        "x8",
        "a1",
        "*",
        "-",
        "é",
        "99214x1^",
        "! ",
        "#",
        ";#",
        "99213         ",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (10**7 // len(piece))
    begun = time.perf_counter()
    read(text + " é", finished=True)
    assert time.perf_counter() - begun < 10  # a quadratic way would take hours
