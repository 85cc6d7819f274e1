// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"

#include <QString>

#include <functional>

namespace knockback::ui {

// Where the text of a field stands in a record.
struct FieldPlace {
    std::function<QString(const vault::Credential&)> read;
    std::function<void(vault::Credential&, const QString&)> write;
};

[[nodiscard]] FieldPlace placeOf(QByteArray vault::Credential::*member);
// Several, with commas or spaces between them.
[[nodiscard]] FieldPlace placeOf(std::vector<QByteArray> vault::Credential::*member);
// Of Credential::settings; one that is empty is not there.
[[nodiscard]] FieldPlace settingPlace(const QByteArray& name);
[[nodiscard]] QByteArray settingOf(const vault::Credential& credential, const QByteArray& name);
void setSetting(vault::Credential& credential, const QByteArray& name, const QByteArray& value);

[[nodiscard]] std::vector<QByteArray> wordsOf(const QString& text);

} // namespace knockback::ui
