// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/models/CallTracker.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

namespace knockback::ui {

class ComposerPanel;
class DiagnosisBanner;
class ResponsePanel;

// One open request: what is sent, why it was blocked, what came back. Follows the newest call that was sent from here.
class RequestPage final : public QWidget {
    Q_OBJECT
public:
    RequestPage(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent = nullptr);
    ~RequestPage() override;

    // `id` of the workspace; empty = not saved anywhere yet.
    void load(const QString& id, const workspace::RequestDraft& draft, bool unsaved = false);
    [[nodiscard]] const QString& id() const { return m_id; }
    [[nodiscard]] workspace::RequestDraft draft() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isUnsaved() const { return m_unsaved; }
    void markSaved(const QString& id);
    void rename(const QString& name);

    void setScope(const VariableScope& scope);
    void send(bool withRetries = true);
    void cancel();
    [[nodiscard]] bool running() const;
    [[nodiscard]] base::CallId call() const { return m_call; }
    // Shows an earlier call of this request.
    void follow(base::CallId call);

    [[nodiscard]] ComposerPanel& composer() { return *m_composer; }
    [[nodiscard]] ResponsePanel& response() { return *m_response; }

Q_SIGNALS:
    void changed(); // title or unsaved mark
    void escalateRequested(knockback::base::CallId call);
    void vaultRequested();

private:
    void build();
    void connectBanner();
    void noteEdit();
    void refresh(base::CallId call);

    Backend& m_backend;
    CallTracker& m_tracker;
    QString m_id;
    workspace::RequestDraft m_saved; // what the unsaved mark compares with
    bool m_unsaved = false;
    VariableScope m_scope;
    base::CallId m_call;
    ComposerPanel* m_composer;
    DiagnosisBanner* m_banner;
    ResponsePanel* m_response;
};

} // namespace knockback::ui
