"""Files that go in and out: policies and contracts as text a person can read and edit."""
