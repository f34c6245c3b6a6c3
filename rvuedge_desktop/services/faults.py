"""Which errors are the user's to mend, and the sentence that says how."""

from __future__ import annotations


def sentence_for(error: BaseException) -> str | None:
    """The sentence for an error a user or their machine can cause; None for a bug of ours."""
    from rvuedge_desktop.cms import CmsFileError
    from rvuedge_desktop.domain.doses import BadDose
    from rvuedge_desktop.domain.ndc import BadNdc
    from rvuedge_desktop.services.contracts import BadContract
    from rvuedge_desktop.services.favorites import BadFavorite
    from rvuedge_desktop.services.logbook import NothingToUndo
    from rvuedge_desktop.services.lookup import NoSuchRelease
    from rvuedge_desktop.services.own_values import BadValue
    from rvuedge_desktop.services.policy_files import BadPolicy
    from rvuedge_desktop.storage.errors import Cancelled, StorageError

    of_the_file = (StorageError, Cancelled, CmsFileError)
    not_there = (NothingToUndo, NoSuchRelease)
    not_usable = (BadContract, BadPolicy, BadValue, BadDose, BadNdc, BadFavorite)
    if isinstance(error, (*of_the_file, *not_there, *not_usable)):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    return None
