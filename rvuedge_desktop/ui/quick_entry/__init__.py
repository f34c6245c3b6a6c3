"""The quick-entry line: the heart of the window, on every page."""
