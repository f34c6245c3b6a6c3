"""What can go wrong with a file of CMS's, each as one sentence that says what to do."""

from __future__ import annotations

from rvuedge_desktop.domain.releases import Release


class CmsFileError(Exception):
    """A file that cannot be read as what it was given for. The message is one sentence."""


class ReleaseUnclear(CmsFileError):
    """Title row and names disagree about the release, or none of them names one.

    `candidates` holds the releases they named, oldest first; empty when all are silent.
    """

    def __init__(self, file_name: str, candidates: tuple[Release, ...]) -> None:
        self.candidates = candidates
        if candidates:
            named = " and ".join(release.name for release in candidates)
            problem = f"“{file_name}” names more than one release ({named})"
            example = candidates[-1].name
        else:
            problem = f"Neither the title row nor the name of “{file_name}” says its release"
            example = "RVU26B"
        super().__init__(f"{problem}; say which it is with --release {example}.")


class ImportCancelled(CmsFileError):
    """The user stopped the reading; nothing was handed back."""

    def __init__(self, file_name: str) -> None:
        super().__init__(f"Reading “{file_name}” was cancelled; nothing was imported.")


class BadCellError(Exception):
    """A cell that is not what its column holds; used inside this room only."""
