// SPDX-License-Identifier: GPL-3.0-or-later
// Response bodies that are large. First paint of 200 MB against 1 KB; processor time of the view against QScintilla at
// 50 MB; memory; laying out against `jq .`; 1 GB shown while it comes against `curl -o /dev/null`. All compared within
// one run. Arguments: [rounds] [part: paint, editor, memory, pretty, live].
#include "tests/bench/bodies/Bodies.h"

#include <QApplication>

#include <cstdlib>
#include <string>

using namespace knockback;
using namespace knockback::bench;

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    const std::string part = argc > 2 ? argv[2] : "";
    const auto wanted = [&part](const char* name) { return part.empty() || part == name; };
    ui::ThemeManager themes(ui::ThemeKind::Light);
    if (wanted("memory")) // first: what others leave behind would blur it
        benchMemory(themes);
    if (wanted("paint"))
        benchFirstPaint(themes, rounds);
    if (wanted("editor"))
        benchAgainstEditor(themes, rounds);
    if (wanted("pretty"))
        benchPrettyPrint(rounds);
    if (wanted("live"))
        benchLive(themes, rounds);
    return 0;
}
