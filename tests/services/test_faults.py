"""Which errors are the user's to mend."""

from __future__ import annotations

import pytest

from rvuedge_desktop.cms import CmsFileError, ImportCancelled
from rvuedge_desktop.domain.doses import BadDose
from rvuedge_desktop.domain.ndc import BadNdc
from rvuedge_desktop.services.faults import sentence_for
from rvuedge_desktop.services.favorites import BadFavorite
from rvuedge_desktop.services.logbook import NothingToUndo
from rvuedge_desktop.services.lookup import NoSuchRelease
from rvuedge_desktop.storage.errors import Cancelled, DatabaseLocked, DiskFull


@pytest.mark.parametrize(
    "kind",
    [
        CmsFileError,
        NothingToUndo,
        NoSuchRelease,
        Cancelled,
        DatabaseLocked,
        DiskFull,
        BadDose,
        BadNdc,
        BadFavorite,
    ],
)
def test_our_own_errors_carry_their_sentence(kind: type[Exception]) -> None:
    assert sentence_for(kind("Do this.")) == "Do this."


def test_a_cancelled_import_is_no_bug() -> None:
    sentence = sentence_for(ImportCancelled("a.zip"))
    assert sentence is not None
    assert "a.zip" in sentence


def test_errors_of_the_system_name_the_file() -> None:
    assert sentence_for(PermissionError(13, "Permission denied", "/a")) == "Permission denied: /a"
    assert sentence_for(OSError("strange")) == "strange"


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), RuntimeError(), MemoryError()])
def test_mistakes_of_ours_have_none(error: BaseException) -> None:
    assert sentence_for(error) is None
