// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/HistoryStore.h"

#include "app/history/HistoryWriter.h"
#include "app/history/Migrations.h"

#include <condition_variable>

namespace knockback::history {

namespace {

constexpr std::size_t batchSize = 1000;
constexpr base::Milliseconds batchTime{100};
constexpr base::Seconds retryTime{5};
constexpr base::Seconds idleTime{1}; // then the write-ahead log is moved into the file, so that no commit has to

} // namespace

// What the threads tell each other.
struct HistoryStore::Shared {
    std::mutex mutex;
    std::condition_variable work; // for the writer
    std::condition_variable done; // for flush()
    std::size_t appended = 1;     // since the last batch was taken; the journal may hold something already
    bool urgent = false;          // somebody waits in flush()
    bool stop = false;
    std::vector<Retention> prunes; // the first one is being worked on until it is taken out
    std::uint64_t committed = 0;   // sequence
    std::uint64_t revision = 0;
    std::uint64_t failures = 0;
    std::uint64_t lost = 0; // events that the journal had to drop before they could be written
    QString problem;
    std::mutex listenerMutex; // held during the call, so that a listener can be ended safely
    std::function<void()> committedListener;

    [[nodiscard]] bool pressing() const { return stop || urgent; }
    [[nodiscard]] bool anything() const { return pressing() || appended > 0 || !prunes.empty(); }
};

base::Result<std::unique_ptr<HistoryStore>, HistoryError>
HistoryStore::open(const QString& path, journal::Journal& journal, const base::Clock& clock) {
    auto connection = Connection::open(path, Connection::Mode::ReadWrite);
    if (!connection)
        return base::Failure(connection.error());
    if (const auto migrated = migrate(*connection); !migrated)
        return base::Failure(migrated.error());
    std::unique_ptr<HistoryStore> store(new HistoryStore(std::move(connection).value(), journal, clock));
    if (store->m_connection.failed())
        return base::Failure(store->m_connection.takeError());
    store->m_thread = std::thread([raw = store.get()] { raw->run(); });
    return store;
}

HistoryStore::HistoryStore(Connection connection, journal::Journal& journal, const base::Clock& clock)
    : m_path(connection.path())
    , m_journal(journal)
    , m_clock(clock)
    , m_connection(std::move(connection))
    , m_writer(std::make_unique<HistoryWriter>(m_connection, clock.wallNow()))
    , m_shared(std::make_shared<Shared>()) {
    journal.onAppended([weak = std::weak_ptr(m_shared)] {
        const auto shared = weak.lock();
        if (!shared)
            return;
        const std::lock_guard lock(shared->mutex);
        // The first event starts the clock and the last one of a batch stops it; those between need wake nobody.
        if (++shared->appended == 1 || shared->appended == batchSize)
            shared->work.notify_one();
    });
}

HistoryStore::~HistoryStore() {
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop = true;
    }
    m_shared->work.notify_one();
    m_thread.join();
}

void HistoryStore::run() {
    Shared& shared = *m_shared;
    std::unique_lock lock(shared.mutex);
    while (!shared.stop) {
        if (!shared.problem.isEmpty()) {
            shared.work.wait_for(lock, retryTime, [&] { return shared.pressing(); });
        } else if (!shared.work.wait_for(lock, idleTime, [&] { return shared.anything(); })) {
            lock.unlock();
            m_connection.execute("PRAGMA wal_checkpoint(PASSIVE)");
            lock.lock();
            shared.work.wait(lock, [&] { return shared.anything(); });
        }
        shared.work.wait_for(lock, batchTime, [&] { return shared.pressing() || shared.appended >= batchSize; });
        shared.appended = 0;
        shared.urgent = false;
        lock.unlock();
        writeNew();
        lock.lock();
        while (!shared.prunes.empty() && shared.problem.isEmpty()) {
            const Retention retention = shared.prunes.front();
            lock.unlock();
            pruneNow(retention);
            lock.lock();
            shared.prunes.erase(shared.prunes.begin());
            shared.done.notify_all();
        }
    }
    lock.unlock();
    writeNew(); // what came while the last batch was written
    m_connection.closeQuickly();
}

void HistoryStore::writeNew() {
    for (;;) {
        const std::vector<journal::Event> events = m_journal.since(m_written, batchSize);
        if (events.empty())
            return report(base::Done{}, false);
        const auto outcome = m_writer->write(events);
        if (!outcome)
            return report(outcome, false);
        const std::uint64_t lost = events.front().sequence - m_written - 1;
        m_written = events.back().sequence;
        report(outcome, true, lost);
    }
}

void HistoryStore::pruneNow(const Retention& retention) {
    const auto pruned = history::prune(m_connection, retention, m_clock.wallNow());
    if (pruned)
        report(base::Done{}, *pruned > 0);
    else
        report(base::Failure(pruned.error()), false);
}

void HistoryStore::report(const base::Outcome<HistoryError>& outcome, bool changed, std::uint64_t lost) {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->committed = m_written;
        m_shared->problem = outcome ? QString() : outcome.error().sentence;
        m_shared->revision += changed ? 1 : 0;
        m_shared->failures += outcome ? 0 : 1;
        m_shared->lost += lost;
    }
    m_shared->done.notify_all();
    if (!changed)
        return;
    const std::lock_guard lock(m_shared->listenerMutex);
    if (m_shared->committedListener)
        m_shared->committedListener();
}

void HistoryStore::onCommitted(std::function<void()> committed) {
    const std::lock_guard lock(m_shared->listenerMutex);
    m_shared->committedListener = std::move(committed);
}

bool HistoryStore::flush(base::Milliseconds atMost) {
    const std::uint64_t target = m_journal.lastSequence();
    Shared& shared = *m_shared;
    std::unique_lock lock(shared.mutex);
    const std::uint64_t failures = shared.failures;
    shared.urgent = true;
    shared.work.notify_one();
    const auto finished = [&] { return shared.committed >= target && shared.prunes.empty(); };
    shared.done.wait_for(lock, atMost, [&] { return finished() || shared.failures != failures; });
    return finished();
}

void HistoryStore::prune(const Retention& retention) {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->prunes.push_back(retention);
    }
    m_shared->work.notify_one();
}

base::Result<std::unique_ptr<HistoryReader>, HistoryError> HistoryStore::reader() const {
    auto connection = Connection::open(m_path, Connection::Mode::ReadOnly);
    if (!connection)
        return base::Failure(connection.error());
    return std::make_unique<HistoryReader>(std::move(connection).value());
}

std::uint64_t HistoryStore::revision() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->revision;
}

QString HistoryStore::problem() const {
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->problem.isEmpty() && m_shared->lost > 0)
        return QStringLiteral("The history %1 misses %2 events: the disk could not keep up.")
            .arg(m_path)
            .arg(m_shared->lost);
    return m_shared->problem;
}

} // namespace knockback::history
