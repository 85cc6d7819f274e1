# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes only point down: every include between modules is declared in CMake, and CMake has no cycle."""
import re

import tree

ORDER = ("base http providers ratelimit retry diagnosis vault oauth journal history timeline workspace runs minimize "
         "connectivity interop report lab session cli").split()
THIRD_PARTY = {  # header prefix -> the only modules that may see it
    "curl/": ["app/http"], "openssl/": ["app/http", "app/oauth"], "re2/": ["app/diagnosis", "ui/models"], "sodium": ["app/base", "app/vault"],
    "qt6keychain": ["app/vault"], "QDBus": ["app/vault"], "sqlite3": ["app/history"], "zstd": ["app/history", "app/http"],
    "zlib.h": ["app/http"], "brotli/": ["app/http"], "libpsl": ["app/http"],
    "simdjson": ["app/interop"], "yaml-cpp": ["app/interop"], "zip.h": ["app/report"], "boost/": ["app/lab"],
    "CLI/": ["app/cli"],
}
WINDOW = re.compile(r'#include <(QWidget|QApplication|QGuiApplication|QPainter|QImage|QPixmap|QColor|QFont|QIcon|QtWidgets|QtGui|'
                    r'QAction|QDialog|QLabel|QtCharts|Qsci|QSvg)')
problems = []
allowed = tree.allowed_modules()

for path in tree.sources("app", "ui"):
    here, text = tree.module_of(tree.name(path)), path.read_text()
    for line, included in enumerate(text.splitlines(), 1):
        ours = re.match(r'#include "((?:app|ui|tests)/[^"]+)"', included)
        if ours:
            there = tree.module_of(ours.group(1))
            if ours.group(1).startswith("tests/"):
                problems.append(f"{tree.name(path)}:{line}: product code includes a test")
            elif here and here.startswith("app/") and there.startswith("ui/"):
                problems.append(f"{tree.name(path)}:{line}: app must not include ui")
            elif here and there != here and there not in allowed.get(here, set()):
                problems.append(f"{tree.name(path)}:{line}: {here} does not declare {there} in its DEPENDS")
        for prefix, modules in THIRD_PARTY.items():
            if re.match(rf'#include [<"]{re.escape(prefix)}', included):
                if here not in modules:
                    problems.append(f"{tree.name(path)}:{line}: {prefix} belongs to {', '.join(modules)}")
                elif path.suffix == ".h" and prefix not in ("CLI/",):
                    users = [p for p in tree.sources("app", "ui") if f'"{tree.name(path)}"' in p.read_text()]
                    outside = [p for p in users if tree.module_of(tree.name(p)) != here]
                    if outside:
                        problems.append(f"{tree.name(path)}:{line}: {prefix} leaks to {tree.name(outside[0])}")
        if here and here.startswith("app/") and WINDOW.match(included):
            problems.append(f"{tree.name(path)}:{line}: app must not use Qt Gui or Widgets")

order = {f"app/{module}": i for i, module in enumerate(ORDER)}
# Retry decides on a diagnosis, so these two stand the other way round than in the list.
order["app/diagnosis"], order["app/retry"] = order["app/retry"], order["app/diagnosis"]
for module, targets in allowed.items():
    for target in targets:
        if module.startswith("app/") and order.get(target, 99) >= order.get(module, 99):
            problems.append(f"{module}/CMakeLists.txt: {target} does not come before it")


def cycle(module, trail):
    if module in trail:
        return trail[trail.index(module):] + [module]
    for target in sorted(allowed.get(module, ())):
        found = cycle(target, trail + [module])
        if found:
            return found
    return None


for module in sorted(allowed):
    found = cycle(module, [])
    if found:
        problems.append("cycle: " + " -> ".join(found))
        break

tree.finish(problems, "layers")
