// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeyRecipeSettings.h"

#include "app/http/GoDuration.h"

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr const char* names[] = {"recipe-create",      "recipe-verify",    "recipe-revoke",     "recipe-create-body",
                                 "recipe-revoke-body", "recipe-body-type", "recipe-key-member", "recipe-id-member",
                                 "recipe-overlap",     "recipe-key-id",    "recipe-old-id",     "recipe-revoke-at"};
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

std::optional<base::WallTime> revocationDue(const Credential& credential) {
    bool number = false;
    const auto seconds = valueOf(credential, revokeAtSetting).toLongLong(&number);
    if (!number || seconds > 1'000'000'000'000)
        return std::nullopt;
    return base::WallTime(std::chrono::seconds(seconds));
}

} // namespace knockback::vault
