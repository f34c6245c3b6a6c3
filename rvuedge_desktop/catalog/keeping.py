"""Keeping answers between keystrokes, a limited number of them."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def keep(kept: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    """Put `value` into `kept`, and drop the oldest one when there would be more than `most`.

    One is dropped at a time: to empty a full dictionary of large numbers takes a millisecond.
    """
    if len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value
