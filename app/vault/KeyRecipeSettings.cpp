// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeyRecipeSettings.h"

#include "app/http/GoDuration.h"

#include <QDateTime>

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr const char* names[] = {"recipe-create",      "recipe-verify",    "recipe-revoke",     "recipe-create-body",
                                 "recipe-revoke-body", "recipe-body-type", "recipe-key-member", "recipe-id-member",
                                 "recipe-overlap",     "recipe-key-id",    "recipe-old-id",     "recipe-revoke-at",
                                 "recipe-revoke-tries"};
constexpr double mostSeconds = 366.0 * 24 * 3600;

QByteArray valueOf(const Credential& credential, const QByteArray& name, const QByteArray& otherwise = {}) {
    const auto found = credential.settings.find(name);
    return found == credential.settings.end() || found->second.isEmpty() ? otherwise : found->second;
}

// "POST https://api.example/keys"
base::Result<KeyRecipe::Step, QString> stepOf(const Credential& credential, const QByteArray& name) {
    const QByteArray line = valueOf(credential, name).trimmed();
    const qsizetype space = line.indexOf(' ');
    KeyRecipe::Step step;
    step.method = line.first(std::max<qsizetype>(space, 0));
    step.url = line.sliced(space + 1).trimmed();
    step.body = valueOf(credential, name + "-body");
    if (!step.body.isEmpty())
        step.contentType = valueOf(credential, "recipe-body-type", "application/json");
    http::Request probe{step.method, step.url};
    probe.url.replace('{', '-').replace('}', '-');
    if (space <= 0 || !http::problemWith(probe).isEmpty())
        return Failure(QStringLiteral("The setting %1 of “%2” is not a method and an address: write “POST "
                                      "https://api.example/keys”.")
                           .arg(QString::fromUtf8(name), QString::fromUtf8(credential.name)));
    return step;
}
} // namespace

bool isRecipeSetting(QByteArrayView name) {
    return std::any_of(std::begin(names), std::end(names),
                       [name](const char* known) { return name == QByteArrayView(known); });
}

bool hasRecipe(const Credential& credential) {
    return (credential.kind == CredentialKind::ApiKey || credential.kind == CredentialKind::Bearer) &&
           !valueOf(credential, "recipe-create").isEmpty();
}

base::Result<KeyRecipe, QString> recipeOf(const Credential& credential) {
    KeyRecipe recipe;
    for (const auto& [name, step] : {std::pair("recipe-create", &recipe.create),
                                     {"recipe-verify", &recipe.verify},
                                     {"recipe-revoke", &recipe.revoke}}) {
        if (step != &recipe.create && valueOf(credential, name).isEmpty())
            continue;
        auto read = stepOf(credential, name);
        if (!read)
            return Failure(read.error());
        *step = std::move(*read);
    }
    recipe.keyMember = valueOf(credential, "recipe-key-member", recipe.keyMember);
    recipe.idMember = valueOf(credential, "recipe-id-member", recipe.idMember);
    if (const QByteArray overlap = valueOf(credential, "recipe-overlap"); !overlap.isEmpty()) {
        const auto seconds = http::parseGoDuration(overlap);
        if (!seconds || *seconds > mostSeconds)
            return Failure(QStringLiteral("The setting recipe-overlap of “%1” is not a time up to a year: write “24h”.")
                               .arg(QString::fromUtf8(credential.name)));
        recipe.overlap = std::chrono::seconds(static_cast<std::int64_t>(*seconds));
    }
    return recipe;
}

std::optional<OwedRevocation> owedRevocation(const Credential& credential) {
    bool number = false;
    const auto seconds = valueOf(credential, revokeAtSetting).toLongLong(&number);
    if (!number || seconds > 1'000'000'000'000)
        return std::nullopt;
    return OwedRevocation{valueOf(credential, oldIdSetting), base::WallTime(std::chrono::seconds(seconds)),
                          std::max(0, valueOf(credential, revokeTriesSetting).toInt())};
}

void setOwedRevocation(Credential& credential, const std::optional<OwedRevocation>& owed) {
    auto& settings = credential.settings;
    for (const auto& name : {oldIdSetting, revokeAtSetting, revokeTriesSetting})
        settings.erase(name);
    if (!owed)
        return;
    const auto due = std::chrono::duration_cast<std::chrono::seconds>(owed->due.time_since_epoch());
    settings[oldIdSetting] = owed->oldId;
    settings[revokeAtSetting] = QByteArray::number(static_cast<qlonglong>(due.count()));
    if (owed->tries > 0)
        settings[revokeTriesSetting] = QByteArray::number(owed->tries);
}

QString owedText(const OwedRevocation& owed) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(owed.due.time_since_epoch()).count();
    const QString id = owed.oldId.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QString::fromUtf8(owed.oldId));
    return QStringLiteral("The key before this one%1 still works; it is revoked after %2.")
        .arg(id, QDateTime::fromSecsSinceEpoch(seconds).toString(QStringLiteral("yyyy-MM-dd HH:mm")));
}

} // namespace knockback::vault
