// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/HistoryAnswers.h"

namespace knockback::session {

HistoryAnswers::~HistoryAnswers() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_asked.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void HistoryAnswers::find(const RequestName& request, base::WallTime notBefore,
                          std::function<void(std::optional<Answer>)> found) {
    {
        const std::lock_guard lock(m_mutex);
        m_questions.push_back({request, notBefore, std::move(found)});
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_asked.notify_one();
}

void HistoryAnswers::run() {
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_asked.wait(lock, [this] { return m_ending || !m_questions.empty(); });
        if (m_ending)
            return;
        Question question = std::move(m_questions.front());
        m_questions.pop_front();
        lock.unlock();
        auto answer = read(question);
        m_engine.post(
            [found = std::move(question.found), answer = std::move(answer)]() mutable { found(std::move(answer)); });
    }
}

std::optional<PastAnswers::Answer> HistoryAnswers::read(const Question& question) {
    auto* store = m_history.store();
    if (!store)
        return std::nullopt;
    if (!m_reader) {
        auto reader = store->reader();
        if (!reader)
            return std::nullopt;
        m_reader = std::move(reader).value();
    }
    auto kept = m_reader->lastGoodAnswer(question.request.inHistory, question.request.host, question.notBefore);
    return kept ? std::optional(Answer{std::move(kept->body), kept->startedAt}) : std::nullopt;
}

} // namespace knockback::session
