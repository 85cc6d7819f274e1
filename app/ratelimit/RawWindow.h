// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Provider.h"
#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// One window as a provider wrote it, before the texts are read: every form of writing is first brought to this.
struct RawWindow {
    struct Text {
        QByteArray field; // where it stands, for problems and the source
        QByteArray value;
    };
    QString bucket;
    QString partition;
    std::optional<Text> limit;
    std::optional<Text> remaining;
    std::optional<Text> used;
    std::optional<Text> share; // the used share of a limit without a number
    std::optional<Text> rate;
    std::optional<Text> reset;
    std::optional<Text> period;
    std::optional<double> windowSeconds;
};

// Reads the texts by what the dialect says of them, and adds the window to the context's reading: of limit, remaining
// and used two give the third, a rate gives the length, a count that cannot be read is a problem. False when nothing
// is known of it.
bool addRawWindow(const RawWindow& raw, const providers::LimitDialect& dialect, ReadingContext& context);

// The seconds of an interval as some providers shorten it in names: "10s", "1M", "1d"; M is minutes there.
[[nodiscard]] std::optional<double> intervalSeconds(QByteArrayView text);

} // namespace knockback::ratelimit
