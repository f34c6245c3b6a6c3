from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rvuedge_desktop.ui.jobs import DatabaseThread


@pytest.fixture
def closed() -> list[str]:
    return []


@pytest.fixture
def jobs(qtbot: QtBot, closed: list[str]) -> Iterator[DatabaseThread]:
    """A thread whose program is a plain object that notes its closing."""

    def open_program() -> Any:
        name = threading.current_thread().name
        return SimpleNamespace(thread=name, close=lambda: closed.append("closed"))

    made = DatabaseThread(open_program)
    opened: list[bool] = []
    made.start(lambda: opened.append(True), lambda _error: None)
    qtbot.waitUntil(lambda: bool(opened))
    yield made
    made.stop()


def test_work_is_done_on_the_database_thread_and_answered_on_this_one(
    qtbot: QtBot, jobs: DatabaseThread
) -> None:
    answers: list[tuple[str, str]] = []
    jobs.submit(
        lambda program: program.thread,
        lambda name: answers.append((name, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("database", threading.current_thread().name)]


def test_answers_come_in_the_order_they_were_asked_for(qtbot: QtBot, jobs: DatabaseThread) -> None:
    answers: list[int] = []
    for number in range(20):
        jobs.submit(lambda _program, n=number: n, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))


def test_of_one_key_only_the_newest_waiting_job_is_done(qtbot: QtBot, jobs: DatabaseThread) -> None:
    gate, done, answers = threading.Event(), [], []
    jobs.submit(lambda _program: gate.wait(5))
    for number in range(5):
        jobs.submit(lambda _program, n=number: done.append(n) or n, answers.append, key="typed")
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert done == [4]
    assert answers == [4]


def test_a_failure_is_told_to_who_asked_and_the_thread_goes_on(
    qtbot: QtBot, jobs: DatabaseThread
) -> None:
    failures: list[BaseException] = []

    def broken(_program: Any) -> None:
        raise LookupError("gone")

    jobs.submit(broken, None, failures.append)
    with qtbot.waitSignal(jobs.unhandled) as unhandled:
        jobs.submit(broken)
    assert [type(error) for error in failures] == [LookupError]
    assert isinstance(unhandled.args[0], LookupError)
    answers: list[int] = []
    jobs.submit(lambda _program: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7])


def test_stopping_finishes_what_was_asked_for_and_closes_once(
    qtbot: QtBot, jobs: DatabaseThread, closed: list[str]
) -> None:
    done: list[int] = []
    for number in range(10):
        jobs.submit(lambda _program, n=number: done.append(n))
    jobs.stop()
    jobs.stop()
    assert done == list(range(10))
    assert closed == ["closed"]
    jobs.submit(lambda _program: done.append(99))
    assert 99 not in done


def test_a_program_that_cannot_be_opened_is_told(qtbot: QtBot) -> None:
    def fail() -> Any:
        raise OSError("no room")

    errors: list[BaseException] = []
    jobs = DatabaseThread(fail)
    jobs.start(lambda: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], OSError)
    jobs.stop()
