// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeyRecipe.h"

#include "app/vault/JsonStrings.h"
#include "app/vault/Vault.h"

namespace knockback::vault {

namespace {

bool succeeded(int status) {
    return status >= 200 && status < 300;
}

QString answerText(int status) {
    return status == 0 ? QStringLiteral("no answer came") : QStringLiteral("the answer was %1").arg(status);
}

QByteArray joined(const JsonPath& path) {
    QByteArray text;
    for (const auto& part : path)
        text += (text.isEmpty() ? "" : ".") + part;
    return text;
}
} // namespace

KeyRotation::KeyRotation(KeyRecipe recipe, QByteArray oldId, base::WallTime now)
    : m_recipe(std::move(recipe))
    , m_oldId(std::move(oldId))
    , m_now(now) {}

http::Request KeyRotation::requestFor(const KeyRecipe::Step& step) const {
    const auto filled = [this](QByteArray text) {
        return text.replace("{new-id}", m_newId)
            .replace("{old-id}", m_oldId)
            .replace("{new-key}", m_newKey.reveal().toByteArray());
    };
    http::Request request{step.method, filled(step.url)};
    if (!step.contentType.isEmpty())
        request.headers.append("Content-Type", step.contentType);
    request.body = filled(step.body);
    return request;
}

bool KeyRotation::goOnWithKept(const Vault& vault, const QByteArray& credential) {
    auto kept = vault.reveal(credential, SecretRole::NextValue);
    if (!kept)
        return false;
    const auto id = vault.reveal(credential, SecretRole::NextId);
    m_newKey = std::move(*kept);
    m_newId = id ? id->reveal().toByteArray() : QByteArray();
    m_stage = m_recipe.verify.url.isEmpty() ? Stage::Switch : Stage::Verify;
    return true;
}

void KeyRotation::goOnRevoking(QByteArray newId) {
    m_newId = std::move(newId);
    m_stage = Stage::Revoke;
}

KeyRotation::Next KeyRotation::next() const {
    switch (m_stage) {
    case Stage::Create:
        return {Deed::Send, requestFor(m_recipe.create), false, {}, QStringLiteral("Asking for a new key.")};
    case Stage::Verify:
        return {Deed::Send, requestFor(m_recipe.verify), true, {}, QStringLiteral("Trying the new key.")};
    case Stage::Switch:
        return {Deed::Switch, {}, true, {}, QStringLiteral("Saving the new key; from then on it is the one in use.")};
    case Stage::Overlap:
        return {Deed::Wait,
                {},
                true,
                m_now + m_recipe.overlap,
                QStringLiteral("Both keys hold until the old one is revoked.")};
    case Stage::Revoke:
        return {Deed::Send, requestFor(m_recipe.revoke), true, {}, QStringLiteral("Revoking the old key.")};
    case Stage::Done:
        return {Deed::Done, {}, true, {}, m_problem};
    case Stage::Failed:
        return {Deed::Failed, {}, false, {}, m_problem};
    }
    return {};
}

bool KeyRotation::willRevoke() const {
    const auto& [method, url, body, type] = m_recipe.revoke;
    const bool unnamed = m_oldId.isEmpty() && (url + body).contains("{old-id}");
    return !url.isEmpty() && !unnamed;
}

void KeyRotation::fail(const QString& sentence) {
    m_problem = sentence;
    m_stage = Stage::Failed;
}

void KeyRotation::created(QByteArrayView body) {
    const bool whole = walkJsonStrings(body, [this](const JsonPath& path, base::Secret value) {
        const QByteArray member = joined(path);
        if (member == m_recipe.keyMember)
            m_newKey = std::move(value);
        else if (member == m_recipe.idMember)
            m_newId = value.reveal().toByteArray();
    });
    if (!whole || m_newKey.isEmpty())
        return fail(QStringLiteral("A new key was made, but the answer has none in “%1”. The old one is still in use; "
                                   "remove the new one at the provider and mend the recipe.")
                        .arg(QString::fromUtf8(m_recipe.keyMember)));
    m_stage = m_recipe.verify.url.isEmpty() ? Stage::Switch : Stage::Verify;
}

void KeyRotation::answered(int status, QByteArrayView body) {
    switch (m_stage) {
    case Stage::Create:
        if (succeeded(status))
            return created(body);
        return fail(status == 0
                        ? QStringLiteral("No new key: no answer came. One may have been made all the same; look "
                                         "at the provider before trying again. The old one is still in use.")
                        : QStringLiteral("No new key: %1. The old one is still in use.").arg(answerText(status)));
    case Stage::Verify:
        if (succeeded(status)) {
            m_stage = Stage::Switch;
            return;
        }
        m_newKey.wipe();
        return fail(
            QStringLiteral("The new key does not work: %1. The old one is still in use; the new one%2 is kept, and "
                           "rotating again tries it once more.")
                .arg(answerText(status),
                     m_newId.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QString::fromUtf8(m_newId))));
    case Stage::Revoke:
        // Gone already is what was wanted.
        if (!succeeded(status) && status != 404 && status != 410)
            m_problem =
                QStringLiteral("The new key is in use, but the old one%1 was not revoked: %2. Revoke it at the "
                               "provider.")
                    .arg(m_oldId.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QString::fromUtf8(m_oldId)),
                         answerText(status));
        m_stage = Stage::Done;
        return;
    default:
        return;
    }
}

void KeyRotation::switched(const QString& problem, base::WallTime now) {
    if (m_stage != Stage::Switch)
        return;
    if (!problem.isEmpty())
        return fail(QStringLiteral("The new key was not saved and is not used: %1").arg(problem));
    m_newKey.wipe();
    m_now = now;
    if (!willRevoke()) {
        m_problem = QStringLiteral("The new key is in use. The old one still holds: revoke it at the provider.");
        m_stage = Stage::Done;
    } else {
        m_stage = m_recipe.overlap.count() > 0 ? Stage::Overlap : Stage::Revoke;
    }
}

void KeyRotation::waited() {
    if (m_stage == Stage::Overlap)
        m_stage = Stage::Revoke;
}

} // namespace knockback::vault
