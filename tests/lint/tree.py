# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint tests share: the tree's files, its modules and the arrows that CMake allows."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sources(*folders, suffixes=(".h", ".cpp")):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path


def name(path):
    return path.relative_to(ROOT).as_posix()


def module_of(path):
    """'app/http' for app/http/Body.h and for the include "app/http/Body.h"."""
    parts = pathlib.PurePosixPath(path).parts
    return "/".join(parts[:2]) if len(parts) > 2 else None


def allowed_modules():
    """Module -> modules it may include, from each folder's CMakeLists.txt."""
    allowed = {}
    for cmake in sorted(ROOT.glob("app/*/CMakeLists.txt")) + sorted(ROOT.glob("ui/*/CMakeLists.txt")):
        text = re.sub(r"#.*", "", cmake.read_text())
        call = re.search(r"knockback_(?:ui_)?module\(([^)]*)\)", text)
        if not call:
            continue
        words = call.group(1).split()
        found, reading = set(), False
        for word in words[1:]:
            if word in ("DEPENDS", "PUBLIC", "PRIVATE", "PCH"):
                reading = word == "DEPENDS"
            elif reading:
                found.add("ui/" + word[3:] if word.startswith("ui_") else "app/" + word)
        allowed[module_of(name(cmake))] = found
    return allowed


def without_comments_and_strings(text):
    pattern = r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S)


def finish(problems, what):
    for problem in problems:
        print(problem)
    print(f"{what}: {len(problems)} problem(s)")
    sys.exit(1 if problems else 0)
