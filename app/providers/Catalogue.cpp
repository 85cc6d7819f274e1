// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"

#include <QFile>

#include <algorithm>

// The resources live in a static library: without this call the linker leaves them out. Outside any namespace, as Qt
// asks.
static void linkResources() {
    Q_INIT_RESOURCE(knockback_data);
    Q_INIT_RESOURCE(knockback_provider_index);
}

namespace knockback::providers {

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<Provider> loadBuiltIn(const QByteArray& id) {
    const QString name = QString::fromLatin1(id) + QStringLiteral(".json");
    const QByteArray json = contentOf(QStringLiteral(":/knockback/providers/") + name);
    if (json.isEmpty())
        return nullptr;
    auto provider = Catalogue::parse(json, name);
    Q_ASSERT_X(provider.ok(), "Catalogue::builtIn", "a provider file is broken; the test of the data says where");
    return provider ? std::make_unique<Provider>(std::move(*provider)) : nullptr;
}

HostIndex builtInIndex() {
    linkResources();
    return HostIndex::parse(contentOf(QStringLiteral(":/knockback/providers.index")));
}

} // namespace

const Catalogue& Catalogue::builtIn() {
    static const Catalogue catalogue(builtInIndex(), loadBuiltIn);
    return catalogue;
}

Catalogue::Catalogue(HostIndex index, Load load) : m_index(std::move(index)), m_load(std::move(load)) {}

Catalogue::Catalogue(std::vector<Provider> providers) : m_load([](const QByteArray&) { return nullptr; }) {
    for (Provider& provider : providers) {
        m_index.add(provider.id, provider.hosts, provider.signs);
        const QByteArray id = provider.id;
        m_loaded[id] = std::make_unique<Provider>(std::move(provider));
    }
}

Catalogue::Catalogue(std::vector<Provider> providers, const Catalogue& under) : Catalogue(std::move(providers)) {
    m_under = &under;
}

bool Catalogue::isReplaced(const Provider* ofUnder) const {
    return !ofUnder || m_index.knows(ofUnder->id);
}

const Provider* Catalogue::byId(QByteArrayView id) const {
    if (!m_index.knows(id))
        return m_under ? m_under->byId(id) : nullptr;
    const std::lock_guard lock(m_mutex);
    auto known = m_loaded.find(id);
    if (known == m_loaded.end())
        known = m_loaded.emplace(id.toByteArray(), m_load(id.toByteArray())).first;
    return known->second.get();
}

const Provider* Catalogue::forHost(QByteArrayView host) const {
    if (const QByteArray id = m_index.forHost(host); !id.isEmpty())
        return byId(id);
    const Provider* below = m_under ? m_under->forHost(host) : nullptr;
    return isReplaced(below) ? nullptr : below;
}

std::vector<const Provider*> Catalogue::signedBy(const http::HeaderList& headers) const {
    std::vector<QByteArray> ids = m_index.forSign("*");
    for (const http::HeaderField& field : headers)
        for (const QByteArray& id : m_index.forSign(field.name))
            if (std::find(ids.begin(), ids.end(), id) == ids.end())
                ids.push_back(id);
    std::vector<const Provider*> found;
    for (const QByteArray& id : ids)
        if (const Provider* provider = byId(id))
            found.push_back(provider);
    if (m_under)
        for (const Provider* below : m_under->signedBy(headers))
            if (!isReplaced(below))
                found.push_back(below);
    return found;
}

std::vector<const Provider*> Catalogue::all() const {
    std::vector<const Provider*> found;
    for (const QByteArray& id : m_index.ids())
        if (const Provider* provider = byId(id))
            found.push_back(provider);
    if (m_under)
        for (const Provider* below : m_under->all())
            if (!isReplaced(below))
                found.push_back(below);
    return found;
}

} // namespace knockback::providers
