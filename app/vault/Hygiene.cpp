// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/Hygiene.h"

#include <QCryptographicHash>

#include <algorithm>

namespace knockback::vault {

namespace {
using std::chrono::days;

constexpr days unusedAfter{90};
// Fewer answers say little about what a credential is for.
constexpr std::size_t enoughAnswers = 3;

QString joined(const std::vector<QByteArray>& names) {
    QStringList list;
    for (const auto& name : names)
        list << QString::fromUtf8(name);
    return list.join(QStringLiteral(", "));
}

std::optional<base::WallTime> latestSecret(const Credential& credential) {
    return credential.lastRotatedAt ? credential.lastRotatedAt : credential.issuedAt;
}

std::optional<base::WallTime> lastUse(const Credential& credential, const CredentialUse& use) {
    return std::max({use.lastAt, credential.lastUsedAt, credential.issuedAt});
}

long long dayCount(base::Microseconds time) {
    return std::chrono::floor<days>(time).count();
}

HygieneFinding copyInFiles(const CredentialCopies& copies) {
    if (copies.places.isEmpty())
        return {HygieneCheck::CopyInFiles, true, QStringLiteral("no copy of this secret in the workspace files"), {}};
    return {HygieneCheck::CopyInFiles, false,
            QStringLiteral("its secret stands in the clear in %1").arg(copies.places.join(QStringLiteral("; "))),
            QStringLiteral("Replace it there by its reference, then rotate it: whoever has the files has it.")};
}

HygieneFinding plainHttp(const CredentialUse& use) {
    if (use.plainHosts.empty())
        return {HygieneCheck::PlainHttp, true, QStringLiteral("never sent in the clear to another machine"), {}};
    return {HygieneCheck::PlainHttp, false,
            QStringLiteral("sent without TLS to %1").arg(joined({use.plainHosts.begin(), use.plainHosts.end()})),
            QStringLiteral("Use https there, and rotate it: everyone on the way could read it.")};
}

std::optional<HygieneFinding> overdue(const Credential& credential, base::WallTime now) {
    const auto due = rotationDue(credential);
    if (!due)
        return std::nullopt;
    if (*due > now)
        return HygieneFinding{HygieneCheck::Overdue,
                              true,
                              QStringLiteral("to be replaced in %1 d").arg(std::chrono::ceil<days>(*due - now).count()),
                              {}};
    const auto late = dayCount(now - *due);
    return HygieneFinding{HygieneCheck::Overdue, false,
                          late == 0 ? QStringLiteral("is to be replaced today")
                                    : QStringLiteral("should have been replaced %1 d ago").arg(late),
                          QStringLiteral("Replace it: make a new one, test it, then revoke the old one.")};
}

std::optional<HygieneFinding> unused(const Credential& credential, const CredentialUse& use, base::WallTime now) {
    const auto last = lastUse(credential, use);
    if (!last || now - *last < unusedAfter)
        return std::nullopt;
    return HygieneFinding{HygieneCheck::Unused, false, QStringLiteral("not used for %1 d").arg(dayCount(now - *last)),
                          QStringLiteral("Revoke it at the provider and remove it here if nothing needs it.")};
}

std::optional<HygieneFinding> wideScope(const Credential& credential, const CredentialUse& use) {
    const auto spare = scopesNotNeeded(credential, use);
    if (spare.empty())
        return std::nullopt;
    return HygieneFinding{HygieneCheck::WideScope, false,
                          QStringLiteral("scope %1 is wider than the %2 need")
                              .arg(joined(spare), use.requests.size() == 1
                                                      ? QStringLiteral("1 request")
                                                      : QStringLiteral("%1 requests").arg(use.requests.size())),
                          QStringLiteral("Sign in again without it: what is not granted cannot be stolen.")};
}

std::optional<HygieneFinding> reused(const CredentialCopies& copies) {
    if (copies.alike.empty())
        return std::nullopt;
    return HygieneFinding{HygieneCheck::Reused, false,
                          QStringLiteral("has the same secret as %1").arg(joined(copies.alike)),
                          QStringLiteral("Give each its own: then one can be revoked without the other.")};
}
QByteArray wordFor(HygieneCheck check) {
    switch (check) {
    case HygieneCheck::CopyInFiles:
        return "copy";
    case HygieneCheck::PlainHttp:
        return "plain-http";
    case HygieneCheck::WideScope:
        return "wide-scope";
    case HygieneCheck::Overdue:
        return "overdue";
    case HygieneCheck::Unused:
        return "unused";
    case HygieneCheck::Reused:
        return "reused";
    }
    return {};
}

QByteArray timeText(const std::optional<base::WallTime>& time) {
    return time ? QByteArray::number(static_cast<qint64>(time->time_since_epoch().count())) : QByteArray();
}

// What has to be another thing for a dismissed finding to come back.
QByteArray subjectOf(HygieneCheck check, const Credential& credential, const CredentialUse& use,
                     const CredentialCopies& copies) {
    switch (check) {
    case HygieneCheck::CopyInFiles:
        return copies.places.join(u'\n').toUtf8();
    case HygieneCheck::PlainHttp:
        return joined({use.plainHosts.begin(), use.plainHosts.end()}).toUtf8();
    case HygieneCheck::WideScope:
        return joined(scopesNotNeeded(credential, use)).toUtf8();
    case HygieneCheck::Overdue:
        return timeText(rotationDue(credential));
    case HygieneCheck::Unused:
        return timeText(lastUse(credential, use));
    case HygieneCheck::Reused:
        return joined(copies.alike).toUtf8();
    }
    return {};
}

QByteArrayList dismissedKeys(const Credential& credential) {
    const auto found = credential.settings.find(dismissedSetting);
    return found == credential.settings.end() ? QByteArrayList() : found->second.split(' ');
}
} // namespace

void addUse(CredentialUse& into, const CredentialUse& more) {
    into.requests.insert(more.requests.begin(), more.requests.end());
    into.lastAt = std::max(into.lastAt, more.lastAt);
    into.plainHosts.insert(more.plainHosts.begin(), more.plainHosts.end());
    into.accepted.insert(into.accepted.end(), more.accepted.begin(), more.accepted.end());
}

std::optional<days> rotateEvery(const Credential& credential) {
    const auto found = credential.settings.find(rotateEverySetting);
    if (found == credential.settings.end())
        return std::nullopt;
    bool isNumber = false;
    const int count = found->second.toInt(&isNumber);
    return isNumber && count > 0 && count <= 36'500 ? std::optional(days(count)) : std::nullopt;
}

std::optional<base::WallTime> rotationDue(const Credential& credential) {
    const auto every = rotateEvery(credential);
    const auto from = latestSecret(credential);
    return every && from ? std::optional<base::WallTime>(*from + *every) : std::nullopt;
}

std::vector<QByteArray> scopesNotNeeded(const Credential& credential, const CredentialUse& use) {
    std::vector<QByteArray> spare;
    if (use.accepted.size() < enoughAnswers)
        return spare;
    for (const auto& scope : credential.scopes) {
        const bool needed = std::any_of(use.accepted.begin(), use.accepted.end(), [&](const auto& accepted) {
            return std::find(accepted.begin(), accepted.end(), scope) != accepted.end();
        });
        if (!needed)
            spare.push_back(scope);
    }
    return spare;
}

std::vector<HygieneFinding> checkHygiene(const Credential& credential, const CredentialUse& use,
                                         const CredentialCopies& copies, base::WallTime now) {
    std::vector<HygieneFinding> findings;
    const auto add = [&findings](std::optional<HygieneFinding> finding) {
        if (finding)
            findings.push_back(std::move(*finding));
    };
    if (copies.looked)
        add(copyInFiles(copies));
    if (use.lastAt)
        add(plainHttp(use));
    add(wideScope(credential, use));
    add(overdue(credential, now));
    add(unused(credential, use, now));
    add(reused(copies));
    for (auto& finding : findings) {
        const QByteArray subject = subjectOf(finding.check, credential, use, copies);
        finding.key = wordFor(finding.check) + ':' +
                      QCryptographicHash::hash(subject, QCryptographicHash::Sha256).toHex().first(8);
    }
    return findings;
}

bool isDismissed(const Credential& credential, const HygieneFinding& finding) {
    return !finding.ok && dismissedKeys(credential).contains(finding.key);
}

void setDismissed(Credential& credential, const HygieneFinding& finding, bool dismissed) {
    auto keys = dismissedKeys(credential);
    const QByteArray same = wordFor(finding.check) + ':';
    keys.removeIf([&](const QByteArray& key) { return key.isEmpty() || key.startsWith(same); });
    if (dismissed)
        keys.append(finding.key);
    if (keys.isEmpty())
        credential.settings.erase(dismissedSetting);
    else
        credential.settings[dismissedSetting] = keys.join(' ');
}

} // namespace knockback::vault
