# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that a run left behind, as bytes, unpacked as far as it can be."""
import pathlib
import shutil
import sqlite3
import tempfile

import codings

DEEPEST = 4
SQLITE = b"SQLite format 3\0"


def unpacked(name, data, depth=0):
    """(name, bytes) of the data and of whatever is packed in it."""
    yield name, data
    if depth == DEEPEST:
        return
    for how, inner in codings.packed_in(data):
        if inner:
            yield from unpacked(f"{name} > {how}", inner, depth + 1)


def rows(path):
    """Every cell of a database and every word of its text indexes, from a copy: opening it would change it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "copy")
        for ending in ("", "-wal"):
            if pathlib.Path(f"{path}{ending}").exists():
                shutil.copy(f"{path}{ending}", f"{copy}{ending}")
        database = sqlite3.connect(copy)
        database.text_factory = bytes
        tables = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
        for table, sql in tables:
            table = table.decode()
            if b"fts5" in sql:
                database.execute(f"CREATE VIRTUAL TABLE temp.words_{table} USING fts5vocab(main, {table}, 'row')")
                table = f"words_{table}"
            for number, row in enumerate(database.execute(f'SELECT * FROM "{table}"')):
                for cell in row:
                    if isinstance(cell, bytes):
                        yield f"{table} row {number}", cell
        database.close()


def chain(pages, number):
    """What a chain of overflow pages holds. A page keeps its bytes, the next one's number first, when it becomes free."""
    seen = set()
    while 0 < number <= len(pages) and number not in seen:
        seen.add(number)
        page = pages[number - 1]
        number = int.from_bytes(page[:4], "big")
        yield page[4:]


def scattered(data):
    """Packed cells that lie over several pages, of rows that are gone: no row leads to them any more."""
    size = int.from_bytes(data[16:18], "big") or 65536
    size = 65536 if size == 1 else size
    pages = [data[at : at + size] for at in range(0, len(data), size)]
    for number, page in enumerate(pages):
        for at in codings.starts(page, codings.ZSTD):
            for end in range(at + 4, size - 3):
                following = int.from_bytes(page[end : end + 4], "big")
                if 0 < following <= len(pages) and following != number + 1:
                    yield f"pages from {number + 1}", codings.unzstd(page[at:end] + b"".join(chain(pages, following)))


def files(roots):
    """(name, bytes) of every file below the folders."""
    for root in roots:
        for path in sorted(pathlib.Path(root).rglob("*")):
            yield f"the name of {path}", path.name.encode()
            if not path.is_file():
                continue
            data = path.read_bytes()
            yield from unpacked(str(path), data)
            if data.startswith(SQLITE):
                for name, cell in (*rows(path), *scattered(data)):
                    yield from unpacked(f"{path} > {name}", cell)
