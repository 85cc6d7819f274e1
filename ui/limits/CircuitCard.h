// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/CircuitView.h"

#include <QWidget>

namespace knockback::ui {

class Badge;
class ThemeManager;

// One circuit breaker: its state, how the latest answers went, and when it lets a probe through.
class CircuitCard final : public QWidget {
    Q_OBJECT
public:
    explicit CircuitCard(ThemeManager& themes, QWidget* parent = nullptr);

    void setCircuit(const retry::CircuitView& circuit, base::SteadyTime now);
    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override { return {265, 92}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 92}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeBadge();
    void paintRecent(QPainter& painter, const QRectF& box);

    ThemeManager& m_themes;
    retry::CircuitView m_circuit;
    QString m_words;
    Badge* m_badge;
};

// "4 of last 10 blocked · next probe in 00:12"
[[nodiscard]] QString circuitWords(const retry::CircuitView& circuit, base::SteadyTime now);

} // namespace knockback::ui
