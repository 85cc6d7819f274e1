// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runs/RunWords.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

namespace knockback::ui {

// The numbers of a run in a line, each over its name.
class RunFacts final : public QWidget {
    Q_OBJECT
public:
    explicit RunFacts(ThemeManager& themes, QWidget* parent = nullptr);

    void show(const std::vector<RunFact>& facts);
    [[nodiscard]] const std::vector<RunFact>& facts() const { return m_facts; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    ThemeManager& m_themes;
    std::vector<RunFact> m_facts;
};

} // namespace knockback::ui
