// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/models/CallTracker.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QSplitter;

namespace knockback::ui {

class ComposerPanel;
class DiagnosisBanner;
class MessageBar;
class ResponsePanel;
struct Turn;

// What is needed to open a tab again.
struct ClosedTab {
    QString id; // of the workspace; empty = never saved
    workspace::RequestDraft draft;
    bool unsaved = false;
    std::optional<workspace::RequestDraft> base = {}; // what was on disk when the edits began
};

// One open request: what is sent, why it was blocked, what came back. Follows the newest call that was sent from here,
// and its request on disk.
class RequestPage final : public QWidget {
    Q_OBJECT
public:
    RequestPage(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent = nullptr);
    ~RequestPage() override;

    void load(const ClosedTab& tab);
    [[nodiscard]] ClosedTab tab() const;
    // Of the workspace; empty = not saved anywhere (any more).
    [[nodiscard]] const QString& id() const { return m_place.id; }
    // Where it is saved, or will be; relative to the workspace. Empty = wherever new requests go.
    [[nodiscard]] const QString& file() const { return m_place.file; }
    void setFile(const QString& file) { m_place.file = file; }
    [[nodiscard]] workspace::RequestDraft draft() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isUnsaved() const { return m_unsaved; }
    void rename(const QString& name);

    // What is on disk under this id now; null = it was deleted. Edits are never lost: where both changed, the user is
    // asked.
    void meetDisk(const WorkspaceRequest* now);
    // The request is not of the open workspace any more, but stays here.
    void detach();
    // False while the user has to say first whose change counts.
    [[nodiscard]] bool beginSave();
    // `problem` is empty when the request is on disk under `id`.
    void endSave(const QString& id, const QString& problem);

    void setScope(const VariableScope& scope);
    void setSideBySide(bool sideBySide);
    // In a low window everything that can be short is.
    void setLow(bool low);
    void send(bool withRetries = true);
    // What it would send now, with the edits that are under way.
    [[nodiscard]] session::CallSpec callSpec();
    void cancel();
    [[nodiscard]] bool running() const;
    [[nodiscard]] base::CallId call() const { return m_call; }
    // Shows an earlier call of this request.
    void follow(base::CallId call);

    [[nodiscard]] ComposerPanel& composer() { return *m_composer; }
    [[nodiscard]] const ComposerPanel& composer() const { return *m_composer; }
    [[nodiscard]] ResponsePanel& response() { return *m_response; }

Q_SIGNALS:
    void changed(); // title or unsaved mark
    void escalateRequested(knockback::base::CallId call);
    void vaultRequested();
    void signInWanted(const QByteArray& credential, const knockback::http::SignInDemand& demand);
    void labRequested();
    void saveRequested();
    void manyRequested();
    void partnerWanted(const knockback::journal::AttemptPtr& shown); // to compare it with
    void compareRequested(const knockback::workspace::RequestDraft& mine,
                          const knockback::workspace::RequestDraft& theirs);

private:
    void build();
    void connectBanner();
    void takeStep(diagnosis::NextAction step);
    void noteEdit();
    void refresh(base::CallId call);
    [[nodiscard]] Turn turnOf(const CallState& state);
    void settle(workspace::RequestDraft onDisk, bool unsaved);
    void takeTheirs();
    void askWhoseCounts();
    void sayDeleted();

    Backend& m_backend;
    CallTracker& m_tracker;
    WorkspaceRequest m_place;        // where it stands, and what was there when the tab last agreed with it
    workspace::RequestDraft m_saved; // the same as the panes hold it: what the unsaved mark compares with
    std::optional<workspace::RequestDraft> m_theirs; // while the user is asked
    bool m_unsaved = false;
    bool m_saving = false;
    bool m_low = false;
    bool m_held = false; // until the vault is unlocked; then it is sent
    VariableScope m_scope;
    base::CallId m_call;
    base::TimerHandle m_placeTimer; // while it waits for its turn
    QSplitter* m_splitter = nullptr;
    MessageBar* m_disk;
    ComposerPanel* m_composer;
    DiagnosisBanner* m_banner;
    ResponsePanel* m_response;
};

} // namespace knockback::ui
