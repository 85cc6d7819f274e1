# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that a run left behind, as bytes, unpacked as far as it can be."""
import ctypes
import ctypes.util
import gzip
import io
import pathlib
import shutil
import sqlite3
import tempfile
import zipfile
import zlib

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
DEEPEST = 4
zstd = ctypes.CDLL(ctypes.util.find_library("zstd"))
zstd.ZSTD_createDStream.restype = ctypes.c_void_p
zstd.ZSTD_decompressStream.restype = ctypes.c_size_t


class Buffer(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char_p), ("size", ctypes.c_size_t), ("pos", ctypes.c_size_t)]


def unzstd(data):
    """As much as can be had of a frame, which may be cut short, as in a page of a database that is free again."""
    stream = ctypes.c_void_p(zstd.ZSTD_createDStream())
    source = Buffer(data, len(data), 0)
    room = ctypes.create_string_buffer(1 << 17)
    parts = []
    while True:
        target = Buffer(ctypes.cast(room, ctypes.c_char_p), len(room), 0)
        left = zstd.ZSTD_decompressStream(stream, ctypes.byref(target), ctypes.byref(source))
        parts.append(room.raw[: target.pos])
        failed = zstd.ZSTD_isError(ctypes.c_size_t(left))
        if failed or left == 0 or (source.pos == source.size and target.pos < len(room)):
            break
    zstd.ZSTD_freeDStream(stream)
    return b"".join(parts)


def frames(data):
    at = data.find(ZSTD_MAGIC)
    while at >= 0:
        yield at
        at = data.find(ZSTD_MAGIC, at + 1)


def png_texts(data):
    """The packed texts of a PNG; plain ones are seen as they are."""
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        at += size + 12
        if kind in (b"zTXt", b"iTXt"):
            for start in (i for i, byte in enumerate(chunk) if byte == 0x78):
                try:
                    yield zlib.decompressobj().decompress(chunk[start:])
                except zlib.error:
                    pass


def unpacked(name, data, depth=0):
    """(name, bytes) of the data and of whatever is packed in it."""
    yield name, data
    if depth == DEEPEST:
        return
    inner = []
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner += [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    if data.startswith(b"\x1f\x8b"):
        inner.append(("gzip", gzip.decompress(data)))
    if data.startswith(b"\x89PNG"):
        inner += [("text", text) for text in png_texts(data)]
    inner += [(f"zstd at {at}", unzstd(data[at:])) for at in frames(data)]
    for inner_name, inner_data in inner:
        yield from unpacked(f"{name} > {inner_name}", inner_data, depth + 1)


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


def files(roots):
    """(name, bytes) of every file below the folders."""
    for root in roots:
        for path in sorted(pathlib.Path(root).rglob("*")):
            yield f"the name of {path}", path.name.encode()
            if not path.is_file():
                continue
            data = path.read_bytes()
            yield from unpacked(str(path), data)
            if data.startswith(b"SQLite format 3"):
                for name, cell in rows(path):
                    yield from unpacked(f"{path} > {name}", cell)
