// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Knockback that asks the system's keychain, a library of its own: what it needs (QtKeychain, D-Bus) takes
// longer to load than most calls to run. SystemKeychain.cpp loads it.
#include "app/base/QtScheduler.h"

#include "app/vault/Keychain.h"
#include "app/vault/keychain/ProbeKeychain.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr base::Milliseconds probePatience(3'000);
constexpr base::Milliseconds jobPatience(10'000);
const QString service = QStringLiteral("knockback");

// A callback that is called once: by the answer or by the deadline, whichever comes first.
template <typename T>
struct Answer {
    std::function<void(T)> done;
    base::TimerHandle deadline;
    bool given = false;

    void give(T value) {
        given = true;
        deadline.cancel();
        done(std::move(value));
    }
};

// Everything but the constructor and post() runs on the keychain's thread.
class QtKeychainThread final : public Keychain {
public:
    QtKeychainThread() {
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_context.moveToThread(&m_thread);
        m_thread.start();
        post([this] { m_scheduler = std::make_unique<base::QtScheduler>(); });
    }

    void probe(std::function<void(KeychainState)> done) override {
        post([this, done = std::move(done)] { done(state()); });
    }

    void read(const QByteArray& item, std::function<void(Read)> done) override {
        post([this, item, done = std::move(done)] { startRead(item, done); });
    }

    void write(const QByteArray& item, const base::Secret& key, std::function<void(Written)> done) override {
        post([this, item, key = std::make_shared<base::Secret>(key.clone()), done = std::move(done)] {
            startWrite(item, key, done);
        });
    }

    void stop() {
        m_thread.quit();
        m_thread.wait(1'000UL); // milliseconds
    }

private:
    void post(std::function<void()> work) {
        QMetaObject::invokeMethod(&m_context, std::move(work), Qt::QueuedConnection);
    }

    static KeychainState state() {
        // libsecret answers through GLib's main context: under any other dispatcher a job never ends.
        const auto* dispatcher = QAbstractEventDispatcher::instance();
        if (!dispatcher || !QByteArrayView(dispatcher->metaObject()->className()).contains("Glib"))
            return KeychainState::Unsupported;
        return probeKeychain(probePatience);
    }

    // Runs the job with a deadline. A job that missed it is left alone, for deleting one whose reply is under way
    // crashes; it deletes itself if it ever ends. `evaluate` gets the job when it ended in time.
    template <typename T>
    void start(QKeychain::Job* job, const QByteArray& item, const std::function<void(T)>& done,
               const std::function<void(QKeychain::Job*, const std::function<void(T)>&)>& evaluate) {
        const auto answer = std::make_shared<Answer<T>>();
        answer->done = done;
        job->setKey(QString::fromLatin1(item));
        QObject::connect(job, &QKeychain::Job::finished, &m_context, [this, answer, evaluate](QKeychain::Job* ended) {
            if (answer->given) {
                --m_abandoned;
                return;
            }
            answer->deadline.cancel(); // what evaluate() asks further has its own
            evaluate(ended, [answer](T value) { answer->give(std::move(value)); });
        });
        answer->deadline = m_scheduler->after(jobPatience, [this, answer] {
            ++m_abandoned;
            answer->give(Failure(KeychainError{false, QStringLiteral("did not answer within 10 s")}));
        });
        job->start();
    }

    // Why no job may be started: a locked keyring would raise a prompt, and behind a job that never ends QtKeychain's
    // queue does not move.
    [[nodiscard]] std::optional<KeychainError> obstacle() const {
        if (m_abandoned > 0)
            return KeychainError{false, QStringLiteral("has still not answered an earlier question")};
        if (const auto now = state(); now != KeychainState::Unlocked)
            return KeychainError{false, QStringLiteral("cannot be used (%1)").arg(describe(now))};
        return std::nullopt;
    }

    static KeychainError errorOf(const QKeychain::Job* job) {
        const QString text = job->errorString();
        return {false, text.isEmpty() ? QStringLiteral("refused") : QStringLiteral("refused (%1)").arg(text)};
    }

    void startRead(const QByteArray& item, const std::function<void(Read)>& done) {
        if (auto reason = obstacle())
            return done(Failure(std::move(*reason)));
        const auto evaluate = [](QKeychain::Job* ended, const std::function<void(Read)>& give) {
            if (ended->error() == QKeychain::EntryNotFound) {
                // A locked keyring gives the same answer.
                const auto now = state();
                const bool missing = now == KeychainState::Unlocked;
                return give(Failure(
                    KeychainError{missing, missing ? QStringLiteral("has no such item")
                                                   : QStringLiteral("cannot be used (%1)").arg(describe(now))}));
            }
            if (ended->error() != QKeychain::NoError)
                return give(Failure(errorOf(ended)));
            const QByteArray found = static_cast<QKeychain::ReadPasswordJob*>(ended)->binaryData();
            if (found.size() != vaultKeySize)
                return give(
                    Failure(KeychainError{false, QStringLiteral("holds something else in the place of the key")}));
            give(base::Secret::copyOf(found));
        };
        start<Read>(new QKeychain::ReadPasswordJob(service), item, done, evaluate);
    }

    void startWrite(const QByteArray& item, const std::shared_ptr<base::Secret>& key,
                    const std::function<void(Written)>& done) {
        if (auto reason = obstacle())
            return done(Failure(std::move(*reason)));
        auto* job = new QKeychain::WritePasswordJob(service);
        job->setBinaryData(key->reveal().toByteArray());
        start<Written>(
            job, item, done, [this, item, key](QKeychain::Job* ended, const std::function<void(Written)>& give) {
                if (ended->error() != QKeychain::NoError)
                    return give(Failure(errorOf(ended)));
                startRead(item, [key, give](const Read& back) {
                    if (!back)
                        return give(Failure(back.error()));
                    if (!(*back == *key))
                        return give(
                            Failure(KeychainError{false, QStringLiteral("gave back another key than it was given")}));
                    give(base::Done{});
                });
            });
    }

    QThread m_thread;
    QObject m_context;
    std::unique_ptr<base::QtScheduler> m_scheduler;
    int m_abandoned = 0;
};

// Never deleted: an abandoned job may still be on its way while the program ends.
QtKeychainThread& instance() {
    static auto* const keychain = [] {
        auto* created = new QtKeychainThread;
        qAddPostRoutine([] { instance().stop(); });
        return created;
    }();
    return *keychain;
}
} // namespace

} // namespace knockback::vault

extern "C" Q_DECL_EXPORT knockback::vault::Keychain* knockbackKeychain() {
    return &knockback::vault::instance();
}
