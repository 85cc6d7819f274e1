// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/FieldDiff.h"

#include "ui/compare/SequenceDiff.h"

#include <algorithm>
#include <optional>

namespace knockback::ui {

namespace {

using Partners = std::vector<std::optional<std::size_t>>; // of each left field: which right one

class Pairing {
public:
    Pairing(const std::vector<Field>& left, const std::vector<Field>& right, FieldNames names)
        : m_left(left)
        , m_right(right)
        , m_names(names)
        , m_partner(left.size())
        , m_taken(right.size(), false) {
        match([](const Field& a, const Field& b) { return a.value == b.value; });
        match([](const Field&, const Field&) { return true; });
    }

    [[nodiscard]] const Partners& partners() const { return m_partner; }
    [[nodiscard]] bool isTaken(std::size_t right) const { return m_taken[right]; }

private:
    [[nodiscard]] bool sameName(const Field& a, const Field& b) const {
        return m_names == FieldNames::ExactCase ? a.name == b.name : a.name.compare(b.name, Qt::CaseInsensitive) == 0;
    }

    template <typename Fits>
    void match(Fits fits) {
        for (std::size_t l = 0; l < m_left.size(); ++l) {
            for (std::size_t r = 0; r < m_right.size() && !m_partner[l]; ++r) {
                if (m_taken[r] || !sameName(m_left[l], m_right[r]) || !fits(m_left[l], m_right[r]))
                    continue;
                m_partner[l] = r;
                m_taken[r] = true;
            }
        }
    }

    const std::vector<Field>& m_left;
    const std::vector<Field>& m_right;
    FieldNames m_names;
    Partners m_partner;
    std::vector<bool> m_taken;
};

// The fewest left fields that have to move for both lists to be in one order.
std::vector<bool> movedOnes(const Partners& partners) {
    std::vector<std::size_t> lefts;
    std::vector<std::size_t> order;
    for (std::size_t l = 0; l < partners.size(); ++l) {
        if (partners[l]) {
            lefts.push_back(l);
            order.push_back(*partners[l]);
        }
    }
    auto sorted = order;
    std::sort(sorted.begin(), sorted.end());
    const auto views = [](const std::vector<std::size_t>& numbers) {
        std::vector<QByteArrayView> bytes;
        for (const auto& number : numbers)
            bytes.emplace_back(reinterpret_cast<const char*>(&number), sizeof number);
        return bytes;
    };
    std::vector<bool> moved(partners.size(), false);
    for (const auto& run : diffSequences(views(order), views(sorted))) {
        for (qsizetype i = 0; run.kind == DiffRun::Removed && i < run.count; ++i)
            moved[lefts[static_cast<std::size_t>(run.left + i)]] = true;
    }
    return moved;
}

FieldChange::Kind kindOf(const Field& left, const Field& right, bool moved) {
    if (left.value != right.value)
        return FieldChange::Changed;
    if (left.name != right.name)
        return FieldChange::Respelled;
    return moved ? FieldChange::Moved : FieldChange::Same;
}

} // namespace

std::vector<FieldChange> diffFields(const std::vector<Field>& left, const std::vector<Field>& right, FieldNames names) {
    const Pairing pairing(left, right, names);
    const auto moved = movedOnes(pairing.partners());
    std::vector<FieldChange> changes;
    std::size_t next = 0; // of the right ones that stand alone
    const auto addLonely = [&](std::size_t before) {
        for (; next < before; ++next) {
            if (!pairing.isTaken(next))
                changes.push_back({FieldChange::RightOnly, {}, right[next]});
        }
    };
    for (std::size_t l = 0; l < left.size(); ++l) {
        const auto partner = pairing.partners()[l];
        if (!partner) {
            changes.push_back({FieldChange::LeftOnly, left[l], {}});
            continue;
        }
        if (!moved[l])
            addLonely(*partner);
        changes.push_back({kindOf(left[l], right[*partner], moved[l]), left[l], right[*partner]});
    }
    addLonely(right.size());
    return changes;
}

} // namespace knockback::ui
