// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"
#include "tests/support/VirtualScheduler.h"
#include "ui/models/Backend.h"

#include <map>

namespace knockback::test {

// A Backend that only remembers what it was asked, and a journal that tests write into. Time is virtual.
class FakeBackend final : public ui::Backend {
public:
    base::Scheduler& scheduler() override { return m_scheduler; }
    VirtualScheduler& time() { return m_scheduler; }

    base::CallId send(session::CallSpec spec) override {
        sent.push_back(std::move(spec));
        const base::CallId call{sent.size()};
        append(journal::CallStarted{call, sent.back().draft.name, sent.back().draft.method, sent.back().draft.url});
        return call;
    }
    void cancel(base::CallId call) override { cancelled.push_back(call); }
    void recall(base::CallId call, session::Recall how) override { recalled.push_back({call, how}); }
    void skipWait(base::CallId call) override { skipped.push_back(call); }
    const journal::Journal& journal() const override { return m_journal; }
    session::LimitsSnapshot limits() const override { return limitsNow; }
    session::PlacesInLine placesInLine() const override {
        return std::make_shared<const std::vector<session::PlaceInLine>>(places);
    }
    void openCircuit(const QString& circuit) override { circuitsOpened.push_back(circuit); }
    void closeCircuit(const QString& circuit) override { circuitsClosed.push_back(circuit); }
    const providers::Catalogue& catalogue() const override {
        return ownProviders ? *ownProviders : Backend::catalogue();
    }
    std::vector<vault::Credential> credentials() const override { return vaultList; }
    QString vaultNotice() const override { return notice; }
    bool vaultLocked() const override { return locked; }
    void addCredential(const vault::Credential& credential, std::shared_ptr<vault::Secrets>,
                       std::function<void(const QString&)> done) override {
        vaultList.push_back(credential);
        if (vaultIsSlow)
            vaultAnswers.push_back(std::move(done));
        else
            done({});
    }
    std::vector<http::Cookie> cookies() const override { return jar; }
    void putCookie(const http::Cookie& cookie) override {
        removeCookie(cookie);
        jar.push_back(cookie);
        Q_EMIT cookiesChanged();
    }
    void removeCookie(const http::Cookie& cookie) override {
        std::erase_if(jar, [&](const auto& other) {
            return other.name == cookie.name && other.domain == cookie.domain && other.path == cookie.path;
        });
        Q_EMIT cookiesChanged();
    }
    void clearCookies() override {
        jar.clear();
        Q_EMIT cookiesChanged();
    }
    session::CookieKeeping cookieKeeping() const override { return keeping; }
    void keepCookies(bool wanted, bool sessionToo) override {
        keeping.wanted = wanted;
        keeping.sessionToo = sessionToo;
        Q_EMIT cookiesChanged();
    }
    void rotate(const QByteArray& credential) override { rotated.push_back(credential); }
    ui::WorkspaceView workspace() const override { return view; }
    void openWorkspace(const QString& wanted) override {
        opened.push_back(wanted);
        Q_EMIT workspaceChanged();
    }
    void saveRequest(int token, const QString& id, const workspace::RequestDraft& draft, const QString& file) override {
        savedInto.push_back(file);
        saved.push_back({id, draft});
        const QString where = id.isEmpty() ? QStringLiteral("new.http#0") : id;
        if (saveProblem.isEmpty())
            write(where, draft);
        Q_EMIT requestSaved(token, where, saveProblem);
    }
    // What a file on disk says now; a tab hears of it with the next workspaceChanged().
    void write(const QString& id, const workspace::RequestDraft& draft) {
        const auto found = std::find_if(view.requests.begin(), view.requests.end(),
                                        [&id](const auto& request) { return request.id == id; });
        if (found == view.requests.end())
            view.requests.push_back({id, draft});
        else
            found->draft = draft;
    }
    void removeRequest(const QString& id) override {
        removed.push_back(id);
        std::erase_if(view.requests, [&](const auto& request) { return request.id == id; });
        Q_EMIT workspaceChanged();
    }
    void moveRequest(const QString& id, const QString& file) override { moved.emplace_back(id, file); }
    std::vector<ui::ScenarioView> scenarios() const override { return lab; }
    void startScenario(const QByteArray& id) override { setRunning(id, true); }
    void stopScenario(const QByteArray& id) override { setRunning(id, false); }
    workspace::Environment builtInVariables() const override { return {{"lab", "http://127.0.0.1:9"}}; }
    QString dataDir() const override { return folder; }

    // Writes to the journal and lets the window read it.
    void append(journal::EventBody body) {
        m_journal.append(std::move(body));
        Q_EMIT journalGrew();
    }
    void settle() { m_scheduler.advance(std::chrono::milliseconds(20)); }

    // An answer of `status` to the newest call, as attempt `number` of `limit`.
    journal::AttemptPtr answer(base::CallId call, int number, int status, diagnosis::Diagnosis diagnosis = {},
                               const QByteArray& body = "{\"ok\":true}", const http::HeaderList& more = {}) {
        const base::AttemptId id{++m_lastAttempt};
        append(journal::AttemptStarted{call, id, number, 5, QStringLiteral("api.example")});
        http::Attempt attempt;
        attempt.request.url = "https://api.example/items";
        attempt.request.headers = {{"Accept", "*/*"}};
        attempt.sentHead = "GET /items HTTP/1.1\r\nHost: api.example\r\n\r\n";
        attempt.response.emplace();
        attempt.response->head.status = status;
        attempt.response->head.version = "HTTP/1.1";
        attempt.response->head.headers = {{"Content-Type", "application/json"}, {"X-Request-Id", "8C1E"}};
        for (const auto& field : more)
            attempt.response->head.headers.append(field.name, field.value);
        attempt.response->body = body;
        attempt.timing.total = std::chrono::milliseconds(182);
        attempt.connection.httpVersion = "HTTP/1.1";
        auto record = std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{call,
                                                                                      id,
                                                                                      number,
                                                                                      QStringLiteral("Items"),
                                                                                      {},
                                                                                      QStringLiteral("api.example"),
                                                                                      http::Redactor().redact(attempt),
                                                                                      std::move(diagnosis),
                                                                                      {},
                                                                                      {},
                                                                                      false});
        if (number > 1)
            record->trigger = journal::AttemptTrigger::Retry;
        append(journal::AttemptFinished{record});
        return record;
    }
    base::WaitId wait(base::CallId call, base::Nanoseconds length, const QString& sentence) {
        const base::WaitId id{++m_lastWait};
        const auto& clock = m_scheduler.clock();
        append(journal::WaitStarted{call, id, journal::WaitReason::RetryAfter, clock.steadyNow() + length,
                                    clock.wallNow() + std::chrono::duration_cast<base::Microseconds>(length),
                                    QStringLiteral("api.example"), sentence});
        return id;
    }
    void finish(base::CallId call, journal::CallOutcome outcome, const QString& sentence = {},
                const std::vector<journal::AttemptPtr>& attempts = {}) {
        append(journal::CallFinished{call, outcome, sentence});
        session::CallResult result;
        result.call = call;
        result.outcome = outcome;
        result.sentence = sentence;
        result.attempts = attempts;
        Q_EMIT callFinished(result);
    }

    std::vector<session::CallSpec> sent;
    std::vector<base::CallId> cancelled;
    std::vector<std::pair<base::CallId, session::Recall>> recalled;
    std::vector<base::CallId> skipped;
    std::vector<QByteArray> rotated;
    std::vector<QString> opened;
    std::vector<ui::WorkspaceRequest> saved;
    std::vector<QString> savedInto; // the file that was asked for, for each of `saved`
    std::vector<QString> removed;
    std::vector<std::pair<QString, QString>> moved;
    QString saveProblem;
    bool locked = false;
    std::vector<vault::Credential> vaultList;
    bool vaultIsSlow = false; // what is added waits in `vaultAnswers` for the test to call
    std::vector<std::function<void(const QString&)>> vaultAnswers;
    std::vector<http::Cookie> jar;
    session::CookieKeeping keeping;
    std::vector<ui::ScenarioView> lab;
    ui::WorkspaceView view;
    session::LimitsSnapshot limitsNow;
    std::unique_ptr<const providers::Catalogue> ownProviders; // the workspace's
    std::vector<session::PlaceInLine> places;
    std::vector<QString> circuitsOpened;
    std::vector<QString> circuitsClosed;
    QString notice;
    QString folder;

private:
    void setRunning(const QByteArray& id, bool running) {
        for (auto& scenario : lab) {
            if (scenario.id == id)
                scenario.running = running;
        }
        Q_EMIT scenariosChanged();
    }

    VirtualScheduler m_scheduler;
    journal::Journal m_journal{m_scheduler.clock()};
    std::uint64_t m_lastAttempt = 0;
    std::uint64_t m_lastWait = 0;
};

// The diagnosis of a rate limit, as the drawing shows it.
inline diagnosis::Diagnosis rateLimited() {
    diagnosis::Diagnosis diagnosis;
    diagnosis.cause = diagnosis::Cause::RateLimit;
    diagnosis.confidence = 0.95;
    diagnosis.title = QStringLiteral("Rate limited by GitHub: secondary limit");
    diagnosis.evidence = {{QStringLiteral("status"), QStringLiteral("status 429 and Retry-After: 41"), 0.9},
                          {QStringLiteral("body at 12"), QStringLiteral("the body names a secondary rate limit"), 0.5}};
    diagnosis.nextSteps = {{diagnosis::NextAction::Wait, QStringLiteral("Wait 41 s.")}};
    diagnosis.docsUrl = QStringLiteral("https://docs.example/limits");
    return diagnosis;
}

} // namespace knockback::test
