// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/models/VariableScope.h"

#include <QString>

#include <vector>

namespace knockback::ui {

enum class DraftPlace { Url, Headers, Auth, Body, Settings };

// Something that has no value although the request needs it.
struct Unresolved {
    QString written; // "{{token}}", ":id"
    DraftPlace place = DraftPlace::Url;
    int row = -1; // of the headers
    bool operator==(const Unresolved&) const = default;
};

// In the order in which they are looked at on sending; each once for every place.
[[nodiscard]] std::vector<Unresolved> unresolvedIn(const workspace::RequestDraft& draft, const VariableScope& scope);

// "{{token}} and {{page}} have no value in environment staging." Empty when nothing is missing.
[[nodiscard]] QString unresolvedSentence(const std::vector<Unresolved>& missing, const QString& environment);

} // namespace knockback::ui
