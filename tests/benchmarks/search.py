"""Search as you type, measured beside three other engines on the same texts and keystrokes.

    python -m tests.benchmarks.search [--documents N] [--queries N] [--shared DIR]

Texts: our catalog (resources/catalog) and CMS's RVU26B (../shared), one text a code. The file is
read here and nothing of it is kept. `--documents 27000` adds made-up codes, each with the words of
a real description in another order, up to that many.

Peers: SQLite FTS5 in memory (prefix='1 2 3 4', bm25), tantivy (fuzzy prefix, distance by length
of the word as Elasticsearch's AUTO: 0 to 2 letters 0, 3 to 5 letters 1, longer 2) and rapidfuzz
(partial_ratio over all texts).

Queries are drawn with a fixed seed. Each takes one to three words from the texts of one target
document. Kinds without a slip: whole words, beginnings of words, codes. Kinds with one slipped
word a query (words of five letters or more): one edit, two edits, unfinished word with an edit,
written as it sounds, and a list of named slips with the word that is meant.

recall@10: a query is found when one of the first ten documents has all the *intended* words as
they stand: a word meant whole as a whole word, an unfinished one as a beginning. The target always
is such a document; any other with these words is as right an answer. The same for all engines.

Times are of single keystrokes: queries of every kind are typed letter by letter, 20 documents are
fetched for each, and every engine gets the same keystrokes in the same order. The machine is
shared, so there are three passes with the engines in turn, and the lowest time of each keystroke
counts; ours is loaded anew for each pass, so that nothing it keeps helps the next one.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rvuedge_desktop.catalog.documents import CodeDocument
from rvuedge_desktop.catalog.search import SearchIndex
from rvuedge_desktop.catalog.texts import read_code_texts
from rvuedge_desktop.cms.relative_values import read_relative_values
from rvuedge_desktop.domain.codes import section_of
from rvuedge_desktop.domain.values import PublishedValue, classify

REPOSITORY = Path(__file__).resolve().parents[2]
RVU26B = Path("data/cms/rvu26b/PPRRVU2026_Apr_nonQPP.txt")
SEED = 20261121
ROWS = 20
WORD = re.compile(r"[a-z0-9]+")

CLEAN_KINDS = ("whole words", "beginnings", "codes")
SLIP_KINDS = ("one edit", "two edits", "unfinished", "phonetic", "named")
NAMED = (
    "colonscopy=colonoscopy cholecystectmy=cholecystectomy laproscopic=laparoscopic "
    "oxytocn=oxytocin hysterectmy=hysterectomy appendectimy=appendectomy bronchscopy=bronchoscopy "
    "kolonoscopy=colonoscopy arthoscopy=arthroscopy arthroplsty=arthroplasty "
    "tracheostmy=tracheostomy mastektomy=mastectomy biospy=biopsy fracure=fracture "
    "hernai=hernia catherization=catheterization cathater=catheter ultrasoud=ultrasound "
    "anesthsia=anesthesia cesarian=cesarean pacemakr=pacemaker tonsilectomy=tonsillectomy "
    "vasectemy=vasectomy thyriod=thyroid sefazolin=cefazolin"
)

Engine = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the words that are meant: whole, or as beginnings (`cut`)."""

    kind: str
    typed: str
    words: tuple[str, ...]
    cut: tuple[bool, ...]


# --- texts ---------------------------------------------------------------------------------------


def documents(shared: Path, wanted: int) -> list[CodeDocument]:
    """A document a code, as the program makes them from the catalog and one imported file."""
    texts = {text.code: text for text in read_code_texts(REPOSITORY / "resources/catalog")}
    read = read_relative_values(shared / RVU26B)
    described = {code: text for code, modifier, text in read.descriptions if not modifier}
    values: dict[str, PublishedValue] = {}
    for row in read.values:
        if row.code not in values or not row.modifier:
            values[row.code] = row
    made = []
    for code in sorted(set(values) | set(texts)):
        value, text = values.get(code), texts.get(code)
        short = described.get(code, "")
        made.append(
            CodeDocument(
                code=code,
                name=text.name if text else short,
                section=section_of(code),
                state=classify(code, value).state.value,
                work=value.work if value is not None else None,
                release="RVU26B" if value is not None else None,
                synonyms=text.also if text else (),
                description=short if text else "",
                tags=text.tags if text else (),
                specialties=text.specialties if text else (),
                shipped=text is not None,
            )
        )
    source = random.Random(SEED)
    plain = [document for document in made if document.name and not document.shipped]
    for number in range(max(0, wanted - len(made))):
        like = source.choice(plain)
        words = like.name.split()
        source.shuffle(words)
        made.append(replace(like, code=f"Z{number:04}", name=" ".join(words)))
    return made


def text_of(document: CodeDocument) -> str:
    """All that an engine may search, as one text."""
    return " ; ".join(
        (
            document.code,
            document.name,
            *document.synonyms,
            document.description,
            *document.tags,
            document.section,
            *document.specialties,
        )
    )


def asked_of(document: CodeDocument) -> list[str]:
    """The words people would ask for: of names, synonyms, descriptions and tags."""
    texts = (document.name, *document.synonyms, document.description, *document.tags)
    return words_in(" ; ".join(texts))


def words_in(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).lower()
    return WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


# --- queries -------------------------------------------------------------------------------------


def edited(source: random.Random, word: str) -> str:
    """`word` with one letter left out, doubled in, changed or swapped with the next."""
    while True:
        at = source.randrange(len(word))
        letter = source.choice("abcdefghijklmnopqrstuvwxyz")
        slipped = source.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            )
        )
        if slipped != word:
            return slipped


SOUNDS = (
    ("ph", "f"), ("f", "ph"), ("ch", "k"), ("c(?=[eiy])", "s"), ("c(?=[aour])", "k"), ("k", "c"),
    ("x", "ks"), ("y", "i"), ("i", "y"), ("ae", "e"), ("oe", "e"), ("z", "s"), ("qu", "kw"),
    ("rrh", "r"), ("rh", "r"), ("th", "t"), ("([lmnprst])\\1", "\\1"),
    ("(?<=[aeiou])l(?=[aeiou])", "ll"),
    ("ei", "ie"), ("ea", "ee"), ("ou", "oo"), ("s(?=[eiy])", "c"), ("^ps", "s"), ("^pn", "n"),
    ("sc(?=[ei])", "s"), ("or$", "er"), ("(?<=[a-z])a(?=n)", "e"), ("e(?=n)", "a"),
)  # fmt: skip


def as_heard(source: random.Random, word: str) -> str | None:
    """`word` with one or two sounds written another way; None when it has no such sound."""
    rules = [rule for rule in SOUNDS if re.search(rule[0], word)]
    if not rules:
        return None
    for pattern, heard in source.sample(rules, min(len(rules), source.choice((1, 1, 2)))):
        places = list(re.finditer(pattern, word))
        if places:
            place = source.choice(places)
            word = word[: place.start()] + place.expand(heard) + word[place.end() :]
    return word


def slip(source: random.Random, kind: str, word: str) -> tuple[str, str] | None:
    """(typed, meant) for one word; None when this word cannot have this slip."""
    if kind == "one edit":
        return edited(source, word), word
    if kind == "two edits":
        twice = edited(source, edited(source, word))
        return None if len(word) < 8 or twice == word else (twice, word)
    if kind == "unfinished":
        if len(word) < 7:
            return None
        meant = word[: source.randint(5, len(word) - 1)]
        return edited(source, meant), meant
    heard = as_heard(source, word)
    return None if heard is None or heard == word else (heard, word)


def queries(found: list[CodeDocument], count: int) -> list[Query]:
    """`count` queries of each kind, the same for the same texts."""
    source = random.Random(SEED)
    made: list[Query] = []
    texts = {document.code: asked_of(document) for document in found}
    codes = [code for code, words in texts.items() if words]
    for kind in CLEAN_KINDS + SLIP_KINDS[:-1]:
        while sum(query.kind == kind for query in made) < count:
            code = source.choice(codes)
            query = _query(source, kind, code, texts[code])
            if query is not None:
                made.append(query)
    known = {word for words in texts.values() for word in words}
    for pair in NAMED.split():
        typed, meant = pair.split("=")
        if meant in known:
            made.append(Query("named", typed, (meant,), (False,)))
    return made


def _query(source: random.Random, kind: str, code: str, words: list[str]) -> Query | None:
    if kind == "codes":
        typed = code[: source.randint(3, 5)].lower()
        return Query(kind, typed, (typed,), (len(typed) < 5,))
    proper = list(dict.fromkeys(w for w in words if len(w) > 2 and not w.isdigit()))
    if not proper:
        return None
    if kind in CLEAN_KINDS:
        chosen = source.sample(proper, min(len(proper), source.choice((1, 2, 2, 3))))
        cut = kind == "beginnings"
        typed_words = [w[: source.randint(2, len(w))] if cut else w for w in chosen]
        return Query(kind, " ".join(typed_words), tuple(typed_words), (cut,) * len(chosen))
    long = [w for w in proper if len(w) >= 5 and w.isalpha()]
    if not long:
        return None
    word = source.choice(long)
    slipped = slip(source, kind, word)
    if slipped is None:
        return None
    others = [w for w in proper if w != word]
    company = source.sample(others, min(len(others), source.choice((0, 1, 1, 2))))
    typed, meant = slipped
    # The unfinished word is the last one typed.
    return Query(
        kind,
        " ".join([*company, typed]),
        (*company, meant),
        (*(False for _ in company), kind == "unfinished"),
    )


def right(query: Query, words: list[str]) -> bool:
    """Whether a document with these words is an answer to what was meant."""
    return all(
        any(word.startswith(meant) for word in words) if cut else meant in words
        for meant, cut in zip(query.words, query.cut, strict=True)
    )


def keystrokes(chosen: list[Query]) -> list[str]:
    return [query.typed[:end] for query in chosen for end in range(1, len(query.typed) + 1)]


# --- engines -------------------------------------------------------------------------------------


def ours(index: SearchIndex) -> Engine:
    return lambda query: [document.code for document in index.search(query, limit=ROWS)]


def fts5(found: list[CodeDocument]) -> Engine:
    database = sqlite3.connect(":memory:")
    database.execute(
        "create virtual table texts using fts5(code unindexed, text, prefix='1 2 3 4')"
    )
    database.executemany("insert into texts values (?, ?)", [(d.code, text_of(d)) for d in found])
    statement = "select code from texts where texts match ? order by bm25(texts) limit ?"

    def search(query: str) -> list[str]:
        match = " ".join(f'"{word}"*' for word in words_in(query))
        if not match:
            return []
        return [code for (code,) in database.execute(statement, (match, ROWS))]

    return search


def tantivy_fuzzy(found: list[CodeDocument]) -> Engine:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", stored=False)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for document in found:
        writer.add_document(tantivy.Document(code=document.code, text=text_of(document)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    must, should = tantivy.Occur.Must, tantivy.Occur.Should

    def search(query: str) -> list[str]:
        parts = []
        for word in words_in(query):
            slips = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
            fuzzy = tantivy.Query.fuzzy_term_query(schema, "text", word, slips, True, True)
            parts.append((must, fuzzy))
            # Without these an exact word is worth no more than one two letters off.
            parts.append((should, tantivy.Query.term_query(schema, "text", word)))
            if slips:
                parts.append(
                    (should, tantivy.Query.fuzzy_term_query(schema, "text", word, 0, True, True))
                )
        if not parts:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(parts), ROWS, False).hits
        return [searcher.doc(address)["code"][0] for _, address in hits]

    return search


def rapidfuzz_partial(found: list[CodeDocument]) -> Engine:
    from rapidfuzz import fuzz, process

    codes = [document.code for document in found]
    texts = [" ".join(words_in(text_of(document))) for document in found]

    def search(query: str) -> list[str]:
        best = process.extract(query.lower(), texts, scorer=fuzz.partial_ratio, limit=ROWS)
        return [codes[at] for _, _, at in best]

    return search


# --- measuring -----------------------------------------------------------------------------------


def timed(engine: Engine, typed: list[str]) -> list[float]:
    """Milliseconds for each keystroke."""
    gc.collect()
    clock, times = time.perf_counter, []
    for query in typed:
        start = clock()
        engine(query)
        times.append((clock() - start) * 1000)
    return times


def timed_in_passes(
    makers: dict[str, Callable[[], Engine]], typed: list[str], passes: int
) -> dict[str, list[float]]:
    """For each engine the lowest time of each keystroke over some passes, engines in turn."""
    best: dict[str, list[float]] = {}
    for _ in range(passes):
        for name, make in makers.items():
            times = timed(make(), typed)
            best[name] = list(map(min, times, best.get(name, times)))
    return best


def recalls(
    engine: Engine, asked: list[Query], texts: dict[str, list[str]]
) -> tuple[dict[str, float], list[Query]]:
    """Recall@10 by kind, and the queries that were not answered."""
    answered: dict[str, list[bool]] = {}
    missed = []
    for query in asked:
        hit = any(right(query, texts[code]) for code in engine(query.typed)[:10])
        answered.setdefault(query.kind, []).append(hit)
        if not hit:
            missed.append(query)
    return {kind: sum(hits) / len(hits) for kind, hits in answered.items()}, missed


FRESH = """
import sys, time
def rss():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
before, start = rss() if sys.platform == "linux" else 0.0, time.perf_counter()
from pathlib import Path
from rvuedge_desktop.catalog.search import SearchIndex
index = SearchIndex.load(Path(sys.argv[1]))
hits = index.search("colonscopy")
took = (time.perf_counter() - start) * 1000
for query in sys.argv[2:]:
    index.search(query)
print(took, len(hits), (rss() - before) if before else 0.0)
"""


def fresh_start(index: SearchIndex, typed: list[str]) -> tuple[float, float, float]:
    """Median ms to import, load and answer in a new process, MB added, and the file's MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.index"
        index.save(path)
        runs = []
        for _ in range(7):
            command = [sys.executable, "-c", FRESH, str(path), *typed[:2000]]
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, cwd=REPOSITORY
            )
            took, _, memory = done.stdout.split()
            runs.append((float(took), float(memory)))
        size = path.stat().st_size / 1e6
    return statistics.median(r[0] for r in runs), max(r[1] for r in runs), size


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def rows(
    measured: dict[str, tuple[list[float], dict[str, float]]],
) -> Iterator[str]:
    """The table, a line an engine."""
    kinds = CLEAN_KINDS + SLIP_KINDS
    yield f"{'engine':<22}{'p50 ms':>8}{'p95':>8}{'max':>8}{'ours/it':>9}" + "".join(
        f"{kind:>13}" for kind in ("clean", "slip mean", *kinds)
    )
    own_p95 = percentile(measured["ours"][0], 0.95)
    for name, (times, recall) in measured.items():
        p95 = percentile(times, 0.95)
        clean = statistics.fmean(recall[kind] for kind in CLEAN_KINDS)
        slips = statistics.fmean(recall[kind] for kind in SLIP_KINDS)
        yield (
            f"{name:<22}{percentile(times, 0.5):>8.3f}{p95:>8.3f}{max(times):>8.2f}"
            f"{own_p95 / p95:>9.3f}"
            + "".join(f"{value:>13.3f}" for value in (clean, slips, *(recall[k] for k in kinds)))
        )


def main() -> None:
    options = argparse.ArgumentParser(description="Search as you type, beside three engines.")
    options.add_argument("--documents", type=int, default=0, help="fill up to this many")
    options.add_argument("--queries", type=int, default=250, help="of each kind, for recall")
    options.add_argument("--typed", type=int, default=17, help="of each kind, letter by letter")
    options.add_argument("--passes", type=int, default=3, help="over the keystrokes")
    options.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    options.add_argument("--only-ours", action="store_true")
    options.add_argument("--missed", action="store_true", help="list what we did not find")
    chosen = options.parse_args()
    found = documents(chosen.shared, chosen.documents)
    texts = {document.code: words_in(text_of(document)) for document in found}
    asked = queries(found, chosen.queries)
    by_kind: dict[str, list[Query]] = {}
    for query in asked:
        by_kind.setdefault(query.kind, []).append(query)
    typed = keystrokes([query for kind in by_kind.values() for query in kind[: chosen.typed]])
    start = time.perf_counter()
    index = SearchIndex.build(found, fingerprint="benchmark")
    built = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.index"
        index.save(path)
        # Ours keeps answers between keystrokes, so every pass begins with an index as loaded.
        makers: dict[str, Callable[[], Engine]] = {"ours": lambda: ours(SearchIndex.load(path))}
        if not chosen.only_ours:
            for name, engine in (
                ("tantivy fuzzy prefix", tantivy_fuzzy(found)),
                ("FTS5 prefix, bm25", fts5(found)),
                ("rapidfuzz partial", rapidfuzz_partial(found)),
            ):
                makers[name] = lambda engine=engine: engine  # type: ignore[misc]
        times = timed_in_passes(makers, typed, chosen.passes)
        measured = {}
        for name, make in makers.items():
            recall, missed = recalls(make(), asked, texts)
            measured[name] = (times[name], recall)
            if name == "ours" and chosen.missed:
                for query in missed:
                    meant = " ".join(query.words)
                    print(f"missed ({query.kind}): {query.typed!r}, meant {meant!r}")
    print(
        f"{len(found):,} documents ({sum(d.shipped for d in found):,} of our catalog), "
        f"{len(typed):,} keystrokes, {len(asked):,} queries for recall@10"
    )
    print("\n".join(rows(measured)))
    took, memory, size = fresh_start(index, typed)
    print(
        f"built in {built:.2f} s; file {size:.1f} MB; fresh process: import, load and first "
        f"answer {took:.0f} ms; {memory:.0f} MB added after {min(2000, len(typed)):,} keystrokes"
    )


if __name__ == "__main__":
    main()
