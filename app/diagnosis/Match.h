// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::diagnosis {

struct Rule;

// One thing that a rule saw: where, and the bytes that its expression matched (never more than those: the rest of a
// header or body may hold a secret). No bytes when the place alone is the evidence.
struct Seen {
    QString where;
    QByteArray text;
};

// A rule that holds.
struct Match {
    const Rule* rule;
    std::vector<Seen> seen;
};

} // namespace knockback::diagnosis
