// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestSettings.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace knockback::ui {

// One setting: a caption, a control, and a way back to the default while it is changed.
class SettingCell final : public QWidget {
    Q_OBJECT
public:
    // Copies this setting, and nothing else.
    using Copy = std::function<void(workspace::RequestSettings& to, const workspace::RequestSettings& from)>;

    SettingCell(const QString& caption, QWidget* control, Copy copy, QWidget* parent = nullptr);

    void show(const workspace::RequestSettings& settings);
    [[nodiscard]] bool isChanged(const workspace::RequestSettings& settings) const;
    void reset(workspace::RequestSettings& settings) const { m_copy(settings, workspace::RequestSettings()); }

Q_SIGNALS:
    void resetRequested();

private:
    Copy m_copy;
    QLabel* m_dot;
    QPushButton* m_reset;
};

} // namespace knockback::ui
