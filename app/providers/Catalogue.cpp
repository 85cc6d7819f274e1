// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"

#include <QDir>
#include <QFile>

// The resources live in a static library: without this call the linker leaves them out. Outside any namespace, as Qt
// asks.
static void linkResources() {
    Q_INIT_RESOURCE(knockback_data);
}

namespace knockback::providers {

namespace {

constexpr QByteArrayView wildcard = "*.";

std::vector<Provider> loadBuiltIn() {
    linkResources();
    std::vector<Provider> providers;
    const QDir folder(QStringLiteral(":/knockback/providers"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto provider = Catalogue::parse(file.readAll(), name);
        Q_ASSERT_X(provider.ok(), "Catalogue::builtIn", "a provider file is broken; the test of the data says where");
        if (provider)
            providers.push_back(std::move(*provider));
    }
    return providers;
}

QByteArrayView withoutFinalDot(QByteArrayView host) {
    return host.endsWith('.') ? host.chopped(1) : host;
}

// How closely a pattern that fits describes a host; more is closer.
qsizetype closeness(QByteArrayView pattern) {
    constexpr qsizetype exact = 1'000'000;
    return pattern.startsWith(wildcard) ? pattern.size() : exact;
}

} // namespace

bool hostMatches(QByteArrayView pattern, QByteArrayView host) {
    host = withoutFinalDot(host);
    if (!pattern.startsWith(wildcard))
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    const QByteArrayView suffix = pattern.sliced(1); // ".example.com"
    return host.size() > suffix.size() && host.last(suffix.size()).compare(suffix, Qt::CaseInsensitive) == 0;
}

const Catalogue& Catalogue::builtIn() {
    static const Catalogue catalogue(loadBuiltIn());
    return catalogue;
}

Catalogue::Catalogue(std::vector<Provider> providers) : m_providers(std::move(providers)) {}

const Provider* Catalogue::forHost(QByteArrayView host) const {
    const Provider* best = nullptr;
    qsizetype closest = 0;
    for (const Provider& provider : m_providers) {
        for (const QByteArray& pattern : provider.hosts) {
            if (hostMatches(pattern, host) && closeness(pattern) > closest) {
                best = &provider;
                closest = closeness(pattern);
            }
        }
    }
    return best;
}

const Provider* Catalogue::byId(QByteArrayView id) const {
    for (const Provider& provider : m_providers)
        if (provider.id == id)
            return &provider;
    return nullptr;
}

} // namespace knockback::providers
