// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QTableWidget>

#include <vector>

namespace knockback::ui {

// One line of something that is found out step by step.
struct StepLine {
    enum class Mark { None, Running, Good, Bad, Odd, Skipped };
    Mark mark = Mark::None;
    QString name;
    QString text;
    QString time;
    bool operator==(const StepLine&) const = default;
};

// What is read out for a mark: "passed" …
using MarkWords = QString (*)(StepLine::Mark);

// Steps as they come in: a shape and a colour, what was done, what came out, how long it took.
class StepTable final : public QTableWidget {
    Q_OBJECT
public:
    // `badCause` is whose colour and shape a bad step has.
    StepTable(const QString& name, const QStringList& headings, MarkWords words, ThemeManager& themes,
              QWidget* parent = nullptr);

    void setBadCause(diagnosis::Cause cause);
    void setLines(const std::vector<StepLine>& lines);

private:
    void showLine(int row, const StepLine& line);
    [[nodiscard]] QIcon icon(StepLine::Mark mark) const;
    void dress();

    ThemeManager& m_themes;
    MarkWords m_words;
    diagnosis::Cause m_badCause = diagnosis::Cause::SuspiciousPattern;
    std::vector<StepLine> m_lines;
};

} // namespace knockback::ui
