// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Likelihood.h"

#include <algorithm>
#include <array>

namespace knockback::minimize {

namespace {

using diagnosis::Cause;

constexpr double named = 0.8;      // the diagnosis names this very part
constexpr double suspicious = 0.6; // looks like what filters look for
constexpr double related = 0.4;    // of the kind that this cause depends on

bool isNamed(const Difference& difference, const diagnosis::Diagnosis& evidence) {
    if (difference.kind != PartKind::Header)
        return false;
    const QString header = QStringLiteral("request header ") + QString::fromUtf8(difference.name);
    return std::any_of(evidence.evidence.begin(), evidence.evidence.end(),
                       [&header](const auto& seen) { return seen.where.contains(header, Qt::CaseInsensitive); });
}

// Markup, quotes, traversal, templates, a query language: what rule sets score.
bool looksInjected(const std::optional<QByteArray>& value) {
    constexpr std::array<QByteArrayView, 13> marks{"<", "'", "../", "..\\",   "${",      "{{_",  "--",
                                                   ";", "`", "/*",  "union ", "select ", "/etc/"};
    const QByteArray text = value.value_or(QByteArray()).toLower();
    return std::any_of(marks.begin(), marks.end(), [&text](QByteArrayView mark) { return text.contains(mark); });
}

bool isRelated(const Difference& difference, const diagnosis::Diagnosis& evidence) {
    const auto is = [&](QByteArrayView header) {
        return difference.kind == PartKind::Header && http::sameFieldName(difference.name, header);
    };
    switch (evidence.cause) {
    case Cause::SuspiciousPattern:
        if (evidence.subcause.contains("fingerprint"))
            return difference.kind == PartKind::Version || is("User-Agent");
        return is("User-Agent") || difference.kind == PartKind::Body || difference.kind == PartKind::GraphQlQuery;
    case Cause::Credential:
        return difference.kind == PartKind::Auth || is("Authorization") || isSecret(difference.kind, difference.name);
    case Cause::GeoLock:
        return is("Accept-Language") || is("X-Forwarded-For");
    default:
        return false;
    }
}

} // namespace

bool somethingIsMissing(const diagnosis::Diagnosis& evidence) {
    return evidence.subcause.startsWith("missing_") ||
           std::any_of(evidence.evidence.begin(), evidence.evidence.end(),
                       [](const auto& seen) { return seen.where.contains(QLatin1String("(absent)")); });
}

std::vector<double> likelihood(const std::vector<Difference>& differences, const diagnosis::Diagnosis& evidence) {
    // One or two of them decide as a rule.
    const double usual = std::clamp(1.0 / double(std::max<std::size_t>(differences.size(), 1)), 0.02, 0.3);
    std::vector<double> all;
    for (const auto& difference : differences) {
        double one = usual;
        if (isRelated(difference, evidence))
            one = std::max(one, related);
        if (looksInjected(difference.blocked) && evidence.cause == Cause::SuspiciousPattern)
            one = std::max(one, suspicious);
        if (isNamed(difference, evidence))
            one = std::max(one, named);
        all.push_back(one);
    }
    return all;
}

} // namespace knockback::minimize
