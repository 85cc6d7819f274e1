// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/FieldPlaces.h"

#include <QRegularExpression>
#include <QStringList>

namespace knockback::ui {

using vault::Credential;

FieldPlace placeOf(QByteArray Credential::*member) {
    return {[member](const Credential& credential) { return QString::fromUtf8(credential.*member); },
            [member](Credential& credential, const QString& text) { credential.*member = text.trimmed().toUtf8(); }};
}

FieldPlace placeOf(std::vector<QByteArray> Credential::*member) {
    return {[member](const Credential& credential) {
                QStringList words;
                for (const auto& word : credential.*member)
                    words << QString::fromUtf8(word);
                return words.join(QStringLiteral(", "));
            },
            [member](Credential& credential, const QString& text) { credential.*member = wordsOf(text); }};
}

FieldPlace settingPlace(const QByteArray& name) {
    return {
        [name](const Credential& credential) { return QString::fromUtf8(settingOf(credential, name)); },
        [name](Credential& credential, const QString& text) { setSetting(credential, name, text.trimmed().toUtf8()); }};
}

QByteArray settingOf(const Credential& credential, const QByteArray& name) {
    const auto found = credential.settings.find(name);
    return found == credential.settings.end() ? QByteArray() : found->second;
}

void setSetting(Credential& credential, const QByteArray& name, const QByteArray& value) {
    if (value.isEmpty())
        credential.settings.erase(name);
    else
        credential.settings[name] = value;
}

std::vector<QByteArray> wordsOf(const QString& text) {
    static const QRegularExpression separators(QStringLiteral("[\\s,]+"));
    std::vector<QByteArray> found;
    for (const auto& word : text.split(separators, Qt::SkipEmptyParts))
        found.push_back(word.toUtf8());
    return found;
}

} // namespace knockback::ui
