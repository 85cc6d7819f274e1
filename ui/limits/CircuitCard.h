// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/CircuitView.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace knockback::ui {

class Badge;
class ThemeManager;

// One circuit breaker: its state, how the latest answers went, how near that is to what opens it, when it lets a probe
// through, and the button that opens or closes it by hand.
class CircuitCard final : public QWidget {
    Q_OBJECT
public:
    explicit CircuitCard(ThemeManager& themes, QWidget* parent = nullptr);

    void setCircuit(const retry::CircuitView& circuit, base::SteadyTime now);
    [[nodiscard]] const retry::CircuitView& circuit() const { return m_circuit; }
    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] QPushButton& button() { return *m_button; }
    [[nodiscard]] QSize sizeHint() const override { return {265, height(m_circuit.slowShare.has_value())}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, sizeHint().height()}; }

Q_SIGNALS:
    void openWanted(const QString& circuit);
    void closeWanted(const QString& circuit);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] static int height(bool withSlow) { return withSlow ? 158 : 130; }
    void placeChildren();
    void paintRecent(QPainter& painter, const QRectF& box);
    // A bar of how near a share is to the one that opens the circuit, and the words below it.
    void paintRate(QPainter& painter, const QRectF& box, double share, double limit, const QString& words);

    ThemeManager& m_themes;
    retry::CircuitView m_circuit;
    base::SteadyTime m_now{};
    QString m_words;
    QString m_rates;
    Badge* m_badge;
    QPushButton* m_button;
};

} // namespace knockback::ui
