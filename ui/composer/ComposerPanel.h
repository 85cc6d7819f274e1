// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/composer/DraftHistory.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;

namespace knockback::ui {

class AuthPanel;
class BodyPanel;
class CountTabBar;
class HeadersBinding;
class NameValuePage;
class NoteBar;
class ParamsBinding;
class RequestLine;
class RetryPanel;
class CaptureOffer;
class SecretOffer;
class SettingsPanel;
struct Unresolved;

// Where a request stands.
struct DraftHome {
    QString folder;                 // of the .http file, absolute; relative paths start there. Empty = nowhere yet
    workspace::AuthDraft inherited; // the file's default
};

// Edits one request: the line with method and URL on top, everything else in tabs below.
class ComposerPanel final : public QWidget {
    Q_OBJECT
public:
    enum Tab { Params, Headers, Auth, Body, Retry, Notes, Settings };

    explicit ComposerPanel(ThemeManager& themes, QWidget* parent = nullptr);
    ~ComposerPanel() override;

    void load(const workspace::RequestDraft& draft);
    [[nodiscard]] workspace::RequestDraft draft() const;
    // Another request in place of this one, as one step that can be undone; shows where it differs.
    void change(const workspace::RequestDraft& draft);
    // Takes over what is being typed in a table, so that draft() has it.
    void commit();
    void setScope(const VariableScope& scope);
    void setHome(const DraftHome& home);
    [[nodiscard]] RequestLine& line() { return *m_line; }
    // Secrets that are typed or pasted into the request can be moved to the vault.
    [[nodiscard]] SecretOffer& secretOffer() { return *m_offer; }
    void showTab(Tab tab);
    void formatBody();

    // Call before sending. False when a {{variable}} has no value: a line below the URL says so, and offers to send
    // all the same, which comes as line()'s sendRequested().
    [[nodiscard]] bool readyToSend(bool withRetries = true);
    // The user chose that: variables without a value go out as they are written. Until the next edit.
    [[nodiscard]] bool keepsUnresolved() const { return m_keepsUnresolved; }

    // Steps through what the user did to the request, text fields' own steps aside.
    void undo();
    void redo();

Q_SIGNALS:
    void edited();
    void vaultRequested();

private:
    void buildTabs();
    void connectParts();
    void apply(const workspace::RequestDraft& draft);
    void stepTo(const workspace::RequestDraft& draft);
    void showPart(std::optional<DraftPart> part);
    void connectCopying();
    void followBody();
    void followEdit();
    void showMarks();
    void goTo(const Unresolved& missing);
    bool takeCurl(const QString& text);
    bool takeCapture(const QString& text);
    void diagnose(const QByteArray& capture);

    ThemeManager& m_themes;
    workspace::RequestDraft m_draft; // what the panes do not show is kept from here
    VariableScope m_scope;
    DraftHome m_home;
    DraftHistory m_history;
    RequestLine* m_line;
    NoteBar* m_note;
    SecretOffer* m_offer;
    CaptureOffer* m_captures;
    CountTabBar* m_tabs;
    QStackedWidget* m_stack;
    NameValuePage* m_params;
    NameValuePage* m_headers;
    ParamsBinding* m_paramsBinding;
    HeadersBinding* m_headersBinding;
    AuthPanel* m_auth;
    BodyPanel* m_body;
    RetryPanel* m_retry;
    QPlainTextEdit* m_notes;
    SettingsPanel* m_settings;
    bool m_loading = false;
    bool m_keepsUnresolved = false;
};

} // namespace knockback::ui
