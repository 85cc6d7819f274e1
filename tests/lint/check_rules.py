# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that a compiler does not know: clocks, timers, random numbers, event loops, secrets, sinks, words."""
import re

import tree

# (rule, pattern, folders it holds in, path prefixes that may)
RULES = [
    ("only app/base reads a clock", r"\b(steady_clock|system_clock|high_resolution_clock)::now|QDateTime::current|"
     r"QTime::current|QDate::current|QElapsedTimer|QDeadlineTimer|\bclock_gettime|\bgettimeofday|[^\w.:>]time\(nullptr\)",
     ("app", "ui"), ("app/base/",)),
    ("only app/base makes a timer", r"\bQTimer\b|\bstartTimer\(|singleShot|timerfd_|QBasicTimer", ("app", "ui"), ("app/base/",)),
    ("only app/base draws random numbers", r"QRandomGenerator|std::mt19937|random_device|\brand\(|randombytes_(?!buf)",
     ("app", "ui"), ("app/base/",)),
    ("no sleeping", r"\b(sleep_for|sleep_until|usleep|QThread::m?u?sleep|nanosleep)\b", ("app", "ui", "tests"), ()),
    ("no nested event loop", r"\bQEventLoop\b|processEvents|waitFor(Ready|Bytes|Connected|Disconnected|Finished|Started)\w*\(",
     ("app", "ui"), ()),
    ("no modal exec of a dialog or menu", r"(dialog|Dialog|menu|box|Box)\w*(\.|->)exec\(", ("app", "ui"), ()),
    ("no coroutines", r"\bco_(await|yield|return)\b", ("app", "ui", "tests"), ()),
    ("no string-based connect", r"\b(SIGNAL|SLOT)\(", ("app", "ui"), ()),
    ("secrets are revealed in few places", r"(\.|->)reveal\(", ("app", "ui"),
     ("app/base/Secret", "app/http/Redact", "app/vault/", "app/oauth/", "app/session/TextFiller.cpp", "app/cli/Vault", "ui/vault/")),
    ("sinks take redacted attempts only", r"\b(const )?http::Attempt(&| )(?!\w*\()[^;{}]*[,)]", ("app/history", "app/report"),
     ("app/history/StoredAttempt", "app/report/ReportEntry")),
    ("no printing outside the command line", r"\bqDebug\(|\bstd::(cout|cerr)\b|\bprintf\(", ("app", "ui"), ("app/cli/",)),
]
problems = []
for rule, pattern, folders, may in RULES:
    expression = re.compile(pattern)
    for path in tree.sources(*folders):
        if tree.name(path).startswith(may) and may:
            continue
        text = tree.without_comments_and_strings(path.read_text())
        for found in expression.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            problems.append(f"{tree.name(path)}:{line}: {rule}: {found.group(0).strip()[:60]}")

# An undone thing is an issue, not a comment; and the project does not speak of the machine it was written on.
WORDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|/(?:work|root)/|/home/\w")
for path in tree.sources("app", "ui", "tests", "resources", "packaging", suffixes=(".h", ".cpp", ".json", ".md", ".cmake", ".py", ".js")):
    if path == tree.ROOT / "tests/lint/check_rules.py" or "node_modules" in path.parts:
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = WORDS.search(line)
        if found:
            problems.append(f"{tree.name(path)}:{number}: {found.group(0)} does not belong in the tree")

for path in tree.sources("app", "ui", "tests"):
    if not path.read_text().startswith("// SPDX-License-Identifier: GPL-3.0-or-later\n"):
        problems.append(f"{tree.name(path)}: the first line is not the licence identifier")

tree.finish(problems, "rules")
