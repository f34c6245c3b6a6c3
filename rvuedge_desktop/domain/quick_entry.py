"""The grammar of the quick-entry line: what a clinician types, as lines to be logged.

A line is a code and what follows it. Codes and modifiers may be typed without separators
(`99213524364451`), or with blanks, commas, semicolons, hyphens, plus signs, slashes, tabs and line
ends between them. `*8` or `x8` gives units, `129min` the minutes of anesthesia, `@clinic` a site,
`/mon` a date, `#text` a note up to a semicolon or line end; `!` directly after a code, modifier,
units or date answers a question.

Dates and sites, each kind by itself:

- When the first of its kind stands before any code, each holds for the lines after it until the
  next one.
- Otherwise each holds for the lines since the one before it. Lines at the end take the one there
  is, if there is exactly one in the text; else the default.
- One that no line takes gets a problem.

Words are runs of text that are neither codes nor what belongs to one; the last run is offered for
look-up and counts as a line of its own until a code replaces it. Words are a description, and not
looked up, when a tab stands between a code and them, or when the text has several lines (a pasted
list) and theirs has a code or a tab. Behind words on the same line a number is a modifier only
after a hyphen or a separator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rvuedge_desktop.domain import dates_typed
from rvuedge_desktop.domain.quick_entry_drafts import Draft
from rvuedge_desktop.domain.quick_entry_parts import Chip, QuickEntry, TypedLine
from rvuedge_desktop.domain.quick_entry_reader import Reader
from rvuedge_desktop.domain.quick_entry_runs import Vocabulary

__all__ = ["Chip", "QuickEntry", "TypedLine", "parse", "resolve_words"]


def parse(
    text: str,
    *,
    today: date,
    default_date: date | None = None,
    default_site: str = "",
    is_code: Callable[[str], bool],
    is_code_start: Callable[[str], bool],
    is_modifier: Callable[[str], bool],
    finished: bool = False,
) -> QuickEntry:
    """What `text` says. Never raises, whatever the text.

    The three callables are asked in upper case. While the user types (`finished` false), an end
    that can still become something is the tail; once finished it is a problem.
    """
    vocabulary = Vocabulary(is_code, is_code_start, is_modifier)
    read = Reader(text, vocabulary, today, typing=not finished)
    descriptions = {
        run.draft
        for run in read.words
        if run.draft is not None
        and read.is_list
        and (run.row in read.rows_with_code or run.row in read.rows_with_tab)
    }
    # Descriptions are no lines; `places` counts the real ones before each draft.
    places = [0]
    for at in range(len(read.drafts)):
        places.append(places[-1] + (at not in descriptions))
    dates = _holding([places[mark.drafts_before] for mark in read.dates], places[-1])
    sites = _holding([places[mark.drafts_before] for mark in read.sites], places[-1])
    lines: list[TypedLine] = []
    for at, draft in enumerate(read.drafts):
        if not draft.code:
            continue
        day, confirmed, problem = default_date or today, draft.confirmed, None
        date_at, site_at = dates[places[at]], sites[places[at]]
        if date_at is not None:
            mark = read.dates[date_at]
            day, problem = mark.typed.day or day, mark.typed.problem
            confirmed = confirmed or mark.confirmed
        site = default_site if site_at is None else read.sites[site_at].site
        draft.refuse(problem or dates_typed.problem_with(day))
        lines.append(_line(text, draft, day, site, confirmed, today))
    chips = read.chips
    if places[-1]:
        for number, date_mark in enumerate(read.dates):
            if number not in dates:
                chips[date_mark.chip] = _unused(chips[date_mark.chip])
        for number, site_mark in enumerate(read.sites):
            if number not in sites:
                chips[site_mark.chip] = _unused(chips[site_mark.chip])
    wanted = [run for run in read.words if run.draft is not None and run.draft not in descriptions]
    entry = QuickEntry(tuple(lines), tuple(chips), read.tail, read.tail_problem)
    if not wanted:
        return entry
    last = wanted[-1]
    return replace(
        entry,
        words=text[last.start : last.end],
        words_start=last.start,
        words_end=last.end,
    )


def resolve_words(text: str, quick_entry: QuickEntry, code: str) -> str:
    """`text` with its words replaced by `code`; without words its tail; else `code` at the end."""
    start = end = len(text)
    if quick_entry.words:
        start, end = quick_entry.words_start, quick_entry.words_end
    elif quick_entry.tail and quick_entry.chips:
        last = quick_entry.chips[-1]
        start, end = last.start, last.end
    before, after = text[:start], text[end:]
    if before and not before[-1].isspace():
        before += " "
    if after and (after[0].isalnum() or after[0] in "._^"):
        after = " " + after
    return f"{before}{code}{after}"


def _line(text: str, draft: Draft, day: date, site: str, confirmed: bool, today: date) -> TypedLine:
    question = draft.question or dates_typed.question_about(day, today)
    return TypedLine(
        code=draft.code,
        modifiers=tuple(draft.modifiers),
        units=1 if draft.units is None else draft.units,
        date_of_service=day,
        site=site,
        note=", ".join(draft.notes),
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        confirmed=confirmed,
        problem=draft.problem,
        question=None if confirmed else question,
        minutes=draft.minutes,
    )


def _holding(marks: Sequence[int], count: int) -> list[int | None]:
    """For each of `count` lines the number of the mark that holds for it, or None.

    `marks` says for each mark how many lines stand before it, in order.
    """
    if not marks:
        return [None] * count
    held: list[int | None] = []
    at = 0
    for line in range(count):
        if marks[0] == 0:
            while at + 1 < len(marks) and marks[at + 1] <= line:
                at += 1
            held.append(at)
        else:
            while at < len(marks) and marks[at] <= line:
                at += 1
            held.append(at if at < len(marks) else (0 if len(marks) == 1 else None))
    return held


def _unused(chip: Chip) -> Chip:
    if chip.problem is not None:
        return chip
    problem = f"No line takes {chip.text}: another stands nearer to each; leave one out."
    return replace(chip, problem=problem)
