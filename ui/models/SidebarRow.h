// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::ui {

enum class SidebarKind { Heading, Folder, File, Request, Scenario, Credential };

struct SidebarBadge {
    diagnosis::Cause cause = diagnosis::Cause::None;
    QString text; // empty = the shape alone
    bool withShape = true;
    bool operator==(const SidebarBadge&) const = default;
};

struct SidebarRow {
    SidebarKind kind = SidebarKind::Heading;
    QString id; // of the request, scenario or credential; the path of a folder or file; empty = of none
    QString text;
    QByteArray method = {}; // of a request
    std::optional<SidebarBadge> badge = {};
    QString tip = {};
    int depth = 0;
    bool folded = false; // of a folder or file
    bool operator==(const SidebarRow&) const = default;

    [[nodiscard]] bool isGroup() const { return kind == SidebarKind::Folder || kind == SidebarKind::File; }
};

} // namespace knockback::ui
