// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <type_traits>

namespace knockback::ui {

// Work that is too long for a frame: formatting, parsing. `work` runs on a pool thread and gets values only; `done`
// runs on the owner's thread, and not at all when the owner is gone or a later run() has begun.
class Background {
public:
    // `owner` lives at least as long as this object.
    explicit Background(QObject& owner) : m_owner(owner) {}
    ~Background() { *m_generation = 0; }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    template <typename Work, typename Done>
    void run(Work work, Done done) {
        const auto mine = ++m_last;
        *m_generation = mine;
        m_tasks->start([work = std::move(work), done = std::move(done), owner = &m_owner, latest = m_generation, mine] {
            auto result = std::make_shared<std::invoke_result_t<Work>>(work());
            // The pool is drained before the owner goes, so `owner` is alive here; delivery is dropped with it.
            QMetaObject::invokeMethod(
                owner,
                [done, result, latest, mine] {
                    if (*latest == mine)
                        done(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

    // What is under way is not delivered.
    void drop() { *m_generation = 0; }

private:
    QObject& m_owner;
    std::uint64_t m_last = 0;
    std::shared_ptr<std::uint64_t> m_generation =
        std::make_shared<std::uint64_t>(0);                                 // touched on the owner's thread only
    std::unique_ptr<QThreadPool> m_tasks = std::make_unique<QThreadPool>(); // its destructor waits for the work
};

} // namespace knockback::ui
