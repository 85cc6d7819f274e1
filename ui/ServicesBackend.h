// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/Services.h"
#include "ui/LabBench.h"
#include "ui/SentCalls.h"
#include "ui/models/Backend.h"
#include "ui/models/Background.h"
#include "ui/workspace/WorkspaceDesk.h"

#include <functional>
#include <memory>
#include <mutex>

namespace knockback::ui {

// The window's Backend on the real engine. What the engine says on its own thread arrives here as queued calls, and no
// more once this object is gone.
class ServicesBackend final : public Backend {
    Q_OBJECT
public:
    ServicesBackend(session::Services& services, base::Scheduler& scheduler, QObject* parent = nullptr);
    ~ServicesBackend() override;

    [[nodiscard]] base::Scheduler& scheduler() override { return m_scheduler; }
    base::CallId send(session::CallSpec spec) override;
    void cancel(base::CallId call) override;
    void recall(base::CallId call, session::Recall how) override;
    void skipWait(base::CallId call) override;
    [[nodiscard]] const journal::Journal& journal() const override;
    [[nodiscard]] session::LimitsSnapshot limits() const override;
    [[nodiscard]] session::PlacesInLine placesInLine() const override;
    void openCircuit(const QString& circuit) override;
    void closeCircuit(const QString& circuit) override;
    [[nodiscard]] const providers::Catalogue& catalogue() const override;
    [[nodiscard]] std::vector<vault::Credential> credentials() const override;
    [[nodiscard]] QString vaultNotice() const override;
    [[nodiscard]] bool vaultLocked() const override;
    void addCredential(const vault::Credential& credential, std::shared_ptr<vault::Secrets> secrets,
                       std::function<void(const QString& problem)> done) override;
    [[nodiscard]] std::vector<http::Cookie> cookies() const override;
    void putCookie(const http::Cookie& cookie) override;
    void removeCookie(const http::Cookie& cookie) override;
    void clearCookies() override;
    [[nodiscard]] session::CookieKeeping cookieKeeping() const override;
    void keepCookies(bool wanted, bool sessionToo) override;
    void rotate(const QByteArray& credential) override;
    [[nodiscard]] WorkspaceView workspace() const override { return m_desk.view(); }
    void openWorkspace(const QString& folder) override;
    void saveRequest(int token, const QString& id, const workspace::RequestDraft& draft, const QString& file) override;
    void removeRequest(const QString& id) override { m_desk.remove(id); }
    void moveRequest(const QString& id, const QString& file) override { m_desk.move(id, file); }
    [[nodiscard]] std::vector<ScenarioView> scenarios() const override { return m_lab.scenarios(); }
    void startScenario(const QByteArray& id) override;
    void stopScenario(const QByteArray& id) override;
    [[nodiscard]] workspace::Environment builtInVariables() const override { return m_lab.variables(); }
    [[nodiscard]] QString dataDir() const override;
    // As it was asked for, newest last.
    [[nodiscard]] const SentCalls& sent() const { return m_sent; }

private:
    // What engine callbacks hold on to, because they may outlive this object.
    struct Door {
        std::mutex mutex;
        ServicesBackend* backend = nullptr;
        bool knocked = false; // journalGrew() is under way
        // Runs `call` on the window's thread, if there still is a window.
        void post(std::function<void(ServicesBackend&)> call);
        void knock();
    };
    void useWorkspace();
    void startWhatIsNeeded(session::CallSpec& spec);

    session::Services& m_services;
    base::Scheduler& m_scheduler;
    LabBench m_lab;
    WorkspaceDesk m_desk;
    SentCalls m_sent;
    std::optional<QString> m_known; // the folder whose providers and rules are in use; none = to be read
    std::shared_ptr<Door> m_door = std::make_shared<Door>();
    Background m_adding{*this};
};

} // namespace knockback::ui
