// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"
#include "app/minimize/Part.h"
#include "app/minimize/PartReader.h"
#include "app/workspace/RequestDraft.h"

#include <functional>
#include <optional>
#include <vector>

namespace knockback::minimize {

// What the program itself adds to a draft: its plain User-Agent, Accept … as they would go out.
using AutomaticHeaders = std::function<http::HeaderList(const workspace::RequestDraft& draft)>;

// Which differences stand as they do in the blocked request; the others as in the other one.
using Choice = std::vector<bool>;

// One part in which two requests differ. Nothing = it is absent there.
struct Difference {
    PartKind kind = PartKind::Body;
    QByteArray name;
    std::optional<QByteArray> blocked; // its value, for people; not that of a secret
    std::optional<QByteArray> other;

    [[nodiscard]] QString text() const { return partText(kind, name); }
};

// Two requests of the same method to the same host, part by part: every mixture of them can be made.
class Comparison {
public:
    Comparison(workspace::RequestDraft blocked, workspace::RequestDraft other, const AutomaticHeaders& automatic);

    [[nodiscard]] const std::vector<Difference>& differences() const { return m_differences; }
    [[nodiscard]] workspace::RequestDraft draft(const Choice& kept) const;
    [[nodiscard]] const workspace::RequestDraft& blocked() const { return m_blocked; }

private:
    struct Slot {
        std::optional<Part> blocked;
        std::optional<Part> other;
        std::optional<std::size_t> difference; // empty: the same in both
    };
    void align(std::vector<Part> blocked, std::vector<Part> other);

    workspace::RequestDraft m_blocked;
    workspace::RequestDraft m_other;
    BodyShape m_shape;
    std::vector<Slot> m_slots;
    std::vector<Difference> m_differences;
    std::vector<QByteArray> m_automaticNames; // that either of them is sent with
};

} // namespace knockback::minimize
