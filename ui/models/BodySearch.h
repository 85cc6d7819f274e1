// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/StopFlag.h"
#include "ui/models/TextPattern.h"

#include "app/http/Body.h"

#include <vector>

namespace knockback::ui {

struct TextMatch {
    qint64 begin = 0;
    qint64 length = 0;
    bool operator==(const TextMatch&) const = default;
};

struct SearchFindings {
    std::vector<TextMatch> matches; // in order, not overlapping
    bool more = false;              // there are more than `matches` holds
};

// Every place where the pattern is found, up to `most`; for a worker thread. A match of a regular expression that is
// longer than 64 KB and lies across the border of two megabytes may be missed.
[[nodiscard]] SearchFindings searchBody(const http::Body& body, const TextPattern& pattern, const StopFlag& stop = {},
                                        std::size_t most = 100'000);

} // namespace knockback::ui
