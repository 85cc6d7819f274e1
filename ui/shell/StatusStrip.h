// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace knockback::ui {

class ElidedLabel;

// The line at the bottom: what goes on, the server's clock, how much was recorded, and what everybody should know.
class StatusStrip final : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(ThemeManager& themes, QWidget* parent = nullptr);

    void setConnected(bool connected);
    void setClockSkew(const std::optional<base::Nanoseconds>& skew);
    void setExchanges(std::uint64_t count);
    // Stays until another one comes; empty = nothing to say.
    void setNotice(const QString& sentence);

private:
    void dress();

    ThemeManager& m_themes;
    bool m_connected = false;
    QLabel* m_dot;
    QLabel* m_state;
    QLabel* m_skew;
    QLabel* m_exchanges;
    ElidedLabel* m_notice;
};

} // namespace knockback::ui
