# SPDX-License-Identifier: GPL-3.0-or-later
"""How many copies of secrets a program has in its memory outside of the pages that are made for them."""
import collections
import re

import forms

MAPPING = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) ")


def mappings(pid):
    """(begin, end) of what was written to and is not kept out of core dumps, as pages for secrets are."""
    current, resident = None, 0
    with open(f"/proc/{pid}/smaps") as lines:
        for line in lines:
            if found := MAPPING.match(line):
                begin, end, rights = found.groups()
                current = (int(begin, 16), int(end, 16)) if "w" in rights else None
            elif line.startswith("Rss:"):
                resident = int(line.split()[1])
            elif current and resident and line.startswith("VmFlags:") and " dd" not in line:
                yield current


def copies(pid, canaries):
    """Kind -> how often the beginning of its canary stands there, as it is or in UTF-16. Needs the right to trace: root."""
    counted = collections.Counter()
    with open(f"/proc/{pid}/mem", "rb") as memory:
        for begin, end in mappings(pid):
            try:
                memory.seek(begin)
                data = memory.read(end - begin).translate(None, b"\0")  # UTF-16 is plain then
            except OSError:
                continue
            for canary in canaries:
                counted[canary.kind] += data.count(canary.text[: forms.EDGE].encode())
    return +counted
