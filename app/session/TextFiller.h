// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Url.h"
#include "app/session/ResolveProblem.h"
#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::session {

// Fills the variables and secrets of one request's texts, and remembers the first thing that stands in the way.
class TextFiller {
public:
    // Both outlive this object.
    TextFiller(const workspace::Environment& environment, vault::Vault& vault, bool keepUnresolved = false)
        : m_environment(environment)
        , m_vault(vault)
        , m_keepUnresolved(keepUnresolved) {}

    // Environment variables only; credentials stay in their braces. `place` is named in the complaint.
    [[nodiscard]] QByteArray plain(const QByteArray& text, const QString& place);
    // Secrets as well, as far as their credentials may go to `authority`. What was meant for a secret and names none is
    // reported, never left for the wire.
    [[nodiscard]] QByteArray fill(const QByteArray& text, const QString& place, QByteArrayView authority) {
        return fill(text, place, authority, Coding::None);
    }
    // The same of an address whose parts are `parts`: a password with an @ or / in it must not make another host.
    [[nodiscard]] QByteArray fillAddress(const QByteArray& address, const http::UrlParts& parts, const QString& place,
                                         QByteArrayView authority);
    // Reports what strayReference() finds.
    void refuseStray(const QByteArray& text, const QString& place);
    // Whether the text holds a secret when its variables are in place: such a text does not follow a redirect away.
    [[nodiscard]] bool holdsSecret(const QByteArray& text) const;

    // The request holds a secret of the credential as it was at `generation`.
    void used(const QByteArray& credential, std::uint64_t generation);
    void report(ResolveProblem problem);

    [[nodiscard]] const std::optional<ResolveProblem>& problem() const { return m_problem; }
    [[nodiscard]] const std::vector<QByteArray>& credentials() const { return m_credentials; }
    // Of the last of these.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }

private:
    enum class Coding { None, Percent };
    [[nodiscard]] QByteArray fill(const QByteArray& text, const QString& place, QByteArrayView authority,
                                  Coding coding);
    [[nodiscard]] std::optional<QByteArray> variable(const QByteArray& name) const;
    [[nodiscard]] std::optional<QByteArray> secret(const QByteArray& name, QByteArrayView authority);

    const workspace::Environment& m_environment;
    vault::Vault& m_vault;
    const bool m_keepUnresolved;
    std::optional<ResolveProblem> m_problem;
    std::vector<QByteArray> m_credentials;
    std::uint64_t m_generation = 0;
};

} // namespace knockback::session
