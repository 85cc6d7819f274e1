# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes apart what is packed, as much of it as can be had: it may be cut short, as in a page that is free again."""
import base64
import binascii
import ctypes
import ctypes.util
import io
import re
import zipfile
import zlib

ZSTD = b"\x28\xb5\x2f\xfd"
GZIP = b"\x1f\x8b\x08"
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
MOST = 1 << 24  # bytes; nobody here packs more
zstd = ctypes.CDLL(ctypes.util.find_library("zstd"))
zstd.ZSTD_createDStream.restype = ctypes.c_void_p
zstd.ZSTD_decompressStream.restype = ctypes.c_size_t
brotli = ctypes.CDLL(ctypes.util.find_library("brotlidec"))


class Buffer(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char_p), ("size", ctypes.c_size_t), ("pos", ctypes.c_size_t)]


def unzstd(data):
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


def unbrotli(data):
    """Brotli has no mark of its own: what does not decode to its end was none."""
    room = ctypes.create_string_buffer(min(MOST, 64 * len(data) + 1024))
    size = ctypes.c_size_t(len(room))
    done = brotli.BrotliDecoderDecompress(ctypes.c_size_t(len(data)), data, ctypes.byref(size), room)
    return room.raw[: size.value] if done == 1 else b""


def inflate(data, bits):
    unpacker = zlib.decompressobj(bits)
    try:
        return unpacker.decompress(data, MOST)
    except zlib.error:
        return b""


def unzip(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except zipfile.BadZipFile:
        return []


def starts(data, mark):
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def from_base64(text):
    text = text.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return b""


def packed_in(data):
    """(how, bytes) of whatever is packed in the data, wherever it begins."""
    if data.startswith(b"PK"):
        yield from unzip(data)
    for at in starts(data, ZSTD):
        yield f"zstd at {at}", unzstd(data[at:])
    for at in starts(data, GZIP):
        yield f"gzip at {at}", inflate(data[at:], 31)
    for found in ZLIB.finditer(data):
        yield f"zlib at {found.start()}", inflate(data[found.start():], 15)
    if len(data) < MOST and not data.isascii():
        yield "deflate", inflate(data, -15)
        yield "brotli", unbrotli(data)
    for found in BASE64.finditer(data):
        inner = from_base64(found[0])
        if inner.startswith((ZSTD, GZIP, b"PK")) or not inner.isascii():
            yield f"base64 at {found.start()}", inner
