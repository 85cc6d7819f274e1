// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::ui {

struct FormField {
    QString name;
    QString value;
    bool operator==(const FormField&) const = default;
};

// The fields of an application/x-www-form-urlencoded text in order, by the rules of the URL standard: '+' is a blank,
// percent codes are undone, empty pieces between two '&' are none.
[[nodiscard]] std::vector<FormField> formFields(QByteArrayView text, std::size_t most = 10'000);

} // namespace knockback::ui
