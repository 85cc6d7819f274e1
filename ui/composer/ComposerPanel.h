// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;

namespace knockback::ui {

class AuthPanel;
class BodyPanel;
class CountTabBar;
class NameValueTable;
class RequestLine;
class RetryPanel;

// Edits one request: the line with method and URL on top, everything else in tabs below.
class ComposerPanel final : public QWidget {
    Q_OBJECT
public:
    enum Tab { Params, Headers, Auth, Body, Retry, Notes };

    explicit ComposerPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void load(const workspace::RequestDraft& draft);
    [[nodiscard]] workspace::RequestDraft draft() const;
    // Takes over what is being typed in a table, so that draft() has it.
    void commit();
    void setScope(const VariableScope& scope);
    [[nodiscard]] RequestLine& line() { return *m_line; }
    void showTab(Tab tab);
    void formatBody();

Q_SIGNALS:
    void edited();
    void vaultRequested();

private:
    void buildTabs();
    void followUrl();
    void followParams();
    void followEdit();
    void updateMarks();

    workspace::RequestDraft m_draft; // what the panes do not show is kept from here
    RequestLine* m_line;
    CountTabBar* m_tabs;
    QStackedWidget* m_stack;
    NameValueTable* m_params;
    NameValueTable* m_headers;
    AuthPanel* m_auth;
    BodyPanel* m_body;
    RetryPanel* m_retry;
    QPlainTextEdit* m_notes;
    bool m_loading = false;
};

} // namespace knockback::ui
