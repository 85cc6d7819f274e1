// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <QWidget>

class QGridLayout;

namespace knockback::ui {

class ThemeManager;

// Lines with a cause's shape before them, and a time or nothing before that: what happened, or what was found.
class MarkedLines final : public QWidget {
    Q_OBJECT
public:
    struct Line {
        QString time;
        diagnosis::Cause cause = diagnosis::Cause::None;
        QString text;
        QString advice;    // below it, muted; empty = nothing
        bool tick = false; // a tick instead of the cause's shape
        bool operator==(const Line&) const = default;
    };
    MarkedLines(ThemeManager& themes, QString whenEmpty, QWidget* parent = nullptr);

    void show(std::vector<Line> lines);

private:
    ThemeManager& m_themes;
    QString m_whenEmpty;
    std::optional<std::vector<Line>> m_lines;
    QGridLayout* m_grid;
};

} // namespace knockback::ui
