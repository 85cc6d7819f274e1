// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LimitFieldName.h"

#include <QByteArrayList>

#include <iterator>

namespace knockback::ratelimit {

namespace {

struct RoleWord {
    QByteArrayView word;
    LimitRole role;
};
constexpr RoleWord roleWords[] = {
    {"limit", LimitRole::Limit},          {"max", LimitRole::Limit},
    {"remaining", LimitRole::Remaining},  {"used", LimitRole::Used},
    {"observed", LimitRole::Used},        {"reset", LimitRole::Reset},
    {"resettime", LimitRole::Reset},      {"policy", LimitRole::Policy},
    {"resource", LimitRole::Name},        {"name", LimitRole::Name},
    {"bucket", LimitRole::Name},          {"period", LimitRole::PeriodSeconds},
    {"window", LimitRole::PeriodSeconds},
};

// The words behind "ratelimit" or "rate-limit"; `family` gets those before it.
std::optional<QByteArrayList> wordsBehindMarker(QByteArrayView name, QByteArray& family) {
    QByteArrayList words = name.toByteArray().toLower().split('-');
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool one = words[i] == "ratelimit";
        const bool two = words[i] == "rate" && i + 1 < words.size() && words[i + 1] == "limit";
        if (!one && !two)
            continue;
        family = words.mid(0, i).join('-');
        return words.mid(i + (one ? 1 : 2));
    }
    return std::nullopt;
}

bool takeWord(QByteArrayList& words, const char* word) {
    return words.removeOne(QByteArray(word));
}

std::optional<LimitRole> takeRole(QByteArrayList& words) {
    if (words.contains("interval") && takeWord(words, "milliseconds")) {
        takeWord(words, "interval");
        return LimitRole::PeriodMilliseconds;
    }
    for (const RoleWord& entry : roleWords) {
        const qsizetype at = words.indexOf(entry.word.toByteArray());
        if (at < 0)
            continue;
        words.removeAt(at);
        if (entry.role == LimitRole::Reset && takeWord(words, "after"))
            return LimitRole::ResetAfter;
        if (entry.role == LimitRole::Name && !words.isEmpty())
            return std::nullopt;
        return entry.role;
    }
    return std::nullopt;
}

} // namespace

std::optional<LimitFieldName> parseLimitFieldName(QByteArrayView name) {
    LimitFieldName parsed;
    auto words = wordsBehindMarker(name, parsed.family);
    if (!words || words->contains("retry"))
        return std::nullopt;
    const auto role = takeRole(*words);
    if (!role)
        return std::nullopt;
    parsed.role = *role;
    parsed.bucket = words->join('-');
    return parsed;
}

std::optional<double> windowOfBucket(QByteArrayView bucket) {
    struct Length {
        QByteArrayView name;
        double seconds;
    };
    static constexpr Length lengths[] = {{"second", 1},    {"secondly", 1}, {"minute", 60},   {"hour", 3600},
                                         {"hourly", 3600}, {"day", 86'400}, {"daily", 86'400}};
    for (const Length& length : lengths)
        if (length.name == bucket || (bucket.startsWith("per_") && length.name == bucket.sliced(4)))
            return length.seconds;
    return std::nullopt;
}

QByteArray unitOfBucket(QByteArrayView bucket) {
    for (const char* unit : {"tokens", "complexity", "points", "bytes"})
        if (bucket == QByteArrayView(unit) || bucket.endsWith(QByteArray('-' + QByteArray(unit))))
            return unit;
    return "requests";
}

} // namespace knockback::ratelimit
