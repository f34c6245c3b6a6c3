"""Readers of CMS's files: bytes in, domain records and a list of rejected lines out."""

from __future__ import annotations

from rvuedge_desktop.cms.drug_files import CmsTable, read_table
from rvuedge_desktop.cms.errors import CmsFileError, ImportCancelled, ReleaseUnclear
from rvuedge_desktop.cms.relative_values import read_relative_values
from rvuedge_desktop.cms.results import ReadResult, RejectedLine

__all__ = [
    "CmsFileError",
    "CmsTable",
    "ImportCancelled",
    "ReadResult",
    "RejectedLine",
    "ReleaseUnclear",
    "read_relative_values",
    "read_table",
]
