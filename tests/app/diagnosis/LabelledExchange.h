// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "tests/app/diagnosis/Exchange.h"

#include <QJsonObject>
#include <QString>

#include <string>
#include <vector>

namespace knockback::diagnosis::test {

// One line of a labelled corpus: an exchange and what is to be said about it.
struct LabelledExchange {
    QString id;
    http::Attempt attempt;
    QJsonObject expect;
};

// The lines of a JSON Lines file; none when it cannot be read.
[[nodiscard]] std::vector<LabelledExchange> readLabelled(const QString& path);
// The files of tests/app/diagnosis/data, and what they hold.
[[nodiscard]] std::vector<std::string> ownLabelledFiles();
[[nodiscard]] std::vector<LabelledExchange> ownLabelled();
[[nodiscard]] Diagnosis diagnose(const LabelledExchange& row);

// What of a diagnosis agrees with the label. A label that says nothing about a thing agrees with anything.
struct Agreement {
    bool cause = false, subcause = false, vendor = false, reference = false, wait = false, retryable = false;
    bool falseBlock = false; // an ordinary answer was called a block

    [[nodiscard]] bool all() const { return cause && subcause && vendor && reference && wait && retryable; }
};
[[nodiscard]] Agreement compare(const Diagnosis& d, const QJsonObject& expect);

// Both on one line, for people.
[[nodiscard]] std::string describe(const Diagnosis& d, const QJsonObject& expect);

} // namespace knockback::diagnosis::test
