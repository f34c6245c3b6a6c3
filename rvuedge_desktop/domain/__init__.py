"""What a clinician would recognise: codes, values, entries, credit. Standard library only."""
