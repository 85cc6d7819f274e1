// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SentCalls.h"

#include <algorithm>

namespace knockback::ui {

namespace {
constexpr std::size_t mostKept = 200;
} // namespace

void SentCalls::add(base::CallId id, session::CallSpec spec) {
    m_calls.push_back({id, std::move(spec)});
    if (m_calls.size() > mostKept)
        m_calls.pop_front();
}

const session::CallSpec* SentCalls::find(base::CallId id) const {
    const auto found = std::find_if(m_calls.begin(), m_calls.end(), [id](const Call& call) { return call.id == id; });
    return found == m_calls.end() ? nullptr : &found->spec;
}

} // namespace knockback::ui
