// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/AnswerShelf.h"

#include <algorithm>

namespace knockback::session {

namespace {
constexpr std::size_t mostAnswers = 64;
}

void AnswerShelf::put(const QByteArray& request, http::Body body, base::SteadyTime now) {
    m_answers[request] = {std::move(body), now};
    if (m_answers.size() <= mostAnswers)
        return;
    const auto older = [](const auto& a, const auto& b) { return a.second.at < b.second.at; };
    m_answers.erase(std::min_element(m_answers.begin(), m_answers.end(), older));
}

std::optional<AnswerShelf::Answer> AnswerShelf::find(const QByteArray& request) const {
    const auto found = m_answers.find(request);
    return found != m_answers.end() ? std::optional(found->second) : std::nullopt;
}

} // namespace knockback::session
