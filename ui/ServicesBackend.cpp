// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ServicesBackend.h"

#include "app/http/Variables.h"
#include "app/session/CookieKeeper.h"

namespace knockback::ui {

ServicesBackend::ServicesBackend(session::Services& services, base::Scheduler& scheduler, QObject* parent)
    : Backend(parent)
    , m_services(services)
    , m_scheduler(scheduler)
    , m_lab(services.vault(), scheduler.clock())
    , m_desk(services.dataDir(), scheduler) {
    m_door->backend = this;
    connect(&m_desk, &WorkspaceDesk::changed, this, &ServicesBackend::useWorkspace);
    connect(&m_desk, &WorkspaceDesk::changed, this, &Backend::workspaceChanged);
    connect(&m_desk, &WorkspaceDesk::saved, this, &Backend::requestSaved);
    connect(&m_desk, &WorkspaceDesk::noticed, this, &Backend::noticed);
    services.onJournalAppended([door = m_door] { door->knock(); });
    services.cookies().onChanged(
        [door = m_door] { door->post([](ServicesBackend& backend) { Q_EMIT backend.cookiesChanged(); }); });
    auto* const keeper = services.cookieKeeper();
    if (keeper)
        keeper->onKept(
            [door = m_door] { door->post([](ServicesBackend& backend) { Q_EMIT backend.cookiesChanged(); }); });
    services.vault().onChanged([door = m_door, keeper] {
        if (keeper)
            keeper->wake();
        door->post([](ServicesBackend& backend) { Q_EMIT backend.credentialsChanged(); });
    });
}

ServicesBackend::~ServicesBackend() {
    const std::lock_guard lock(m_door->mutex);
    m_door->backend = nullptr;
}

void ServicesBackend::Door::post(std::function<void(ServicesBackend&)> call) {
    const std::lock_guard lock(mutex);
    if (backend)
        QMetaObject::invokeMethod(
            backend, [target = backend, call = std::move(call)] { call(*target); }, Qt::QueuedConnection);
}

// One announcement at a time, however many events there are.
void ServicesBackend::Door::knock() {
    const std::lock_guard lock(mutex);
    if (!backend || std::exchange(knocked, true))
        return;
    QMetaObject::invokeMethod(
        backend,
        [target = backend] {
            {
                const std::lock_guard inner(target->m_door->mutex);
                target->m_door->knocked = false;
            }
            Q_EMIT target->journalGrew();
        },
        Qt::QueuedConnection);
}

base::CallId ServicesBackend::send(session::CallSpec spec) {
    startWhatIsNeeded(spec);
    session::CallEars ears;
    ears.finished = [door = m_door](session::CallResult result) {
        door->post([result = std::move(result)](ServicesBackend& backend) { Q_EMIT backend.callFinished(result); });
    };
    ears.answering = [door = m_door](const session::Answering& answer) {
        door->post([answer](ServicesBackend& backend) { Q_EMIT backend.answering(answer); });
    };
    spec.workspace = m_desk.view().folder;
    const base::CallId call = m_services.send(spec, std::move(ears));
    m_sent.add(call, std::move(spec));
    return call;
}

// A request of the lab works at any time: the scenario that it names is started with it.
void ServicesBackend::startWhatIsNeeded(session::CallSpec& spec) {
    for (const auto& span : http::findVariables(spec.draft.url)) {
        const auto scenario = LabBench::scenarioOf(span.name);
        if (!scenario.isEmpty() && !m_lab.isRunning(scenario))
            startScenario(scenario);
    }
    for (const auto& [name, value] : m_lab.variables())
        spec.environment[name] = value;
}

void ServicesBackend::cancel(base::CallId call) {
    m_services.cancel(call);
}
void ServicesBackend::recall(base::CallId call, session::Recall how) {
    m_services.recall(call, how);
}
void ServicesBackend::skipWait(base::CallId call) {
    m_services.skipWait(call);
}
const journal::Journal& ServicesBackend::journal() const {
    return m_services.journal();
}
session::LimitsSnapshot ServicesBackend::limits() const {
    return m_services.limits();
}
session::PlacesInLine ServicesBackend::placesInLine() const {
    return m_services.placesInLine();
}
void ServicesBackend::openCircuit(const QString& circuit) {
    m_services.openCircuit(circuit);
}
void ServicesBackend::closeCircuit(const QString& circuit) {
    m_services.closeCircuit(circuit);
}
const providers::Catalogue& ServicesBackend::catalogue() const {
    return m_services.catalogue();
}

std::vector<vault::Credential> ServicesBackend::credentials() const {
    return m_services.vault().list();
}
bool ServicesBackend::vaultLocked() const {
    return m_services.vault().isLocked();
}
void ServicesBackend::addCredential(const vault::Credential& credential, std::shared_ptr<vault::Secrets> secrets,
                                    std::function<void(const QString& problem)> done) {
    m_adding.run(
        [this, credential, secrets = std::move(secrets)] {
            const auto added = m_services.vault().add(credential, std::move(*secrets));
            return added ? QString() : added.error().sentence;
        },
        [done = std::move(done)](const QString& problem) { done(problem); });
}
QString ServicesBackend::vaultNotice() const {
    const QString vault = m_services.vaultNotice();
    return vault.isEmpty() ? m_services.historyProblem() : vault;
}
QString ServicesBackend::dataDir() const {
    return m_services.dataDir();
}

std::vector<http::Cookie> ServicesBackend::cookies() const {
    return m_services.cookies().cookies(m_desk.view().folder, m_scheduler.clock().wallNow());
}
void ServicesBackend::putCookie(const http::Cookie& cookie) {
    m_services.cookies().put(m_desk.view().folder, cookie);
}
void ServicesBackend::removeCookie(const http::Cookie& cookie) {
    m_services.cookies().remove(m_desk.view().folder, cookie);
}
session::CookieKeeping ServicesBackend::cookieKeeping() const {
    const auto* keeper = m_services.cookieKeeper();
    return keeper ? keeper->keeping(m_desk.view().folder) : session::CookieKeeping{};
}
void ServicesBackend::keepCookies(bool wanted, bool sessionToo) {
    if (auto* keeper = m_services.cookieKeeper())
        keeper->keep(m_desk.view().folder, wanted, sessionToo);
}
void ServicesBackend::clearCookies() {
    m_services.cookies().clear(m_desk.view().folder);
}

void ServicesBackend::rotate(const QByteArray& credential) {
    m_services.rotate(credential, [door = m_door](const QString& problem) {
        door->post([problem](ServicesBackend& backend) {
            if (!problem.isEmpty())
                Q_EMIT backend.noticed(problem);
            Q_EMIT backend.credentialsChanged();
        });
    });
}

void ServicesBackend::openWorkspace(const QString& folder) {
    m_known.reset();
    m_desk.open(folder);
}

// Its own providers and rules, when it is opened; a request that is saved changes nothing about them.
void ServicesBackend::useWorkspace() {
    const QString folder = m_desk.view().folder;
    if (std::exchange(m_known, folder) == folder)
        return;
    m_services.useWorkspace(folder, [door = m_door](const QStringList& problems) {
        door->post([problems](ServicesBackend& backend) {
            for (const QString& problem : problems)
                Q_EMIT backend.noticed(problem);
        });
    });
}

void ServicesBackend::saveRequest(int token, const QString& id, const workspace::RequestDraft& draft,
                                  const QString& file) {
    m_desk.save(token, id, draft, file);
}

void ServicesBackend::startScenario(const QByteArray& id) {
    const QString problem = m_lab.start(id);
    if (!problem.isEmpty())
        Q_EMIT noticed(problem);
    Q_EMIT scenariosChanged();
}

void ServicesBackend::stopScenario(const QByteArray& id) {
    m_lab.stop(id);
    Q_EMIT scenariosChanged();
}

} // namespace knockback::ui
