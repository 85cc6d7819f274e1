// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::providers {

// What one of a provider's error codes means, for the person who got it.
struct ErrorCode {
    QByteArray code;
    QString meaning;
    QString advice;
    QString docsUrl;
};

// Where a provider writes its limits: names of header fields and how to read them. See resources/schemas/provider.json.
struct LimitDialect {
    QByteArray bucketHeader; // whose value names the bucket ("x-ratelimit-resource"); may be empty
    QString bucket;          // the bucket's fixed name otherwise
    QByteArray limitHeader;
    QByteArray remainingHeader;
    QByteArray usedHeader;
    QByteArray resetHeader;
    QByteArray resetFormat;   // "delta-seconds", "epoch-seconds", "epoch-milliseconds", "http-date", "rfc3339",
                              // "duration", "auto"
    QString unit;             // "requests", "tokens" …
    double windowSeconds = 0; // 0 = not known
};

// One API provider, CDN or gateway as data (resources/providers/<id>.json).
struct Provider {
    QByteArray id;                 // "github"
    QString name;                  // "GitHub"
    std::vector<QByteArray> hosts; // "api.github.com", "*.githubusercontent.com"
    QString docsUrl;
    QString limitsUrl; // the page about its limits
    QString statusUrl;
    QString supportUrl;
    std::vector<QByteArray> requestIdHeaders;
    std::vector<LimitDialect> limits;
    std::vector<ErrorCode> errorCodes;
};

struct CatalogueError {
    QString sentence; // file, place, what is wrong
};

// The providers we know. Immutable after loading; any thread.
class Catalogue {
public:
    // The files that are compiled in. Broken data is a bug, caught by the schema test.
    [[nodiscard]] static const Catalogue& builtIn();
    // One file's bytes; unknown members and wrong types are errors.
    [[nodiscard]] static base::Result<Provider, CatalogueError> parse(const QByteArray& json, const QString& fileName);

    explicit Catalogue(std::vector<Provider> providers);

    // The provider whose host pattern fits best (exact before wildcard, longer before shorter), or null.
    [[nodiscard]] const Provider* forHost(QByteArrayView host) const;
    [[nodiscard]] const Provider* byId(QByteArrayView id) const;
    [[nodiscard]] const std::vector<Provider>& all() const { return m_providers; }

private:
    std::vector<Provider> m_providers;
};

// "*.example.com" fits "a.example.com" and "a.b.example.com", not "example.com".
[[nodiscard]] bool hostMatches(QByteArrayView pattern, QByteArrayView host);

} // namespace knockback::providers
