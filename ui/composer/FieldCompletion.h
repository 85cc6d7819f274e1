// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QKeyEvent;
class QListWidget;

namespace knockback::ui {

// One text that could stand there.
struct Candidate {
    QString text;
    QString detail; // muted, at the right end
};

// What could take the place of `length` characters from `start` on; no candidates = nothing is offered.
struct CompletionOffer {
    int start = 0;
    int length = 0;
    std::vector<Candidate> candidates;
    bool firstChosen = false; // Return takes the first one without a choice
};

// Offers what could be typed next in a QLineEdit or QPlainTextEdit, in a list below it that never takes the focus: Up
// and Down choose, Return or Tab take, Esc puts the list away. Lives as long as its field.
class FieldCompletion final : public QObject {
    Q_OBJECT
public:
    using Provider = std::function<CompletionOffer(const QString& text, int cursor)>;

    FieldCompletion(QWidget& field, ThemeManager& themes, Provider provider);
    ~FieldCompletion() override;

    // Whether this key belongs to the list; then it has been acted on. For who filters the field's keys earlier.
    bool take(QKeyEvent& event);
    [[nodiscard]] bool isOpen() const;
    // Shows what is offered now, even when nothing was typed (Ctrl+Space).
    void open();
    [[nodiscard]] QListWidget& list() { return *m_list; }
    // The one that belongs to `field`, or nothing.
    [[nodiscard]] static FieldCompletion* of(const QObject* field);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool wouldTake(const QKeyEvent& event) const;
    void offer(bool asked);
    void place();
    void accept();
    void close();

    QWidget& m_field;
    ThemeManager& m_themes;
    Provider m_provider;
    CompletionOffer m_offer;
    QListWidget* m_list;
    bool m_accepting = false;
};

} // namespace knockback::ui
