# SPDX-License-Identifier: GPL-3.0-or-later
"""One idea a file: caps on sources, headers and functions, and the share of test lines."""
import re

import tree

SOURCE, HEADER, FUNCTION = 400, 150, 60
problems = []


def lines(path):
    return path.read_text().count("\n")


def functions(text):
    """(first line, length) of every brace block that starts in column 0 and whose head looks like a function."""
    rows = text.splitlines()
    start = None
    for number, row in enumerate(rows, 1):
        if start is None and re.match(r"^[\w:<>*&~\[\]].*\)[^;]*\{$", row) and not row.startswith(("namespace", "extern")):
            start = number
        elif start is None and re.match(r"^    : .*\{$", row):
            start = number
        elif start is not None and row.startswith("}"):
            yield start, number - start
            start = None


sizes = []
for path in tree.sources("app", "ui"):
    count = lines(path)
    sizes.append(count)
    cap = HEADER if path.suffix == ".h" else SOURCE
    if count > cap:
        problems.append(f"{tree.name(path)}: {count} lines, the cap is {cap}")
    for start, length in functions(path.read_text()):
        if length > FUNCTION:
            problems.append(f"{tree.name(path)}:{start}: a function of {length} lines, the cap is {FUNCTION}")

sizes.sort()
app = sum(lines(path) for path in tree.sources("app"))
tests = sum(lines(path) for path in tree.sources("tests/app", "tests/contract", "tests/regression", "tests/real", "tests/support"))
print(f"{len(sizes)} files, median {sizes[len(sizes) // 2]} lines, 90th percentile {sizes[len(sizes) * 9 // 10]}, largest {sizes[-1]}")
print(f"app: {app} lines, its tests: {tests} ({tests / app:.2f} a line)")
tree.finish(problems, "sizes")
