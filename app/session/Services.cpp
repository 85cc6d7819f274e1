// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Services.h"

#include "app/base/EpollLoop.h"
#include "app/http/CurlTransport.h"
#include "app/session/ConnectivityCheck.h"
#include "app/session/CookieKeeper.h"
#include "app/session/DataDir.h"
#include "app/session/EngineParts.h"
#include "app/session/HistoryAnswers.h"
#include "app/session/HistoryOpening.h"
#include "app/session/KeyRotator.h"
#include "app/session/Knowledge.h"
#include "app/session/Minimizer.h"
#include "app/session/PastUses.h"
#include "app/session/Rotator.h"
#include "app/session/SignInDesk.h"
#include "app/vault/KeyRecipeSettings.h"
#include "app/vault/OpenVault.h"

#include <QFileInfo>

#include <atomic>
#include <future>
#include <thread>

#include <unistd.h>

namespace knockback::session {

namespace {

constexpr base::Milliseconds placesEvery{250};

std::map<QByteArray, QByteArray> processEnvironment() {
    std::map<QByteArray, QByteArray> variables;
    for (char** entry = environ; entry && *entry; ++entry) {
        const QByteArray text(*entry);
        if (const qsizetype equals = text.indexOf('='); equals > 0)
            variables[text.first(equals)] = text.sliced(equals + 1);
    }
    return variables;
}

} // namespace

// Members are destroyed from the last to the first: the thread ends before anything that it uses.
struct Services::Impl {
    explicit Impl(ServiceOptions serviceOptions) : options(std::move(serviceOptions)) {}
    ~Impl() {
        if (reader.joinable())
            reader.join();
        if (engine.joinable()) {
            loop.quit();
            engine.join();
        }
    }

    void run() {
        http::CurlTransport transport(loop);
        EngineParts parts{loop, base::systemRandom(), transport, *vault, knowledge, journal, limits, cookies};
        parts.system = processEnvironment();
        if (vault->mode() != vault::VaultMode::MemoryOnly)
            parts.renewalLocks = vaultPath + QStringLiteral(".renewing");
        Rotator rotator(parts);
        parts.rotator = &rotator;
        KeyRotator keys(parts, rotator);
        keyRotator = &keys;
        if (options.vaultMayBeLocked) // a window, which stays; a command does what it was asked to
            keys.watch();
        SignInDesk desk(rotator, loop);
        signInDesk = &desk;
        std::optional<HistoryAnswers> past;
        if (history)
            parts.past = &past.emplace(*history, loop);
        CallRunner runner(parts);
        callRunner = &runner;
        engineRotator = &rotator;
        engineParts = &parts;
        loop.run();
        minimizer.reset();
        check.reset();
    }

    const ServiceOptions options;
    QString dataDir;
    Knowledge knowledge; // changed on the engine thread
    journal::Journal journal{base::systemClock()};
    SharedLimits limits;
    CookieShelf cookies;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<CookieKeeper> cookieKeeper;
    QString vaultPath;
    QString vaultNotice;
    std::unique_ptr<HistoryOpening> history;
    std::atomic<std::uint64_t> lastCall{0};
    base::EpollLoop loop;
    base::SteadyTime placesAsked{}; // guarded by the limits' mutex
    // Set and used on the engine thread only.
    CallRunner* callRunner = nullptr;
    Rotator* engineRotator = nullptr;
    KeyRotator* keyRotator = nullptr;
    SignInDesk* signInDesk = nullptr;
    EngineParts* engineParts = nullptr;
    std::unique_ptr<Minimizer> minimizer;
    std::unique_ptr<ConnectivityCheck> check;
    std::thread engine;
    std::thread reader; // of a workspace's knowledge; the latest, which waits for those before it
};

Services::Services(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Services::~Services() = default;

base::Result<std::unique_ptr<Services>, StartError> Services::create(ServiceOptions options) {
    auto impl = std::make_unique<Impl>(std::move(options));
    auto folder = makeDataDir(impl->options.dataDir);
    if (!folder)
        return base::Failure(StartError{folder.error(), 3});
    impl->dataDir = folder.value();
    if (impl->options.history)
        impl->history = std::make_unique<HistoryOpening>(
            impl->dataDir + QStringLiteral("/history.sqlite"), impl->journal,
            history::Retention{.maxAge = std::chrono::hours(24 * 90), .maxAttempts = 1'000'000});

    vault::VaultOptions vaultOptions;
    vaultOptions.path = impl->options.vaultFile.value_or(impl->dataDir + QStringLiteral("/vault.kbv"));
    vaultOptions.passphraseFile = impl->options.passphraseFile;
    // Where nothing is kept and nothing is wanted the keychain need not be asked, which takes longer than most calls.
    const bool wanted = impl->options.vaultWanted || QFileInfo::exists(vaultOptions.path);
    vaultOptions.keychain = impl->options.keychain && wanted;
    vaultOptions.mayStartLocked = impl->options.vaultMayBeLocked;
    auto opened = vault::openVault(vaultOptions);
    if (!opened)
        return base::Failure(StartError{opened.error().sentence, 7});
    impl->vault = std::move(opened->vault);
    if (impl->options.keepCookies)
        impl->cookieKeeper = std::make_unique<CookieKeeper>(impl->dataDir + QStringLiteral("/cookies"), impl->cookies,
                                                            *impl->vault, base::systemClock(), base::systemRandom());
    impl->vaultPath = vaultOptions.path;
    impl->vaultNotice = opened->notice;

    impl->engine = std::thread([raw = impl.get()] { raw->run(); });
    return std::unique_ptr<Services>(new Services(std::move(impl)));
}

base::CallId Services::send(CallSpec spec, CallEars ears) {
    const base::CallId call{++m_impl->lastCall};
    m_impl->loop.post([impl = m_impl.get(), call, spec = std::move(spec), ears = std::move(ears)]() mutable {
        impl->callRunner->start(call, std::move(spec), std::move(ears));
    });
    return call;
}

void Services::cancel(base::CallId call) {
    m_impl->loop.post([impl = m_impl.get(), call] { impl->callRunner->cancel(call); });
}

void Services::recall(base::CallId call, Recall how) {
    m_impl->loop.post([impl = m_impl.get(), call, how] { impl->callRunner->recall(call, how); });
}

void Services::skipWait(base::CallId call) {
    m_impl->loop.post([impl = m_impl.get(), call] { impl->callRunner->skipWait(call); });
}

void Services::rotate(const QByteArray& credential, std::function<void(QString problem)> finished) {
    m_impl->loop.post([impl = m_impl.get(), credential, finished = std::move(finished)]() mutable {
        const auto known = impl->vault->find(credential);
        if (known && vault::hasRecipe(*known))
            return impl->keyRotator->rotate(credential, std::move(finished));
        impl->engineRotator->rotate(credential, known ? known->generation : 0, {}, std::move(finished));
    });
}

void Services::cancelRotation(const QByteArray& credential) {
    m_impl->loop.post([impl = m_impl.get(), credential] { impl->keyRotator->cancel(credential); });
}

void Services::signIn(const QByteArray& credential, oauth::SignInEars ears, const http::SignInDemand& demand) {
    m_impl->loop.post([impl = m_impl.get(), credential, ears = std::move(ears), demand] {
        impl->signInDesk->signIn(credential, ears, demand);
    });
}

void Services::cancelSignIn(const QByteArray& credential) {
    m_impl->loop.post([impl = m_impl.get(), credential] { impl->signInDesk->cancel(credential); });
}

void Services::revoke(const QByteArray& credential, std::function<void(QString problem)> finished) {
    m_impl->loop.post([impl = m_impl.get(), credential, finished = std::move(finished)] {
        impl->signInDesk->revoke(credential, finished);
    });
}

void Services::inspect(const QByteArray& credential,
                       std::function<void(const base::Result<oauth::TokenFacts, QString>&)> finished) {
    m_impl->loop.post([impl = m_impl.get(), credential, finished = std::move(finished)] {
        impl->signInDesk->inspect(credential, finished);
    });
}

void Services::discover(const QByteArray& issuer,
                        std::function<void(const base::Result<oauth::ServerMetadata, QString>&)> finished) {
    m_impl->loop.post([impl = m_impl.get(), issuer, finished = std::move(finished)] {
        impl->signInDesk->discover(issuer, finished);
    });
}

void Services::openCircuit(const QString& lane) {
    m_impl->loop.post([impl = m_impl.get(), name = lane.toUtf8()] { impl->callRunner->openCircuit(name); });
}

void Services::closeCircuit(const QString& lane) {
    m_impl->loop.post([impl = m_impl.get(), name = lane.toUtf8()] { impl->callRunner->closeCircuit(name); });
}

PlacesInLine Services::placesInLine() const {
    const auto now = base::systemClock().steadyNow();
    const std::lock_guard lock(m_impl->limits.mutex);
    if (now - m_impl->placesAsked >= placesEvery) {
        m_impl->placesAsked = now;
        m_impl->loop.post([impl = m_impl.get()] { impl->callRunner->publishPlaces(); });
    }
    return m_impl->limits.places;
}

void Services::minimize(MinimizeOrder order, std::function<void(const MinimizeNews&)> told) {
    m_impl->loop.post([impl = m_impl.get(), order = std::move(order), told = std::move(told)]() mutable {
        ProbeSender sender;
        sender.send = [impl](CallSpec spec, std::function<void(CallResult)> finished) {
            const base::CallId call{++impl->lastCall};
            impl->callRunner->start(call, std::move(spec), {std::move(finished)});
            return call;
        };
        sender.cancel = [impl](base::CallId call) { impl->callRunner->cancel(call); };
        sender.redact = [impl](const QString& text) {
            return QString::fromUtf8(impl->engineParts->redactor().redact(text.toUtf8()));
        };
        impl->minimizer = std::make_unique<Minimizer>(impl->loop, std::move(sender), std::move(order), std::move(told));
        impl->minimizer->begin();
    });
}

void Services::endMinimize() {
    m_impl->loop.post([impl = m_impl.get()] {
        if (impl->minimizer)
            impl->minimizer->cancel();
    });
}

base::Result<connectivity::CheckOrder, QString> Services::connectivityOrder(const CallSpec& spec,
                                                                            const QByteArray& resolver) {
    return session::connectivityOrder(spec, resolver, processEnvironment(), *m_impl->vault);
}

void Services::checkConnectivity(connectivity::CheckOrder order, std::function<void(const CheckNews&)> told) {
    m_impl->loop.post([impl = m_impl.get(), order = std::move(order), told = std::move(told)]() mutable {
        impl->check =
            std::make_unique<ConnectivityCheck>(*impl->engineParts, impl->loop, std::move(order), std::move(told));
        impl->check->begin();
    });
}

void Services::endCheck() {
    m_impl->loop.post([impl = m_impl.get()] {
        if (impl->check)
            impl->check->cancel();
    });
}

LimitsSnapshot Services::limits() const {
    const auto now = base::systemClock().steadyNow();
    const std::lock_guard lock(m_impl->limits.mutex);
    LimitsSnapshot snapshot;
    snapshot.buckets = m_impl->limits.quota.snapshot(now);
    for (const auto& [name, circuit] : m_impl->limits.circuits) {
        snapshot.circuits.push_back(circuit.breaker.view(now));
        snapshot.circuits.back().lane = QString::fromUtf8(name);
        snapshot.circuits.back().waiting = circuit.waiting;
    }
    snapshot.retryBudget = m_impl->limits.budget.share();
    snapshot.clockSkew = m_impl->limits.clockSkew;
    return snapshot;
}

const journal::Journal& Services::journal() const {
    return m_impl->journal;
}
void Services::onJournalAppended(std::function<void()> appended) {
    m_impl->journal.onAppended(std::move(appended));
}
CookieShelf& Services::cookies() {
    return m_impl->cookies;
}
CookieKeeper* Services::cookieKeeper() {
    return m_impl->cookieKeeper.get();
}
vault::Vault& Services::vault() {
    return *m_impl->vault;
}
void Services::useWorkspace(const QString& folder, std::function<void(const QStringList& problems)> done) {
    if (m_impl->cookieKeeper)
        m_impl->cookieKeeper->open(folder);
    m_impl->reader = std::thread(
        [impl = m_impl.get(), before = std::move(m_impl->reader), folder, done = std::move(done)]() mutable {
            auto read = Knowledge::read(folder);
            if (before.joinable())
                before.join();
            impl->loop.post([impl, read = std::move(read), done = std::move(done)] {
                impl->knowledge.use(read.edition);
                if (done)
                    done(read.problems);
            });
        });
}
const providers::Catalogue& Services::catalogue() const {
    return m_impl->knowledge.catalogue();
}
const diagnosis::Diagnoser& Services::diagnoser() const {
    return m_impl->knowledge.diagnoser();
}
history::HistoryStore* Services::history() {
    return m_impl->history ? m_impl->history->store() : nullptr;
}
std::map<QByteArray, vault::CredentialUse> Services::pastUses() {
    auto* const store = history();
    const auto reader =
        store ? store->reader() : base::Result<std::unique_ptr<history::HistoryReader>, history::HistoryError>(nullptr);
    return reader && *reader ? session::pastUses(**reader) : std::map<QByteArray, vault::CredentialUse>();
}
QString Services::historyProblem() const {
    return m_impl->history ? m_impl->history->problem() : QString();
}
QString Services::vaultNotice() const {
    return m_impl->vaultNotice;
}
QString Services::dataDir() const {
    return m_impl->dataDir;
}

} // namespace knockback::session
