from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rvuedge_desktop.domain.quick_entry import QuickEntry, TypedLine, parse, resolve_words
from tests.domain.test_quick_entry import CODES, MODIFIERS, STARTS, TODAY, lines, read

_PIECES = (
    "99213 43644 J2590 0446T 12345 25 51 RT zz 9 99 x 8 x8 *8 * × ! / /mon /11-03 /02-30 @ @a # #n "
    ', ; + - . ( lap chole cm é ８ _ ^ " 1. 10000'
)
_SCRAPS = st.sampled_from([*_PIECES.split(), " ", "\n", "\t", "\u2028", "\ud800"])
_TEXTS = st.one_of(st.text(), st.lists(_SCRAPS, max_size=12).map("".join))


def spans(entry: QuickEntry) -> Iterator[tuple[str, int, int]]:
    yield from ((chip.text, chip.start, chip.end) for chip in entry.chips)
    yield from ((line.text, line.start, line.end) for line in entry.lines)
    yield entry.words, entry.words_start, entry.words_end


@settings(max_examples=600)
@given(_TEXTS, st.booleans(), st.dates(), st.none() | st.dates())
def test_any_text_is_read_and_every_span_is_right(
    text: str, finished: bool, today: date, default: date | None
) -> None:
    entry = parse(
        text,
        today=today,
        default_date=default,
        is_code=CODES.__contains__,
        is_code_start=STARTS.__contains__,
        is_modifier=MODIFIERS.__contains__,
        finished=finished,
    )
    for found, start, end in spans(entry):
        assert text[start:end] == found
    ends = [0]
    for chip in entry.chips:
        assert ends[-1] <= chip.start < chip.end
        ends.append(chip.end)
    assert entry.tail in text
    assert entry.tail == "" or entry.tail == entry.chips[-1].text
    if finished:
        assert (entry.tail == "") == (entry.tail_problem is None)
    assert resolve_words(text, entry, "99213").count("99213") > 0


@given(_TEXTS)
def test_no_ready_line_has_a_character_nobody_accounts_for(text: str) -> None:
    """Every letter or digit of ASCII is in some chip, unless it numbers a list."""
    covered = {at for c in read(text, finished=True).chips for at in range(c.start, c.end)}
    missed = "".join(
        char
        for at, char in enumerate(text)
        if at not in covered and char.isascii() and char.isalpha() and char not in "xX"
    )
    assert missed == ""


_LINES = st.builds(
    lambda code, modifiers, units, ago, site, note: TypedLine(
        code, tuple(modifiers), units, TODAY - timedelta(days=ago), site, note, 0, 0, ""
    ),
    st.sampled_from(sorted(CODES)),
    st.lists(st.sampled_from(sorted(MODIFIERS)), unique=True, max_size=8),
    st.integers(1, 999),
    st.integers(0, 9_000),
    st.text(alphabet="abz09-_é", min_size=1, max_size=8),
    st.text(alphabet="ab 1@/x!,99213", max_size=12).map(str.strip),
)


def written(line: TypedLine) -> str:
    note = f" #{line.note}" if line.note else ""
    code = "-".join((line.code, *line.modifiers))
    return f"{code} x{line.units} @{line.site} /{line.date_of_service.isoformat()}{note}"


@given(st.lists(_LINES, max_size=6), st.sampled_from(["; ", "\n", ";\n"]))
def test_what_is_written_out_reads_the_same(typed: list[TypedLine], joint: str) -> None:
    entry = read(joint.join(written(line) for line in typed), finished=True)
    assert [written(line) for line in entry.lines] == [written(line) for line in typed]
    assert all(line.problem is None and line.question is None for line in entry.lines)
    assert (entry.not_understood, entry.words, entry.tail) == ((), "", "")


_PLAIN = sorted(MODIFIERS - {"99"})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(CODES)),
            st.lists(st.sampled_from(_PLAIN), unique=True, max_size=4),
        ),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_codes_and_modifiers_need_no_separator(
    typed: list[tuple[str, list[str]]], finished: bool
) -> None:
    text = "".join(code + "".join(modifiers) for code, modifiers in typed)
    for written_so in (text, text.lower()):
        expected = ["-".join((code, *modifiers)) for code, modifiers in typed]
        assert lines(written_so, finished=finished) == expected
