// SPDX-License-Identifier: GPL-3.0-or-later
// How a key replaces itself, and how long one may serve.
#include "app/vault/Hygiene.h"
#include "app/vault/KeyRecipeSettings.h"
#include "ui/vault/FieldChecks.h"
#include "ui/vault/KindFields.h"

#include <QLineEdit>

namespace knockback::ui {

namespace {

// What the vault itself says of a recipe that has this and what it needs besides.
FieldForm::Check ofRecipe(const QByteArray& setting) {
    return orNothing([setting](const QString& text) {
        vault::Credential probe;
        probe.settings["recipe-create"] = "POST https://api.example/keys";
        probe.settings[setting] = text.toUtf8();
        if (vault::recipeOf(probe))
            return QString();
        return setting == "recipe-overlap"
                   ? QStringLiteral("This is not a time up to a year: write 24h or 30m.")
                   : QStringLiteral("Write a method and an address: POST https://api.example/keys.");
    });
}

} // namespace

void addRecipeFields(FieldForm& form) {
    auto* recipe = form.addSection(QStringLiteral("Rotation"));
    recipe->addText(QStringLiteral("Replace every … days"), settingPlace(vault::rotateEverySetting),
                    QStringLiteral("for ever"), orNothing(&problemWithDays));
    recipe->addNote(QStringLiteral("Where the provider has an interface for its keys, “Rotate now” makes a new one by "
                                   "this recipe, tries it, switches, and ends the old one. {new-key}, {new-id} and "
                                   "{old-id} are filled in."));
    const auto step = [recipe](const QString& label, const QByteArray& name, const QString& hint) {
        return recipe->addText(label, settingPlace(name), hint, ofRecipe(name));
    };
    auto* create = step(QStringLiteral("Make a key"), "recipe-create", QStringLiteral("POST https://api.example/keys"));
    recipe->addText(QStringLiteral("… with this body"), settingPlace("recipe-create-body"),
                    QStringLiteral("{\"name\": \"knockback\"}"));
    recipe->addText(QStringLiteral("The key in its answer"), settingPlace("recipe-key-member"), QStringLiteral("key"));
    recipe->addText(QStringLiteral("The key's ID in its answer"), settingPlace("recipe-id-member"),
                    QStringLiteral("id"));
    auto* verify =
        step(QStringLiteral("Try the new one"), "recipe-verify", QStringLiteral("GET https://api.example/me"));
    auto* revoke = step(QStringLiteral("End the old one"), "recipe-revoke",
                        QStringLiteral("DELETE https://api.example/keys/{old-id}"));
    recipe->addText(QStringLiteral("… with this body"), settingPlace("recipe-revoke-body"));
    recipe->addText(QStringLiteral("Bodies are"), settingPlace("recipe-body-type"), QStringLiteral("application/json"));
    recipe->addText(QStringLiteral("Both hold for"), settingPlace("recipe-overlap"), QStringLiteral("24h"),
                    ofRecipe("recipe-overlap"));
    recipe->addText(QStringLiteral("ID of the present key"), settingPlace(vault::keyIdSetting),
                    QStringLiteral("what the provider calls it"));
    for (auto* needsCreate : {verify, revoke})
        recipe->alsoCheck(needsCreate, [create, needsCreate] {
            return create->text().trimmed().isEmpty() && !needsCreate->text().trimmed().isEmpty()
                       ? QStringLiteral("Without a request that makes a key there is nothing to do this with.")
                       : QString();
        });
}

} // namespace knockback::ui
