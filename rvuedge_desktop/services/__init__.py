"""Use cases: find, log, correct, undo, summarise, import. No Qt, and no SQL."""
