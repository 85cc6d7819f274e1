// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/VaultEntries.h"

#include "app/http/Url.h"
#include "app/vault/AuthForms.h"
#include "app/vault/HostPattern.h"
#include "app/vault/KeyRecipeSettings.h"
#include "app/vault/PlainWords.h"

#include <QStringList>

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;
using Entry = CredentialStore::Entry;

bool byName(const Entry& entry, const QByteArray& name) {
    return entry.credential.name < name;
}

bool hasControl(const QByteArray& text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// Levenshtein's distance, on bytes.
qsizetype distance(const QByteArray& a, const QByteArray& b) {
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const qsizetype changed = diagonal + (a[i - 1] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

QByteArray nearest(const VaultEntries& entries, const QByteArray& name) {
    QByteArray best;
    qsizetype least = 3; // more edits than two are another name
    for (const auto& entry : entries) {
        const QByteArray& known = entry.credential.name;
        const bool begins = name.size() >= 3 && (known.startsWith(name) || name.startsWith(known));
        const qsizetype away = begins ? 1 : distance(known.toLower(), name.toLower());
        if (away < least && away < name.size()) {
            least = away;
            best = known;
        }
    }
    return best;
}

QString listed(const std::vector<QByteArray>& hosts) {
    QStringList names;
    for (const auto& host : hosts)
        names << QString::fromUtf8(host);
    return names.isEmpty() ? QStringLiteral("nowhere yet")
                           : QStringLiteral("to %1").arg(names.join(QStringLiteral(", ")));
}

// Which key is in use and which is still to be revoked: an older record would have the old key forgotten.
void keepRecipeState(Credential& wanted, const Credential& present) {
    for (const auto& name : {keyIdSetting, oldIdSetting, revokeAtSetting, revokeTriesSetting}) {
        const auto kept = present.settings.find(name);
        if (kept == present.settings.end())
            wanted.settings.erase(name);
        else
            wanted.settings[name] = kept->second;
    }
}

bool isTokenEndpoint(const http::UrlParts& endpoint, QByteArrayView authority) {
    const auto own = parseAuthority(endpoint.authority());
    return own && own == parseAuthority(authority) && (endpoint.scheme == "https" || isLoopback(*own));
}
} // namespace

const Entry* findEntry(const VaultEntries& entries, const QByteArray& name) {
    const auto found = std::lower_bound(entries.begin(), entries.end(), name, byName);
    return found != entries.end() && found->credential.name == name ? &*found : nullptr;
}

Entry* findEntry(VaultEntries& entries, const QByteArray& name) {
    return const_cast<Entry*>(findEntry(std::as_const(entries), name));
}

void insertEntry(VaultEntries& entries, Entry entry) {
    const auto place = std::lower_bound(entries.begin(), entries.end(), entry.credential.name, byName);
    entries.insert(place, std::move(entry));
}

void noteRotation(Credential& credential, base::WallTime at, bool ok, const QString& sentence) {
    // A long list helps nobody, and every save writes it.
    constexpr std::size_t mostNotes = 20;
    credential.rotations.push_back({at, ok, sentence});
    if (credential.rotations.size() > mostNotes)
        credential.rotations.erase(credential.rotations.begin());
}

Credential updatedRecord(const Credential& present, Credential wanted) {
    if (wanted.generation != present.generation) {
        wanted.generation = present.generation;
        wanted.issuedAt = present.issuedAt;
        wanted.expiresAt = present.expiresAt;
        wanted.lastRotatedAt = present.lastRotatedAt;
        wanted.lastProblem = present.lastProblem;
        keepRecipeState(wanted, present);
    }
    wanted.rotations = present.rotations;
    wanted.renewingSince = present.renewingSince;
    wanted.refusedGeneration = present.refusedGeneration;
    return wanted;
}

QString problemWith(const Credential& credential) {
    const QString name = QString::fromUtf8(credential.name);
    if (credential.name.trimmed() != credential.name || credential.name.isEmpty() || hasControl(credential.name) ||
        credential.name.contains('{') || credential.name.contains('}'))
        return QStringLiteral(
                   "“%1” cannot be the name of a credential: choose one without braces, line breaks and spaces at "
                   "its ends.")
            .arg(name.simplified());
    for (const auto& host : credential.hosts)
        if (!isHostPattern(host))
            return QStringLiteral(
                       "“%1” is not a host that “%2” could be sent to: write a name, name:port or *.example.com.")
                .arg(QString::fromUtf8(host), name);
    if (!credential.tokenUrl.isEmpty() && !http::parseUrl(credential.tokenUrl))
        return QStringLiteral("The token URL of “%1” is not an absolute http or https address.").arg(name);
    if (hasControl(credential.header) || hasControl(credential.query) || hasControl(credential.clientId))
        return QStringLiteral("The record of “%1” has a line break or control character in it: remove it.").arg(name);
    return {};
}

VaultError notFound(const VaultEntries& entries, const QByteArray& name) {
    const QByteArray near = nearest(entries, name);
    const QString what = missingCredential(name);
    return {VaultErrorKind::NotFound,
            near.isEmpty() ? QStringLiteral("%1: add it first.").arg(what)
                           : QStringLiteral("%1. Did you mean “%2”?").arg(what, QString::fromUtf8(near))};
}

void teachEntry(const Entry& entry, http::Redactor& redactor) {
    constexpr qsizetype longEnoughToBeAKey = 16;
    const auto secretOf = [&entry](SecretRole role) {
        const auto found = entry.secrets.find(role);
        return found == entry.secrets.end() ? base::Secret() : found->second.clone();
    };
    const QByteArray& name = entry.credential.name;
    const base::Secret value = secretOf(SecretRole::Value);
    const base::Secret user = secretOf(SecretRole::UserName);
    const base::Secret clientSecret = secretOf(SecretRole::ClientSecret);
    // A user name is not a secret, unless it is what some services take: a key in its place.
    if (user.size() >= longEnoughToBeAKey || value.isEmpty())
        redactor.addSecret(name, user.clone());
    redactor.addSecret(name, value.clone());
    redactor.addSecret(name, secretOf(SecretRole::RefreshToken));
    redactor.addSecret(name, clientSecret.clone());
    redactor.addSecret(name, secretOf(SecretRole::NextValue));
    if (entry.credential.kind == CredentialKind::Basic)
        redactor.addSecret(name, basicPair(user, value));
    if (!clientSecret.isEmpty())
        redactor.addSecret(name, clientPair(entry.credential.clientId, clientSecret));
}

base::Outcome<VaultError> checkTarget(const Credential& credential, SecretRole role, QByteArrayView authority) {
    const QString name = QString::fromUtf8(credential.name);
    const bool forIssuer = role == SecretRole::RefreshToken || role == SecretRole::ClientSecret ||
                           role == SecretRole::ClientKey || role == SecretRole::ProofKey;
    const auto endpoint = http::parseUrl(credential.tokenUrl);
    if (forIssuer && endpoint && isTokenEndpoint(*endpoint, authority))
        return base::Done{};
    if (forIssuer && role != SecretRole::ProofKey) {
        return Failure(
            VaultError{VaultErrorKind::HostNotAllowed,
                       QStringLiteral("Not sent: the refresh token and client secret of “%1” may only go to its token "
                                      "endpoint, over https. Check its token URL.")
                           .arg(name)});
    }
    if (allowsHost(credential, authority))
        return base::Done{};
    return Failure(VaultError{VaultErrorKind::HostNotAllowed,
                              QStringLiteral("Not sent: “%1” may only go %2, and this goes to %3. Add the host to the "
                                             "credential if that is right.")
                                  .arg(name, listed(credential.hosts), QString::fromUtf8(authority))});
}

} // namespace knockback::vault
