"""Reading TOML with a sentence for every mistake, and writing the little of it that is needed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any


class BadFile(Exception):
    """A file cannot be used; the message is a sentence that says where and why."""


def parsed(text: str, what: str) -> dict[str, Any]:
    """The tables of a TOML text, numbers exact; BadFile when it is not TOML."""
    try:
        return tomllib.loads(text, parse_float=_number)
    except (ValueError, RecursionError) as problem:
        # tomllib names line and column in brackets at the end.
        raise BadFile(f"This is not a file of {what}: {str(problem).rstrip('.')}.") from None


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is not a number to calculate with")
    return number


class Table:
    """A table being read: each key is taken once, and what is left over is a mistake."""

    def __init__(self, record: object, where: str) -> None:
        if not isinstance(record, dict):
            raise BadFile(f"{where} is a table of keys and values.")
        self._left: dict[str, Any] = dict(record)
        self.where = where

    def _take(self, key: str, default: object) -> Any:
        if key not in self._left:
            if default is _NEEDED:
                raise BadFile(f"{self.where} lacks “{key}”.")
            return default
        return self._left.pop(key)

    def has(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str, default: str | None = None) -> str:
        found = self._take(key, _NEEDED if default is None else default)
        if not isinstance(found, str):
            raise self.wrong(key, "a text in quotes")
        return found

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        found = self._take(key, _NEEDED if default is None else default)
        return self.as_number(key, found)

    def as_number(self, key: str, found: object) -> Decimal:
        """An exact number; one with a needlessly large exponent is no number of ours."""
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            raise self.wrong(key, "a number such as 0.5")
        number = Decimal(found)
        if abs(number.adjusted()) > 12 or len(number.as_tuple().digits) > 20:
            raise self.wrong(key, "a number of ordinary size")
        return number

    def whole(self, key: str) -> int:
        found = self._take(key, _NEEDED)
        if isinstance(found, bool) or not isinstance(found, int):
            raise self.wrong(key, "a whole number")
        return found

    def truth(self, key: str, default: bool) -> bool:
        found = self._take(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, "true or false")
        return found

    def day(self, key: str) -> date:
        found = self._take(key, _NEEDED)
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.wrong(key, "a date such as 2026-01-31, without quotes")
        return found

    def choice(self, key: str, choices: list[str], default: str) -> str:
        found = self.text(key, default)
        if found not in choices:
            raise self.wrong(key, f"one of {', '.join(choices)}")
        return found

    def items(self, key: str) -> list[object]:
        found = self._take(key, [])
        if not isinstance(found, list):
            raise self.wrong(key, "a list in square brackets")
        return found

    def texts(self, key: str) -> list[str]:
        found = self.items(key)
        if not all(isinstance(item, str) for item in found):
            raise self.wrong(key, "a list of texts in quotes")
        return [str(item) for item in found]

    def table(self, key: str) -> dict[str, Any]:
        found = self._take(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, "a table")
        return found

    def end(self) -> None:
        """Refuse keys that nobody asked for: most are slips of the hand."""
        if self._left:
            raise BadFile(f"{self.where} has “{next(iter(self._left))}”, which means nothing here.")

    def wrong(self, key: str, wanted: str) -> BadFile:
        return BadFile(f"“{key}” of {self.where} is {wanted}.")


_NEEDED = object()


def written(record: Mapping[str, object]) -> list[str]:
    """The lines of keys and values; None is left out."""
    return [f"{key} = {_value(value)}" for key, value in record.items() if value is not None]


def quoted(text: str) -> str:
    """A text as TOML writes it: as JSON does, and without a raw DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain if "." in plain else f"{plain}.0"
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, str):
        return quoted(value)
    return str(value)
