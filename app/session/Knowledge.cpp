// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Knowledge.h"

#include "app/diagnosis/UserRules.h"
#include "app/providers/UserProviders.h"

#include <QDir>

namespace knockback::session {

struct Knowledge::Edition {
    Edition() : catalogue(providers::Catalogue::builtIn()), diagnoser(catalogue) {}
    Edition(std::unique_ptr<const providers::Catalogue> ownProviders, std::unique_ptr<const diagnosis::Rules> rules)
        : own(std::move(ownProviders))
        , catalogue(*own)
        , diagnoser(catalogue, std::move(rules)) {}

    std::unique_ptr<const providers::Catalogue> own; // null = the program's
    const providers::Catalogue& catalogue;
    diagnosis::Diagnoser diagnoser;
};

namespace {

bool hasFiles(const QString& folder) {
    return !QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files).isEmpty();
}

} // namespace

Knowledge::Read Knowledge::read(const QString& workspace) {
    if (workspace.isEmpty())
        return {};
    const QDir own(QDir(workspace).filePath(QStringLiteral(".knockback")));
    const QString providers = own.filePath(QStringLiteral("providers"));
    const QString rules = own.filePath(QStringLiteral("rules"));
    if (!hasFiles(providers) && !hasFiles(rules))
        return {};
    auto ownProviders = providers::readUserProviders(providers);
    auto ownRules = diagnosis::readUserRules(rules);
    Read read;
    for (const auto& problem : ownProviders.problems)
        read.problems += problem.sentence;
    for (const auto& problem : ownRules.problems)
        read.problems += problem.sentence;
    read.edition = std::make_shared<const Edition>(std::move(ownProviders.catalogue), std::move(ownRules.rules));
    return read;
}

Knowledge::Knowledge() : m_editions{std::make_shared<const Edition>()}, m_present(m_editions.front().get()) {}

Knowledge::~Knowledge() = default;

void Knowledge::use(std::shared_ptr<const Edition> edition) {
    const Edition* next = edition ? edition.get() : m_editions.front().get();
    if (edition)
        m_editions.push_back(std::move(edition));
    m_present = next;
}

const providers::Catalogue& Knowledge::catalogue() const {
    return m_present.load()->catalogue;
}

const diagnosis::Diagnoser& Knowledge::diagnoser() const {
    return m_present.load()->diagnoser;
}

} // namespace knockback::session
