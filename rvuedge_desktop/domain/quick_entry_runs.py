"""The best reading of letters and digits typed without separators.

`99213524364451` is 99213-52, 43644-51. A reading is a row of pieces (codes, modifiers, units,
what is left); each piece has a price and the cheapest row wins. One backward pass over the run
finds it, so time is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rvuedge_desktop.domain.codes import is_code_shape

CODE_LENGTH = 5
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Modifiers that clinicians type every day win a tie against the others.
_COMMON = frozenset(
    (
        *("22", "24", "25", "26", "50", "51", "52", "53", "57", "58", "59", "62", "76", "77", "78"),
        *("79", "80", "82", "95", "AS", "GC", "LT", "RT", "TC", "XE", "XP", "XS", "XU"),
    )
)

_UNKNOWN_CODE = 300
# Five signs that stand by themselves are meant as a code, known or not.
_UNKNOWN_CODE_BY_ITSELF = 30
_COMMON_MODIFIER, _OTHER_MODIFIER, _MODIFIER_99, _UNKNOWN_MODIFIER = 10, 20, 60, 400
_BEGINS_A_CODE = 5
_UNITS, _UNITS_BEFORE_CODE, _TOO_MANY_UNITS = 10, 20, 450
_TAIL_PER_CHARACTER = 15
_CODE_BEGINNING, _WORDS, _TYPED_TWICE, _LEFT_OVER = 250, 350, 500, 1000
_NEVER = 10**9


class Vocabulary:
    """The codes and modifiers that are known, asked in upper case; answers are remembered."""

    def __init__(
        self,
        is_code: Callable[[str], bool],
        is_code_start: Callable[[str], bool],
        is_modifier: Callable[[str], bool],
    ) -> None:
        self._is_code = is_code
        self._is_code_start = is_code_start
        self._is_modifier = is_modifier
        self._codes: dict[str, bool] = {}
        self._modifiers: dict[str, bool] = {}
        self._firsts: dict[str, bool] = {}

    def code(self, text: str) -> bool:
        known = self._codes.get(text)
        if known is None:
            known = self._codes[text] = is_code_shape(text) and bool(self._is_code(text))
        return known

    def code_start(self, text: str) -> bool:
        return len(text) < CODE_LENGTH and bool(self._is_code_start(text))

    def modifier(self, text: str) -> bool:
        known = self._modifiers.get(text)
        if known is None:
            known = self._modifiers[text] = len(text) == 2 and bool(self._is_modifier(text))
        return known

    def modifier_start(self, first: str) -> bool:
        known = self._firsts.get(first)
        if known is None:
            known = self._firsts[first] = any(self.modifier(first + c) for c in _ALPHABET)
        return known

    def can_become(self, text: str, *, after_code: bool) -> bool:
        """Whether more typing can make a code, a modifier or units of `text`."""
        if self.code_start(text):
            return True
        return after_code and len(text) == 1 and (text == "X" or self.modifier_start(text))


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a run; `kind` is code, modifier, units, words, tail or left.

    `hint` is a reading of what is left, had one character not been typed twice.
    """

    kind: str
    start: int
    end: int
    known: bool = True
    hint: str | None = None


class _Step(NamedTuple):
    cost: int
    kind: str
    end: int
    known: bool = True
    after_code: bool = True


_END = _Step(0, "end", 0)
_NO_WAY = _Step(_NEVER, "end", 0)


def segment(
    run: str, vocabulary: Vocabulary, *, after_code: bool, open_end: bool
) -> tuple[Piece, ...]:
    """The cheapest reading of `run` (upper-case letters and digits of ASCII).

    `after_code` says that a code stands before it, so that modifiers and units may come first;
    `open_end` that the user may still be typing it.
    """
    return _Reading(run, vocabulary, open_end).pieces(after_code)


class _Reading:
    def __init__(self, run: str, vocabulary: Vocabulary, open_end: bool) -> None:
        self.run, self.known, self.open_end = run, vocabulary, open_end
        self.size = len(run)
        self.letters_from = len(run.rstrip(_ALPHABET[10:]))
        self.best = {has: [_END] * (self.size + 1) for has in (False, True)}
        self.clean = [_END] * (self.size + 1)
        digits_end = self.size
        for at in range(self.size - 1, -1, -1):
            if not run[at + 1 : at + 2].isdigit():
                digits_end = at + 1
            self.clean[at] = min(
                (
                    step._replace(cost=step.cost + self.clean[step.end].cost)
                    for step in self._known_steps(at)
                ),
                key=_cost,
                default=_NO_WAY,
            )
            for has in (False, True):
                self.best[has][at] = min(
                    (
                        step._replace(cost=step.cost + self.best[step.after_code][step.end].cost)
                        for step in self._steps(at, has, digits_end)
                    ),
                    key=_cost,
                )

    def _known_steps(self, at: int) -> Iterator[_Step]:
        run, known = self.run, self.known
        if known.code(run[at : at + CODE_LENGTH]):
            yield _Step(0, "code", at + CODE_LENGTH)
        pair = run[at : at + 2]
        if known.modifier(pair):
            cost = _COMMON_MODIFIER if pair in _COMMON else _OTHER_MODIFIER
            if pair == "99":
                cost = _MODIFIER_99
            elif pair.isdigit() and known.code(run[at : at + CODE_LENGTH]):
                cost += _BEGINS_A_CODE
            yield _Step(cost, "modifier", at + 2)

    def _steps(self, at: int, has: bool, digits_end: int) -> Iterator[_Step]:
        run, known, left = self.run, self.known, self.size - at
        for step in self._known_steps(at):
            if has or step.kind == "code":
                yield step
        word = run[at : at + CODE_LENGTH]
        if is_code_shape(word) and not known.code(word):
            cost = _UNKNOWN_CODE_BY_ITSELF if at == 0 else _UNKNOWN_CODE
            yield _Step(cost, "code", at + CODE_LENGTH, known=False)
        if has and left >= 2 and not known.modifier(run[at : at + 2]):
            yield _Step(_UNKNOWN_MODIFIER, "modifier", at + 2, known=False)
        if has and run[at] == "X" and digits_end > at + 1:
            yield from self._units_steps(at, digits_end)
        if left < CODE_LENGTH:
            rest = run[at:]
            if self.open_end and known.can_become(rest, after_code=has):
                yield _Step(_TAIL_PER_CHARACTER * left, "tail", self.size, after_code=has)
            elif known.code_start(rest):
                yield _Step(_CODE_BEGINNING, "left", self.size, after_code=has)
        if at > 0 and self.letters_from <= at and left > 2:
            yield _Step(_WORDS, "words", self.size, after_code=has)
        if has and self._typed_twice(at):
            cost = _TYPED_TWICE + self.clean[at + 1].cost
            yield _Step(cost, "left", self.size)
        yield _Step(_LEFT_OVER, "left", at + 1, after_code=has)

    def _units_steps(self, at: int, digits_end: int) -> Iterator[_Step]:
        count = digits_end - at - 1
        yield _Step(_UNITS if count <= 5 else _TOO_MANY_UNITS, "units", digits_end)
        for end in range(at + 2, min(at + 5, digits_end)):
            if self.known.code(self.run[end : end + CODE_LENGTH]):
                yield _Step(_UNITS_BEFORE_CODE, "units", end)

    def _typed_twice(self, at: int) -> bool:
        return (
            0 < at < self.size - 1
            and self.run[at] == self.run[at - 1]
            and self.clean[at + 1].cost < _NEVER
        )

    def pieces(self, after_code: bool) -> tuple[Piece, ...]:
        made: list[Piece] = []
        at, has = 0, after_code
        while at < self.size:
            step = self.best[has][at]
            start = at
            if step.kind == "left" and made and made[-1].kind == "left":
                start = made.pop().start
            made.append(Piece(step.kind, start, step.end, step.known))
            at, has = step.end, step.after_code
        if made and made[-1].kind in ("left", "tail") and self._typed_twice(made[-1].start):
            last = made.pop()
            hint = self._hint(made, last.start + 1)
            made.append(Piece(last.kind, last.start, last.end, last.known, hint))
        return tuple(made)

    def _hint(self, before: list[Piece], at: int) -> str:
        shown: list[str] = []
        for piece in reversed(before):
            if piece.kind in ("code", "modifier"):
                shown.insert(0, self.run[piece.start : piece.end])
            if piece.kind != "modifier":
                break
        text = "-".join(shown)
        while at < self.size and len(text) <= 40:
            step = self.clean[at]
            word = self.run[at : step.end]
            joint = ("-" if step.kind == "modifier" else ", ") if text else ""
            text, at = f"{text}{joint}{word}", step.end
        return text if len(text) <= 40 else f"{text[:40]}..."


def _cost(step: _Step) -> int:
    return step.cost
