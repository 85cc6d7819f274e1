// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace knockback::ui {

class ThemeManager;

// What a panel shows while it has nothing: an icon, a sentence that says what to do, and the button that does it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    EmptyState(ThemeManager& themes, const QString& icon, const QString& sentence, const QString& action = {},
               QWidget* parent = nullptr);

    void setSentence(const QString& sentence);

Q_SIGNALS:
    void actionTriggered();

private:
    void tint();

    ThemeManager& m_themes;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_sentence;
};

} // namespace knockback::ui
