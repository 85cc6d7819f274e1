// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/PatternSet.h"

#include "app/diagnosis/PatternOptions.h"

#include <re2/set.h>

#include <mutex>

namespace knockback::diagnosis {
namespace {

// Room for the automaton's states; with too little of it RE2 throws them away and starts again in the middle of a body.
constexpr std::int64_t memory = 64 * 1024 * 1024;

re2::RE2::Options setOptions() {
    auto options = patternOptions();
    options.set_max_mem(memory);
    options.set_never_capture(true);
    return options;
}

} // namespace

struct PatternSet::Private {
    re2::RE2::Set set{setOptions(), re2::RE2::UNANCHORED};
    std::once_flag compiled;
};

PatternSet::PatternSet() : d(std::make_unique<Private>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

int PatternSet::add(const Pattern& pattern) {
    const auto expression = pattern.expression();
    if (const auto known = m_slots.find(expression); known != m_slots.end())
        return known->second;
    const int slot = d->set.Add(piece(expression), nullptr);
    Q_ASSERT(slot >= 0); // it compiled alone
    m_slots.emplace(expression, slot);
    return slot;
}

std::vector<bool> PatternSet::match(QByteArrayView text) const {
    std::vector<bool> found(m_slots.size(), false);
    if (text.isEmpty() || m_slots.empty())
        return found;
    std::vector<int> hits;
    std::call_once(d->compiled, [this] { d->set.Compile(); });
    d->set.Match(piece(text), &hits);
    for (const int slot : hits)
        found[static_cast<std::size_t>(slot)] = true;
    return found;
}

} // namespace knockback::diagnosis
