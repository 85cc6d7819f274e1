// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

// What both searches look like: a head with a title, a column in the middle, a finding in one sentence, buttons at the
// foot. Closing it ends what runs. Opened with open(), never exec().
class FindingFrame : public QDialog {
    Q_OBJECT
public:
    [[nodiscard]] QString finding() const;

Q_SIGNALS:
    void endWanted(); // of what runs

protected:
    FindingFrame(const QString& name, const QString& title, const QString& subtitle, QWidget* parent);

    [[nodiscard]] QVBoxLayout& column() { return *m_column; }
    QPushButton* addButton(const QString& text, const char* role = "");
    QLabel* addText(const QString& text, const char* role);
    void say(const QString& sentence, bool muted);
    void setRunning(bool running);
    [[nodiscard]] QPushButton& startButton() { return *m_start; }
    void done(int result) override;

private:
    QWidget* buildHead(const QString& title, const QString& subtitle);
    QWidget* buildFoot();

    bool m_running = false;
    QVBoxLayout* m_column;
    QLabel* m_finding;
    QHBoxLayout* m_buttons = nullptr;
    QPushButton* m_start;
    QPushButton* m_end;
};

} // namespace knockback::ui
