// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <QString>
#include <QWidget>

namespace knockback::ui {

class ThemeManager;
struct Theme;

// A rounded label in a cause's colour, with its shape before the words: "▲ 429", "◆ expired 3 min". Without words it is
// the shape alone.
class Badge final : public QWidget {
    Q_OBJECT
public:
    Badge(ThemeManager& themes, QWidget* parent = nullptr);

    void setBadge(diagnosis::Cause cause, const QString& text, bool withShape = true);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] diagnosis::Cause cause() const { return m_cause; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
    diagnosis::Cause m_cause = diagnosis::Cause::None;
    QString m_text;
    bool m_withShape = true;
};

// The same for delegates: its size, and its picture at the left and the vertical middle of `box`.
[[nodiscard]] QSize badgeSize(const Theme& theme, const QString& text, bool withShape);
void drawBadge(QPainter& painter, const Theme& theme, diagnosis::Cause cause, const QString& text, bool withShape,
               const QRect& box);

} // namespace knockback::ui
