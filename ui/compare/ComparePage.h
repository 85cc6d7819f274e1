// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "ui/compare/CompareRow.h"
#include "ui/models/Background.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace knockback::ui {

class CompareView;
class ElidedLabel;

// Two exchanges, or two texts, side by side: what differs in a few sentences on top, every line below.
class ComparePage final : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(ThemeManager& themes, QWidget* parent = nullptr);

    // Works on a worker; what was shown before stays until the result is there.
    void compare(journal::AttemptPtr left, journal::AttemptPtr right);
    void compareTexts(const QString& leftTitle, const QByteArray& left, const QString& rightTitle,
                      const QByteArray& right);
    void step(int by);
    void swapSides();
    // Everything as text, for a ticket or a chat.
    [[nodiscard]] QString text() const;
    [[nodiscard]] CompareView& view() { return *m_view; }
    [[nodiscard]] QStringList summary() const { return m_summary; }

Q_SIGNALS:
    void closeRequested();
    void shown(); // the result is there

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildTitles();
    void display(const Comparison& comparison);
    void updateCount();
    void fitSummary();
    void setTitles(const QString& left, const QString& right);

    ThemeManager& m_themes;
    journal::AttemptPtr m_left; // null while texts are compared
    journal::AttemptPtr m_right;
    QByteArray m_leftText;
    QByteArray m_rightText;
    QStringList m_summary;
    Background m_work{*this};
    ElidedLabel* m_leftTitle;
    ElidedLabel* m_rightTitle;
    QLabel* m_sentences;
    QScrollArea* m_summaryArea;
    QLabel* m_count;
    QPushButton* m_previous;
    QPushButton* m_next;
    QCheckBox* m_everything;
    CompareView* m_view;
};

} // namespace knockback::ui
