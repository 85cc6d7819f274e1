// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Verdict.h"

#include <algorithm>
#include <array>

namespace knockback::minimize {

using diagnosis::Cause;

namespace {

constexpr qint64 lookedAt = 16 * 1024;

// Numbers, reference IDs and times become '#', and layout goes.
QByteArray withoutChanging(const QByteArray& text) {
    const auto isWord = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.'; };
    const QByteArray lower = text.toLower();
    QByteArray steady;
    for (qsizetype i = 0; i < lower.size();) {
        qsizetype end = i;
        while (end < lower.size() && isWord(lower[end]))
            ++end;
        const QByteArrayView word = QByteArrayView(lower).sliced(i, end - i);
        const bool hasDigit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
        steady += hasDigit ? QByteArrayView("#") : word;
        if (end < lower.size() && !QByteArrayView(" \t\r\n").contains(lower[end]))
            steady += lower[end];
        i = end + 1;
    }
    return steady;
}

bool sameAnswer(const Signature& a, const Signature& b) {
    return a.status >= 400 && a.status == b.status && a.page == b.page;
}

bool sameDiagnosis(const Signature& a, const Signature& b) {
    const bool vague = a.subcause.isEmpty() && a.vendor.isEmpty();
    return a.cause != Cause::None && a.cause == b.cause && a.subcause == b.subcause && a.vendor == b.vendor &&
           (!vague || a.status == b.status);
}

// Statuses that deny, whatever else is known of them.
bool denies(int status) {
    constexpr std::array<int, 6> all{401, 403, 406, 429, 451, 503};
    return std::find(all.begin(), all.end(), status) != all.end();
}

} // namespace

Signature signatureOf(const diagnosis::Diagnosis& diagnosis, const http::Attempt& attempt) {
    return {diagnosis.cause, diagnosis.subcause, diagnosis.vendor, attempt.status(),
            attempt.response ? withoutChanging(attempt.response->body.prefix(lookedAt)) : QByteArray()};
}

bool isTurnedAway(const diagnosis::Diagnosis& diagnosis, const http::Attempt& attempt) {
    return diagnosis::isBlock(diagnosis.cause) || (diagnosis.cause == Cause::None && denies(attempt.status()));
}

Verdict judge(const Signature& blocked, const Signature& answer) {
    if (sameDiagnosis(blocked, answer) || sameAnswer(blocked, answer))
        return Verdict::Same;
    switch (answer.cause) {
    case Cause::None:
        if (answer.status == 0)
            return Verdict::Unclear;
        return denies(answer.status) ? Verdict::Otherwise : Verdict::Passed;
    case Cause::RateLimit:
    case Cause::Overload:
    case Cause::Network:
        return Verdict::Unclear;
    default:
        return Verdict::Otherwise;
    }
}

} // namespace knockback::minimize
