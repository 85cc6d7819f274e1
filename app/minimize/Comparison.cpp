// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Comparison.h"

#include "app/minimize/DraftWriter.h"
#include "app/minimize/PartReader.h"

#include <algorithm>

namespace knockback::minimize {

namespace {

std::optional<QByteArray> shown(const std::optional<Part>& part) {
    if (!part)
        return std::nullopt;
    return isSecret(part->kind, part->name) ? QByteArray() : part->value;
}

} // namespace

Comparison::Comparison(workspace::RequestDraft blocked, workspace::RequestDraft other,
                       const AutomaticHeaders& automatic)
    : m_blocked(std::move(blocked))
    , m_other(std::move(other))
    , m_shape(commonShape(m_blocked, m_other)) {
    const http::HeaderList ofBlocked = automatic(m_blocked);
    const http::HeaderList ofOther = automatic(m_other);
    for (const auto* list : {&ofBlocked, &ofOther})
        for (const auto& field : *list)
            m_automaticNames.push_back(field.name);
    align(partsOf(m_blocked, m_shape, ofBlocked), partsOf(m_other, m_shape, ofOther));
    for (Slot& slot : m_slots) {
        if (slot.blocked && slot.other && slot.blocked->sameContent(*slot.other))
            continue;
        const Part& part = slot.blocked ? *slot.blocked : *slot.other;
        slot.difference = m_differences.size();
        m_differences.push_back({part.kind, part.name, shown(slot.blocked), shown(slot.other)});
    }
}

void Comparison::align(std::vector<Part> blocked, std::vector<Part> other) {
    for (Part& part : blocked)
        m_slots.push_back({std::move(part), std::nullopt, std::nullopt});
    for (Part& part : other) {
        const auto slot = std::find_if(m_slots.begin(), m_slots.end(), [&part](const Slot& candidate) {
            return candidate.blocked && candidate.blocked->sameSlot(part);
        });
        if (slot == m_slots.end())
            m_slots.push_back({std::nullopt, std::move(part), std::nullopt});
        else
            slot->other = std::move(part);
    }
}

workspace::RequestDraft Comparison::draft(const Choice& kept) const {
    if (std::find(kept.begin(), kept.end(), false) == kept.end())
        return m_blocked;
    DraftWriter writer(m_blocked, m_other, m_shape);
    for (const Slot& slot : m_slots) {
        const bool ofBlocked = !slot.difference || kept.at(*slot.difference);
        const auto& part = ofBlocked ? slot.blocked : slot.other;
        if (part)
            writer.add(*part, ofBlocked);
    }
    return writer.finish(m_automaticNames);
}

} // namespace knockback::minimize
