# SPDX-License-Identifier: GPL-3.0-or-later
"""A search that finds nothing proves something only if it finds what is there: sinks that leak on purpose."""
import base64
import ctypes
import ctypes.util
import gzip
import pathlib
import sqlite3
import stat
import tempfile
import unittest
import zipfile
import zlib

import codings
import evidence
import forms
import rig

PLAIN = ' "&<\'%\\/+é>'
FILLING = b"The quick brown fox jumps over the lazy dog. " * 40


def unlike(number):
    """Bytes that no packing makes smaller."""
    return b"".join(zlib.crc32(b"%d" % at).to_bytes(4, "big") for at in range(number // 4))


def brotli(data):
    library = ctypes.CDLL(ctypes.util.find_library("brotlienc"))
    room = ctypes.create_string_buffer(len(data) + 1024)
    size = ctypes.c_size_t(len(room))
    library.BrotliEncoderCompress(5, 22, 0, ctypes.c_size_t(len(data)), data, ctypes.byref(size), room)
    return room.raw[: size.value]


def zstd(data):
    room = ctypes.create_string_buffer(len(data) + 1024)
    codings.zstd.ZSTD_compress.restype = ctypes.c_size_t
    size = codings.zstd.ZSTD_compress(room, ctypes.c_size_t(len(room)), data, ctypes.c_size_t(len(data)), 3)
    return room.raw[:size]


def deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def database(path, cell, gone):
    """A database that holds the cell, or held it: then it lies on pages that are free."""
    made = sqlite3.connect(path)
    made.execute("PRAGMA page_size = 4096")
    made.execute("PRAGMA secure_delete = OFF")
    made.execute("PRAGMA synchronous = OFF")
    made.execute("CREATE TABLE t (a)")
    made.executemany("INSERT INTO t VALUES (?)", [(FILLING * 9,), (cell,), (b"after",)])
    made.commit()
    if gone:  # the first page that becomes free turns into the list of those that follow
        for row in (1, 2):
            made.execute("DELETE FROM t WHERE rowid = ?", (row,))
            made.commit()
    made.close()


class Oracle(unittest.TestCase):
    def setUp(self):
        self.canaries = [forms.make("token"), forms.make("password", PLAIN)]
        self.searcher = forms.Searcher(self.canaries)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def texts(self):
        return [text for canary in self.canaries for text in forms.forms(canary).values()]

    def found(self):
        return any(self.searcher.find(data) for _, data in evidence.files([self.folder]))

    def left_as(self, name, data):
        (self.folder / name).write_bytes(data)
        found = self.found()
        (self.folder / name).unlink()
        return found

    def test_nothing_is_found_where_nothing_is(self):
        for data in (FILLING, unlike(100_000), gzip.compress(FILLING), zstd(FILLING), base64.b64encode(unlike(3000))):
            self.assertFalse(self.left_as("clean", data))

    def test_every_form_in_the_open(self):
        for text in self.texts():
            self.assertTrue(self.left_as("raw", b"x" + text + b"y"), text)

    def test_every_form_in_every_packing(self):
        for text in self.texts():
            data = FILLING + text + FILLING
            for name, pack in (("gzip", gzip.compress), ("zlib", zlib.compress), ("deflate", deflate), ("brotli", brotli),
                               ("zstd", zstd)):
                self.assertTrue(self.left_as(name, pack(data)), f"{text} in {name}")
                self.assertTrue(self.left_as(name, b'{"text": "' + base64.b64encode(pack(data)) + b'"}'),
                                f"{text} in {name} in base64")
            with zipfile.ZipFile(self.folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("entry", data)
            self.assertTrue(self.found(), f"{text} in a zip")
            (self.folder / "packed.zip").unlink()
            chunk = b"Comment\0\0" + zlib.compress(data)
            self.assertTrue(self.left_as("a.png", b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + b"zTXt" + chunk))

    def test_a_file_name(self):
        self.assertTrue(self.left_as(self.canaries[0].text.replace("/", "_"), b""))

    def test_packed_twice(self):
        self.assertTrue(self.left_as("twice", gzip.compress(b"{" + base64.b64encode(zstd(self.texts()[0])) + b"}")))

    def test_pages_of_a_database_also_those_that_are_free(self):
        letters = base64.b64encode(unlike(9000))  # they are packed as a whole, and letter by letter
        for text in self.texts():
            # Of what lies over several pages and is gone, at most one end can be cut by a page's.
            for name, cell in (("short", text), ("long", FILLING * 20 + text), ("packed", zstd(FILLING + text)),
                               ("packed and long", zstd(letters + text + letters))):
                for gone in (False, True):
                    database(self.folder / "a.sqlite", b"cell " + cell, gone)
                    self.assertTrue(self.found(), f"{text}, {name}, gone: {gone}")
                    (self.folder / "a.sqlite").unlink()

    def test_broken_over_two_lines_at_any_place(self):
        for canary in self.canaries:
            for text in (canary.text.encode(), base64.b64encode(b"user:" + canary.text.encode()), canary.text.encode().hex().encode()):
                for at in range(1, len(text)):
                    for broken in (b"\n", b"\r\n ", b"\nknockback: ", b"\n2026-11-22 10:00:00 debug: ", b"\\n"):
                        self.assertTrue(self.searcher.find(b"a " + text[:at] + broken + text[at:] + b" b"), (text, at, broken))

    def test_wrapped_into_narrow_lines(self):
        text = base64.b64encode(b"user:" + self.canaries[0].text.encode())
        for end in (b"\n", b"\r\n\t"):
            wrapped = end.join(text[at : at + 8] for at in range(0, len(text), 8))
            self.assertTrue(self.searcher.find(wrapped))

    def test_a_program_that_leaks_into_each_sink(self):
        secret = self.canaries[0].text
        for name, leak in (("standard output", "printf %s \"$0$S\""), ("standard error", "printf %s \"$S\" >&2"),
                           ("a file", "printf %s \"$S\" > \"$HOME/left\""), ("a temporary file", "printf %s \"$S\" > \"$TMPDIR/left\""),
                           ("an argument of a child", "sh -c 'sleep 0.3; :' \"$S\""), ("a child's environment", "L=$S sleep 0.3")):
            with self.subTest(name):
                self.assertTrue(self.leaks_of(f"S=$(cat \"{self.folder}/secret\")\n{leak}\n", secret))
        self.assertFalse(self.leaks_of("sleep 0.1\n", secret))

    def leaks_of(self, script, secret):
        (self.folder / "secret").write_text(secret)
        program = self.folder / "program"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        run = rig.Rig(self.folder, self.searcher)
        run.passphrase = run.give("passphrase", "p")
        run.finish(run.start("program", []))
        leaks = run.search()
        run.remove()
        return leaks


if __name__ == "__main__":
    unittest.main()
