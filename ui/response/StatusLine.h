// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/CallState.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace knockback::ui {

class ElidedLabel;

// The line over a response: status, time, size, protocol, which attempt, the provider's ID for it.
class StatusLine final : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(ThemeManager& themes, QWidget* parent = nullptr);

    // `shown` is an index of call.attempts.
    void show(const CallState& call, std::size_t shown);
    // An answer that has begun, before its attempt is over.
    void showAnswering(const session::Answering& answer, int number);

Q_SIGNALS:
    void attemptChosen(int index);
    void compareRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showStatus();
    void writeStatus(const QColor& colour, const QString& code, const QString& phrase);
    void fillPicker(const CallState& call, std::size_t shown);
    void setPicker(const QString& text, const QString& shortText);
    void fit();

    ThemeManager& m_themes;
    journal::AttemptPtr m_record;             // null while an answer comes
    std::optional<http::ResponseHead> m_head; // of that answer
    QLabel* m_status;
    QLabel* m_time;
    QLabel* m_size;
    QLabel* m_protocol;
    QToolButton* m_picker;
    QString m_pickerText;
    QString m_pickerShortText; // in a narrow line
    QMenu* m_attempts;
    ElidedLabel* m_id;
    QToolButton* m_copy;
    QToolButton* m_compare;
};

} // namespace knockback::ui
