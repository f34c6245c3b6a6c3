"""The typed text cut into tokens: runs of letters and digits, words, marks and separators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rvuedge_desktop.domain import dates_typed
from rvuedge_desktop.domain.quick_entry_runs import CODE_LENGTH, Vocabulary

MOST_TOKENS = 50_000
_ANY_DAY = date(2024, 12, 31)
_LINE_END = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class Kind(StrEnum):
    """What a token is."""

    RUN = "letters and digits of ASCII"
    WORD = "other letters and digits, or a number with decimals"
    UNITS = "* or a multiplication sign with what follows"
    NOTE = "# to a semicolon or line end"
    SITE = "@ and a name"
    DATE = "/ and a date, or what should be one"
    BANG = "!"
    DASH = "hyphens and dashes"
    MARK = "other characters"
    BREAK = "comma, semicolon, plus, bar"
    TAB = "tab"
    LINE_END = "line end"
    CUT = "everything after the last token that is read"


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    start: int
    end: int


_TOKEN = re.compile(
    rf"""
      (?P<LINE_END>[{_LINE_END}]+)
    | (?P<TAB>\t+)
    | (?P<space>[^\S\t{_LINE_END}]+)
    | (?P<NOTE>\#[^;{_LINE_END}]*)
    | (?P<SITE>@(?:"[^"{_LINE_END}]*"?|[\w-]*))
    | (?P<DATE>/(?:(?:[A-Za-z]+|[0-9]{{1,4}}(?:[-/.][0-9]{{1,4}}){{0,2}})(?![^\W_])(?:[-/.]\Z)?|\Z))
    | (?P<UNITS>[*×][ ]*-?[^\s,;!\#@/+*×|()-]*)
    | (?P<number>(?<![^\W_])[0-9]{{1,4}}\.[0-9]{{1,4}}(?![^\W_]|\.))
    | (?P<RUN>[0-9A-Za-z]+(?![^\W_]))
    | (?P<WORD>[^\W_]+)
    | (?P<BANG>!)
    | (?P<BREAK>[,;+|])
    | (?P<DASH>[-\u2010-\u2015\u2212]+)
    | (?P<MARK>.)
    """,
    re.VERBOSE,
)
_BULLET = re.compile(
    r"[ \t]*(?:(?:[0-9]{1,3}[.)]|\([0-9]{1,3}\))(?:[ \t]+|(?=[0-9]{5}|[A-Za-z][0-9]{4}))"
    r"|[0-9]{1,3}\t+(?=[0-9]{5}|[A-Za-z][0-9]{4})"
    r"|[-*\u2010-\u2015\u2022\u2023\u25aa\u25e6\u00b7]+[ \t]+)"
)
_NOT_BLANK_LINES = re.compile(rf"[{_LINE_END}]")


def is_list(text: str) -> bool:
    """Whether the text has several lines that are not blank, as a pasted list has."""
    return _NOT_BLANK_LINES.search(text.strip()) is not None


def tokens_of(text: str, vocabulary: Vocabulary, *, typing: bool) -> tuple[Token, ...]:
    """The tokens of `text` in order, blanks and the bullets of a list left out."""
    made: list[Token] = []
    for token in _tokens(text, vocabulary, typing):
        if len(made) == MOST_TOKENS:
            made.append(Token(Kind.CUT, token.start, len(text)))
            break
        made.append(token)
    return tuple(made)


def _tokens(text: str, vocabulary: Vocabulary, typing: bool) -> Iterator[Token]:
    at = _after_bullet(text, 0)
    while at < len(text):
        found = _TOKEN.match(text, at)
        name = found.lastgroup if found else "MARK"
        end = found.end() if found else at + 1
        if name == "DATE" and not _is_date(text, at, end, vocabulary, typing):
            name, end = "MARK", at + 1
        if name != "space":
            yield Token(Kind.WORD if name == "number" else Kind[name or "MARK"], at, end)
        at = _after_bullet(text, end) if name == "LINE_END" else end


def _after_bullet(text: str, at: int) -> int:
    found = _BULLET.match(text, at)
    return found.end() if found else at


def _is_date(text: str, start: int, end: int, vocabulary: Vocabulary, typing: bool) -> bool:
    """Whether the slash at `start` begins a date; else it only separates.

    A slash glued to what stands before it begins a date only after a code or modifier and when a
    possible date follows; a free-standing slash with a word or number glued to it begins one
    (perhaps a wrong one), except before modifiers.
    """
    body = text[start + 1 : end]
    if not body:
        return typing
    before = _run_before(text, start)
    glued = before != ""
    after_code = len(before) >= CODE_LENGTH or vocabulary.modifier(before.upper())
    may_grow = typing and end == len(text) and dates_typed.can_become_date(body)
    parts = [part.upper() for part in re.split(r"[-/.]", body) if part]
    if dates_typed.is_date_word(body):
        return True
    if glued and not after_code:
        return False
    if dates_typed.read_date(body.rstrip("-/."), _ANY_DAY).day is not None:
        return True
    if all(vocabulary.modifier(part) for part in parts) or body.upper() == "X":
        return False
    if glued and (body.isalpha() or body.isdigit()):
        return may_grow
    return True


def _run_before(text: str, at: int) -> str:
    """The letters and digits just before `at`, at most a code's length of them."""
    start = at
    while start > max(0, at - CODE_LENGTH) and text[start - 1].isalnum():
        start -= 1
    return text[start:at]
