// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeyRecipe.h"

#include "app/vault/AuthForms.h"
#include "app/vault/JsonStrings.h"
#include "app/vault/Vault.h"

#include <algorithm>
#include <functional>

namespace knockback::vault {

namespace {

bool succeeded(int status) {
    return status >= 200 && status < 300;
}

QString answerText(int status) {
    return status == 0 ? QStringLiteral("no answer came") : QStringLiteral("the answer was %1").arg(status);
}

using Encoding = std::function<QByteArray(const QByteArray&)>;

// Inside a string of JSON (RFC 8259 7).
QByteArray inJson(const QByteArray& value) {
    QByteArray text;
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text += QByteArray(1, '\\') + c;
        else if (static_cast<unsigned char>(c) < 0x20)
            text += "\\u" + QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(4, '0');
        else
            text += c;
    }
    return text;
}

// How a value stands inside a body of that type.
Encoding encodingOf(const QByteArray& contentType) {
    if (contentType.contains("json"))
        return inJson;
    if (contentType.startsWith("application/x-www-form-urlencoded"))
        return [](const QByteArray& value) { return formEncode(value); };
    return [](const QByteArray& value) { return value; };
}

QByteArray joined(const JsonPath& path) {
    QByteArray text;
    for (const auto& part : path)
        text += (text.isEmpty() ? "" : ".") + part;
    return text;
}
} // namespace

std::optional<std::chrono::seconds> nextRevocation(int status, int tries) {
    constexpr int mostTries = 12;   // a day
    constexpr int mostRefusals = 5; // half an hour: longer than a new key needs until it works everywhere
    const bool refused = status == 401 || status == 403;
    const bool passing = status == 0 || status == 408 || status == 409 || status == 423 || status == 425 ||
                         status == 429 || (status >= 500 && status != 501);
    if (tries >= (refused ? mostRefusals : mostTries) || (!refused && !passing))
        return std::nullopt;
    return std::min<std::chrono::seconds>(std::chrono::minutes(1LL << std::clamp(tries - 1, 0, 10)),
                                          std::chrono::hours(6));
}

KeyRotation::KeyRotation(KeyRecipe recipe, QByteArray oldId, base::WallTime now)
    : m_recipe(std::move(recipe))
    , m_oldId(std::move(oldId))
    , m_now(now) {}

http::Request KeyRotation::requestFor(const KeyRecipe::Step& step) const {
    const auto filled = [this](QByteArray text, const Encoding& encoded) {
        return text.replace("{new-id}", encoded(m_newId))
            .replace("{old-id}", encoded(m_oldId))
            .replace("{new-key}", encoded(m_newKey.reveal().toByteArray()));
    };
    http::Request request{step.method,
                          filled(step.url, [](const QByteArray& value) { return value.toPercentEncoding(); })};
    if (!step.contentType.isEmpty())
        request.headers.append("Content-Type", step.contentType);
    request.body = filled(step.body, encodingOf(step.contentType));
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
    const bool whole = walkJsonStrings(
        body,
        [this](const JsonPath& path, base::Secret value) {
            const QByteArray member = joined(path);
            if (member == m_recipe.keyMember)
                m_newKey = std::move(value);
            else if (member == m_recipe.idMember)
                m_newId = value.reveal().toByteArray();
        },
        JsonLeaves::StringsAndNumbers);
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
                QStringLiteral("The new key is in use, but the old one%1 was not revoked: %2.")
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
