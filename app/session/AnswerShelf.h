// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Body.h"

#include <QByteArray>

#include <map>
#include <optional>

namespace knockback::session {

// The latest good answer of each request of this session, for policies that let it stand in when none comes. Keeps so
// many at most, the newest. Engine thread.
class AnswerShelf {
public:
    struct Answer {
        http::Body body;
        base::SteadyTime at{};
    };

    void put(const QByteArray& request, http::Body body, base::SteadyTime now);
    [[nodiscard]] std::optional<Answer> find(const QByteArray& request) const;

private:
    std::map<QByteArray, Answer> m_answers;
};

} // namespace knockback::session
