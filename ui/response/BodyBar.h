// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/BodyKind.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace knockback::ui {

class ElidedLabel;
class ModeSwitch;

// What stands over a body: how it is shown, what is to be known of it, the filter, and what can be done with it.
class BodyBar final : public QWidget {
    Q_OBJECT
public:
    explicit BodyBar(ThemeManager& themes, QWidget* parent = nullptr);

    void setKind(BodyKind kind);
    void setMode(BodyMode mode);
    void setNote(const QString& note);
    // What is wrong, on a line of its own until the next note.
    void setProblem(const QString& problem);
    [[nodiscard]] QString filter() const;
    [[nodiscard]] bool isWrapped() const;

Q_SIGNALS:
    void modeChosen(knockback::ui::BodyMode mode);
    void filterChanged(const QString& filter);
    void wrapChanged(bool wrapped);
    void searchRequested();
    void copyRequested();
    void saveRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    // Where there is no room beside the modes, filter and buttons stand below them.
    void fold(bool folded);
    void addButton(QToolButton* button, const QString& name, const QString& tip);
    void dress();

    ThemeManager& m_themes;
    ModeSwitch* m_modes;
    ElidedLabel* m_note;
    QLabel* m_problem;
    QHBoxLayout* m_row;
    QHBoxLayout* m_below;
    bool m_folded = false;
    QLineEdit* m_filter;
    QToolButton* m_search;
    QToolButton* m_wrap;
    QToolButton* m_copy;
    QToolButton* m_save;
};

} // namespace knockback::ui
