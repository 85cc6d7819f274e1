// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/session/HistoryOpening.h"
#include "app/session/PastAnswers.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace knockback::session {

// Reads past answers on a thread of its own, because neither opening the history nor a disk may hold up the engine. The
// thread starts with the first question. Engine thread; both that it is given outlive it.
class HistoryAnswers final : public PastAnswers {
public:
    HistoryAnswers(HistoryOpening& history, base::Scheduler& engine) : m_history(history), m_engine(engine) {}
    // Waits for the question under way; those that wait are not answered.
    ~HistoryAnswers() override;

    void find(const RequestName& request, base::WallTime notBefore,
              std::function<void(std::optional<Answer>)> found) override;

private:
    struct Question {
        RequestName request;
        base::WallTime notBefore;
        std::function<void(std::optional<Answer>)> found;
    };
    void run();
    [[nodiscard]] std::optional<Answer> read(const Question& question);

    HistoryOpening& m_history;
    base::Scheduler& m_engine;
    std::unique_ptr<history::HistoryReader> m_reader; // of the thread
    std::mutex m_mutex;
    std::condition_variable m_asked;
    std::deque<Question> m_questions;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace knockback::session
