// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/http/Cookie.h"
#include "app/journal/Journal.h"
#include "app/providers/Catalogue.h"
#include "app/session/CallRunner.h"
#include "app/session/CookieKeeping.h"
#include "app/session/Services.h"
#include "app/vault/CredentialStore.h"
#include "ui/models/Views.h"

#include <QObject>

namespace knockback::ui {

// What the window needs of the program, and nothing else. The real one is ServicesBackend; window tests use a fake.
// Everything happens on the window's thread, returns at once and reports later through a signal.
class Backend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // The window's only way to wait and to know the time.
    [[nodiscard]] virtual base::Scheduler& scheduler() = 0;

    virtual base::CallId send(session::CallSpec spec) = 0;
    virtual void cancel(base::CallId call) = 0;
    // Takes one of many back; what was sent already comes to its end.
    virtual void recall(base::CallId call, session::Recall how) = 0;
    virtual void skipWait(base::CallId call) = 0;
    [[nodiscard]] virtual const journal::Journal& journal() const = 0;
    [[nodiscard]] virtual session::LimitsSnapshot limits() const = 0;
    // Where the calls stand that wait for their turn; cheap enough for every frame.
    [[nodiscard]] virtual session::PlacesInLine placesInLine() const = 0;
    // By hand: nothing goes through an open circuit until it is closed. `circuit` as in CircuitView::lane.
    virtual void openCircuit(const QString& circuit) = 0;
    virtual void closeCircuit(const QString& circuit) = 0;

    // What is known of providers: the program's own, with the open workspace's on top. Stays where it is when another
    // workspace is opened.
    [[nodiscard]] virtual const providers::Catalogue& catalogue() const { return providers::Catalogue::builtIn(); }

    [[nodiscard]] virtual std::vector<vault::Credential> credentials() const = 0;
    // Why secrets are kept in memory only, or empty.
    [[nodiscard]] virtual QString vaultNotice() const = 0;
    // Whether the secrets are out of reach until the vault is unlocked; credentialsChanged() tells of both.
    [[nodiscard]] virtual bool vaultLocked() const { return false; }
    // Puts a new one into the vault. `done` gets one sentence, empty when it is on disk.
    virtual void addCredential(const vault::Credential&, std::shared_ptr<vault::Secrets>,
                               std::function<void(const QString& problem)> done) = 0;
    // The open workspace's cookie jar.
    [[nodiscard]] virtual std::vector<http::Cookie> cookies() const = 0;
    virtual void putCookie(const http::Cookie& cookie) = 0;
    virtual void removeCookie(const http::Cookie& cookie) = 0;
    virtual void clearCookies() = 0;
    // Whether they outlive the program; cookiesChanged() tells of a change.
    [[nodiscard]] virtual session::CookieKeeping cookieKeeping() const { return {}; }
    virtual void keepCookies(bool, bool /*sessionToo*/) {}
    // Fetches a new token now; the outcome is a journal event.
    virtual void rotate(const QByteArray& credential) = 0;

    [[nodiscard]] virtual WorkspaceView workspace() const = 0;
    // Opens the .http files of a folder; empty = the built-in lab workspace. workspaceChanged() or noticed() follows.
    virtual void openWorkspace(const QString& folder) = 0;
    // Writes a request; an empty id adds one, at the end of `file` (empty = the first of the workspace). requestSaved()
    // follows with the same token.
    virtual void saveRequest(int token, const QString& id, const workspace::RequestDraft& draft,
                             const QString& file = {}) = 0;
    // Takes a request out of its file. workspaceChanged() or noticed() follows.
    virtual void removeRequest(const QString& id) = 0;
    // Moves it to the end of another file; it keeps its id. workspaceChanged() or noticed() follows.
    virtual void moveRequest(const QString& id, const QString& file) = 0;

    [[nodiscard]] virtual std::vector<ScenarioView> scenarios() const = 0;
    virtual void startScenario(const QByteArray& id) = 0;
    virtual void stopScenario(const QByteArray& id) = 0;
    // Variables that no file holds, such as {{lab}}; they win over the workspace's.
    [[nodiscard]] virtual workspace::Environment builtInVariables() const = 0;

    // Where the window keeps its settings; empty = nowhere.
    [[nodiscard]] virtual QString dataDir() const = 0;

Q_SIGNALS:
    // Something was appended; at most one of these is under way at a time.
    void journalGrew();
    // An answer has begun; its body grows.
    void answering(const knockback::session::Answering& answer);
    void callFinished(const knockback::session::CallResult& result);
    void credentialsChanged();
    // A request is held back until the vault is unlocked.
    void vaultAwaited();
    void cookiesChanged();
    void workspaceChanged();
    void scenariosChanged();
    // `problem` is one sentence, empty when the request is on disk under `id`.
    void requestSaved(int token, const QString& id, const QString& problem);
    // Something that concerns no request in particular, for the status bar.
    void noticed(const QString& sentence);
};

} // namespace knockback::ui
