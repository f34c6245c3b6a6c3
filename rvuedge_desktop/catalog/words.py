"""Cutting texts and queries into words: case, accents, widths, hyphens, plurals."""

from __future__ import annotations

import re
import unicodedata

# A query beyond this many characters or words is cut: nobody reads results for a page of text.
MAX_QUERY_LENGTH = 120
MAX_QUERY_WORDS = 8
MAX_WORD_LENGTH = 40

_DASHES = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"
)
_APOSTROPHES = dict.fromkeys(map(ord, "'`\u00b4\u2018\u2019\u201b\u02bc\u2032\uff07"), None)
_UNICODE = {**_DASHES, **_APOSTROPHES}
_ASCII = {
    number: (
        None
        if chr(number) in "'`"
        else chr(number)
        if chr(number).isalnum() or chr(number) in "&-/"
        else " "
    )
    for number in range(128)
}
_WITHOUT = re.compile(r"(?<![^\W_])w/o(?![^\W_&])|(?<![^\W_])w/(?!/)")
_C_SECTION = re.compile(r"(?<![^\W_])c/s(?:ection)?(?![^\W_])")
# "I&D", "D & C", "I and D": one letter on both sides makes one word.
_LETTER_PAIR = re.compile(r"(?<![^\W_])([^\W\d_])(?: ?& ?| and )([^\W\d_])(?![^\W_])")
_TOKEN = re.compile(r"[^\W_](?:&[^\W_]?(?![^\W_])|[^\W_]*(?:-[^\W_]+)*)")

STOP_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)

_IRREGULAR = {
    "feet": "foot",
    "teeth": "tooth",
    "metastases": "metastasis",
    "prostheses": "prosthesis",
    "diagnoses": "diagnosis",
    "anastomoses": "anastomosis",
    "synechiae": "synechia",
    "ova": "ovum",
    "children": "child",
}


def fold(text: str) -> str:
    """`text` in lower case without accents, wide forms and apostrophes, on plain dashes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_UNICODE))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_UNICODE)
        text = text.casefold()
        text = text.translate(_ASCII)
    else:
        text = text.lower().translate(_ASCII)
    if "/" in text:
        if "w/" in text:
            text = _WITHOUT.sub(_with, text)
        if "c/s" in text:
            text = _C_SECTION.sub("c-section", text)
    if "&" in text or " and " in text:
        text = _LETTER_PAIR.sub(r"\1&\2", text)
    return text


def _with(match: re.Match[str]) -> str:
    return "without " if match[0] == "w/o" else "with "


def tokens(text: str) -> list[str]:
    """The words of `text` in order; hyphenated words and letter pairs ("i&d") stay whole."""
    return [token[:MAX_WORD_LENGTH].rstrip("-") for token in _TOKEN.findall(fold(text))]


def query_words(query: str) -> list[str]:
    """The words of a query as typed, at most `MAX_QUERY_WORDS` different ones."""
    found = dict.fromkeys(tokens(query[:MAX_QUERY_LENGTH]))
    return list(found)[:MAX_QUERY_WORDS]


def parts(token: str) -> list[str]:
    """The pieces of a hyphenated token; the token alone when it has no hyphen."""
    return token.split("-") if "-" in token else [token]


def phrase(text: str) -> str:
    """`text` as its words with single spaces, hyphens opened: what whole phrases compare as."""
    return " ".join(tokens(text)).replace("-", " ")


def singular(word: str) -> str:
    """The singular of a plural noun; the word itself when it does not look like a plural."""
    irregular = _IRREGULAR.get(word)
    if irregular is not None:
        return irregular
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ae") and len(word) > 5:
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
