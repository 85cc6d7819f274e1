// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyForm.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QLineEdit;

namespace knockback::ui {

class CodeEditor;

// A GraphQL body: the query, and beside it its variables and which operation of it runs.
class GraphQlView final : public QWidget {
    Q_OBJECT
public:
    explicit GraphQlView(ThemeManager& themes, QWidget* parent = nullptr);

    void setBody(const workspace::GraphQlBody& body);
    [[nodiscard]] workspace::GraphQlBody body() const;
    [[nodiscard]] CodeEditor& query() { return *m_query; }
    [[nodiscard]] CodeEditor& variables() { return *m_variables; }

Q_SIGNALS:
    void edited();

private:
    CodeEditor* m_query;
    CodeEditor* m_variables;
    QLineEdit* m_operation;
    bool m_loading = false;
};

} // namespace knockback::ui
