// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/HeaderList.h"
#include "app/providers/HostIndex.h"
#include "app/providers/Provider.h"

#include <map>
#include <memory>
#include <mutex>

namespace knockback::providers {

struct CatalogueError {
    QString sentence; // file, place, what is wrong
};

// The providers we know. Only an index of their hosts is read at the start; a provider's file is read when it is first
// asked for. Safe from any thread; what it returned stays where it is.
class Catalogue {
public:
    // The files that are compiled in. Broken data is a bug, caught by the schema test.
    [[nodiscard]] static const Catalogue& builtIn();
    // One file's bytes; unknown members and wrong types are errors.
    [[nodiscard]] static base::Result<Provider, CatalogueError> parse(const QByteArray& json, const QString& fileName);

    explicit Catalogue(std::vector<Provider> providers);
    // These on top of `under`, which outlives this: one of an id that is known there replaces it, and whatever their
    // hosts and signs fit is theirs.
    Catalogue(std::vector<Provider> providers, const Catalogue& under);

    // The provider whose host pattern fits best (exact before wildcard, longer before shorter), or null.
    [[nodiscard]] const Provider* forHost(QByteArrayView host) const;
    [[nodiscard]] const Provider* byId(QByteArrayView id) const;
    // The gateways, frameworks and standards that an answer's fields show, each once.
    [[nodiscard]] std::vector<const Provider*> signedBy(const http::HeaderList& headers) const;
    // Every one of them; reads all files.
    [[nodiscard]] std::vector<const Provider*> all() const;

private:
    using Load = std::function<std::unique_ptr<Provider>(const QByteArray& id)>;
    Catalogue(HostIndex index, Load load);

    [[nodiscard]] bool isReplaced(const Provider* ofUnder) const;

    HostIndex m_index;
    Load m_load;
    const Catalogue* m_under = nullptr;
    mutable std::mutex m_mutex;
    mutable std::map<QByteArray, std::unique_ptr<Provider>, std::less<>> m_loaded; // null = there is no such one
};

} // namespace knockback::providers
