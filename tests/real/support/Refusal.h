// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/real/support/Program.h"

#include <iosfwd>
#include <string>

namespace knockback::test {

// What `send --json` says of the one attempt that it made.
struct Refusal {
    std::string outcome;
    int status = 0;
    std::string cause;
    std::string subcause;
    std::string vendor; // empty = unknown
    double confidence = 0;
    std::string evidence; // a line each
};

// Sends one request, without a second try.
[[nodiscard]] Refusal sendOnce(const Program& program, const QString& url, const QStringList& options = {});
// The same through a proxy.
[[nodiscard]] Refusal sendThrough(const Program& program, const QString& proxy, const QString& url);

std::ostream& operator<<(std::ostream& out, const Refusal& refusal);

} // namespace knockback::test
