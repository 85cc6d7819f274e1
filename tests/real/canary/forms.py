# SPDX-License-Identifier: GPL-3.0-or-later
"""Canary secrets, the forms in which one may be written, and the search for all of them."""
import base64
import html
import json
import random
import re
import string
import urllib.parse

LINE_BREAK = re.compile(rb"(\r?\n|\\n)([ \t]+|knockback: )?")
EDGE = 12  # a secret's first and last characters are a leak, too


class Canary:
    """One secret: 12 letters and digits, characters that encodings change, 12 letters and digits."""

    def __init__(self, kind, text):
        self.kind = kind
        self.text = text


def make(kind, middle="-._~+/"):
    letters = "".join(random.choices(string.ascii_lowercase + string.digits, k=2 * EDGE - 2))
    return Canary(kind, "q" + letters[: EDGE - 1] + middle + letters[EDGE - 1 :] + "z")


def inside_base64(raw, alphabet):
    """What base64 makes of `raw` anywhere in a longer text: at three alignments, without what its neighbours change."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + raw, alphabet)
        first = (before * 8 + 5) // 6
        last = (before + len(raw)) * 8 // 6
        yield encoded[first:last]


def wide(text):
    """As UTF-16 of either order of bytes, without the byte at the end that tells them apart."""
    return b"\0".join(bytes([byte]) for byte in text)


def forms_of_edge(part):
    """Every way to write some letters and digits, name -> bytes."""
    hexadecimal = part.hex().encode()
    found = {
        "": part,
        ", hex": hexadecimal,
        ", HEX": hexadecimal.upper(),
        ", hex with spaces": part.hex(" ").encode(),
        ", UTF-16": wide(part),
        ", hex, UTF-16": wide(hexadecimal),
        ", reversed": part[::-1],
        ", every letter percent-encoded": b"".join(b"%%%02x" % byte for byte in part),
        ", every letter PERCENT-encoded": b"".join(b"%%%02X" % byte for byte in part),
        ", every letter as in C": b"".join(b"\\x%02x" % byte for byte in part),
        ", every letter as in JSON": b"".join(b"\\u%04x" % byte for byte in part),
        ", every letter as in HTML": b"".join(b"&#%d;" % byte for byte in part),
    }
    for alphabet in (b"+/", b"-_"):
        for at, text in enumerate(inside_base64(part, alphabet)):
            found[f", base64 {alphabet.decode()} at {at}"] = text
            found[f", base64 {alphabet.decode()} at {at}, UTF-16"] = wide(text)
    return found


def forms(canary):
    """Name of the form -> bytes."""
    raw = canary.text.encode()
    found = {
        "raw": raw,
        "percent-encoded": urllib.parse.quote(raw, safe="").encode(),
        "form-encoded": urllib.parse.quote_plus(raw).encode(),
        "JSON": json.dumps(canary.text)[1:-1].encode(),
        "HTML": html.escape(canary.text).encode(),
        "hex": raw.hex().encode(),
        "HEX": raw.hex().upper().encode(),
        "UTF-16LE": canary.text.encode("utf-16-le"),
        "UTF-16BE": canary.text.encode("utf-16-be"),
    }
    for user in (b"", b"user:"):
        found[f"base64 of {user.decode()}…"] = base64.b64encode(user + raw)
        found[f"base64url of {user.decode()}…"] = base64.urlsafe_b64encode(user + raw)
    for place, part in (("first", raw[:EDGE]), ("last", raw[-EDGE:])):
        for form, text in forms_of_edge(part).items():
            found[f"{place} {EDGE}{form}"] = text
    return found


class Searcher:
    """Finds every form of every canary. A form that holds a shorter one is found by it."""

    def __init__(self, canaries):
        self.forms = {}
        for canary in canaries:
            for form, text in forms(canary).items():
                self.forms.setdefault(text, f"{canary.kind} ({form})")
        by_length = sorted(self.forms, key=len)
        self.needles = []
        for text in by_length:
            if not any(shorter in text for shorter in self.needles):
                self.needles.append(text)

    def find(self, data):
        """What is found, also where lines were broken inside of it, and some bytes around it."""
        hits = []
        for text in {data, LINE_BREAK.sub(b"", data)}:
            for needle in self.needles:
                at = text.find(needle)
                if at >= 0:
                    hits.append(f"{self.forms[needle]} near {bytes(text[max(0, at - 60):at + 60])!r}")
        return hits
