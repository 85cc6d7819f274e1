// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/composer/CodeEditor.h"
#include "ui/models/Background.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace knockback::ui {

// The request's body, in an editor that knows JSON.
class BodyPanel final : public QWidget {
    Q_OBJECT
public:
    explicit BodyPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void load(const workspace::RequestDraft& draft);
    void store(workspace::RequestDraft& draft) const;
    [[nodiscard]] bool isEmpty() const { return m_editor->length() == 0; }
    // Lays JSON out; says so when it is none.
    void format();

Q_SIGNALS:
    void edited();

private:
    void noteSize();

    CodeEditor* m_editor;
    QLabel* m_note;
    QPushButton* m_format;
    Background m_background{*this};
    bool m_loading = false;
};

} // namespace knockback::ui
