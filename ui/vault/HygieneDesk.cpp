// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/HygieneDesk.h"

#include <QDir>
#include <QFile>

#include <set>

namespace knockback::ui {

namespace {

constexpr qint64 mostBytes = 4 * 1024 * 1024; // of one file; who writes more by hand

struct Places {
    QString folder;
    std::set<QString> files;
    std::vector<vault::NamedText> environments;
};

Places placesOf(const WorkspaceView& view) {
    Places places;
    places.folder = view.folder;
    for (const auto& request : view.requests)
        places.files.insert(request.file);
    for (const auto& [name, values] : view.environments) {
        QByteArray text;
        for (const auto& [key, value] : values)
            text += key + " = " + value + '\n';
        places.environments.push_back({QStringLiteral("environment %1").arg(name), text});
    }
    return places;
}

std::vector<vault::NamedText> textsOf(const Places& places) {
    std::vector<vault::NamedText> texts = places.environments;
    if (places.folder.isEmpty())
        return texts;
    for (const auto& name : places.files) {
        QFile file(QDir(places.folder).filePath(name));
        if (!name.isEmpty() && file.open(QIODevice::ReadOnly))
            texts.push_back({name, file.read(mostBytes)});
    }
    return texts;
}

} // namespace

HygieneDesk::HygieneDesk(Backend& backend, vault::Vault& vault, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
    , m_vault(vault) {
    connect(&backend, &Backend::workspaceChanged, this, [this] { m_stale = true; });
}

void HygieneDesk::look() {
    if (m_vault.isLocked() || (!m_stale && m_revision == m_vault.revision()))
        return;
    m_stale = false;
    m_revision = m_vault.revision();
    m_background.run(
        [&vault = m_vault, places = placesOf(m_backend.workspace())] {
            return Found{vault::findCopies(vault, textsOf(places)), vault::findAlike(vault)};
        },
        [this](Found found) {
            m_found = std::move(found);
            Q_EMIT looked();
        });
}

void HygieneDesk::readPast(std::function<PastUses()> read) {
    m_pastReading.run(std::move(read), [this](PastUses past) {
        m_past = std::move(past);
        Q_EMIT looked();
    });
}

void HygieneDesk::renamed(const QByteArray& from, const QByteArray& to) {
    m_ledger.renamed(from, to);
    if (auto past = m_past.extract(from)) {
        past.key() = to;
        m_past.insert(std::move(past));
    }
}

vault::CredentialUse HygieneDesk::use(const QByteArray& credential) const {
    vault::CredentialUse use = m_ledger.of(credential);
    if (const auto past = m_past.find(credential); past != m_past.end())
        vault::addUse(use, past->second);
    return use;
}

std::vector<vault::Credential> HygieneDesk::withLastUse(std::vector<vault::Credential> credentials) const {
    for (auto& credential : credentials)
        credential.lastUsedAt = std::max(credential.lastUsedAt, use(credential.name).lastAt);
    return credentials;
}

vault::CredentialCopies HygieneDesk::copies(const QByteArray& credential) const {
    vault::CredentialCopies copies;
    if (!m_found)
        return copies;
    copies.looked = true;
    if (const auto found = m_found->places.find(credential); found != m_found->places.end())
        copies.places = found->second;
    if (const auto found = m_found->alike.find(credential); found != m_found->alike.end())
        copies.alike = found->second;
    return copies;
}

} // namespace knockback::ui
