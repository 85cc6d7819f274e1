// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagnosis/BannerContent.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/Countdown.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace knockback::ui {

class Badge;

// Says why a call was turned away, how sure we are, what was seen and what happens next, with the button that does it.
class DiagnosisBanner final : public QWidget {
    Q_OBJECT
public:
    DiagnosisBanner(ThemeManager& themes, base::Scheduler& scheduler, QWidget* parent = nullptr);

    void show(const BannerContent& content);
    [[nodiscard]] const BannerContent& content() const { return m_content; }
    // One line, with what was seen in its tool tip: for low windows.
    void setCompact(bool compact);

Q_SIGNALS:
    void skipRequested();
    void sendRequested();
    void unlockRequested(); // and to send it then
    void cancelRequested();
    void escalateRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* addButton(const char* name, const QString& text, const char* role);
    QWidget* buildWords();
    [[nodiscard]] bool isSmall() const { return m_compact || m_content.quiet; }
    void showLines();
    void showButtons();
    void showCountdown(const QString& left);
    void act();

    ThemeManager& m_themes;
    BannerContent m_content;
    bool m_compact = false;
    Countdown m_countdown;
    QLabel* m_title = nullptr;
    Badge* m_confidence = nullptr;
    QLabel* m_lines = nullptr;
    QBoxLayout* m_outer = nullptr;
    QBoxLayout* m_buttons = nullptr;
    QPushButton* m_action = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_docs = nullptr;
    QPushButton* m_escalate = nullptr;
};

} // namespace knockback::ui
