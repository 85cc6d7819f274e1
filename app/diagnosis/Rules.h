// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Match.h"
#include "app/diagnosis/Rule.h"
#include "app/diagnosis/Subject.h"

#include <vector>

namespace knockback::diagnosis {

// All that is known about blocks, to be asked about one exchange. Immutable; any thread. What is handed out lives as
// long as this.
class Rules {
public:
    virtual ~Rules() = default;

    // What to look for in the attempt's request, before there is a Subject of it.
    [[nodiscard]] virtual std::vector<RequestPattern> requestPatterns(const http::Attempt& attempt) const = 0;
    // The rules that hold, with what each of them saw; in the order of the files.
    [[nodiscard]] virtual std::vector<Match> match(const Subject& subject) const = 0;

    [[nodiscard]] virtual const Vendor* vendor(const QByteArray& id) const = 0;
    // Whose host this is, or null.
    [[nodiscard]] virtual const Vendor* vendorOfHost(const QByteArray& host) const = 0;
    // The words for a sub-cause, or else for its cause; null when there are none.
    [[nodiscard]] virtual const Wording* words(Cause cause, const QByteArray& subcause) const = 0;
};

} // namespace knockback::diagnosis
