// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <optional>
#include <vector>

namespace knockback::ui {

// A part of a request, as the composer's tabs divide it.
enum class DraftPart { Method, Url, Headers, Auth, Body, Settings, Policy, Notes, Several };

// The part in which two drafts differ; nothing when they are the same.
[[nodiscard]] std::optional<DraftPart> changedPart(const workspace::RequestDraft& a, const workspace::RequestDraft& b);

// What the user did to one request, to take it back step by step. Typing makes one step a word of the URL, and one for
// as long as the focus stays in other fields; text editors have a finer memory of their own. A value without widgets.
class DraftHistory {
public:
    static constexpr std::size_t maxSteps = 200;

    void reset(const workspace::RequestDraft& draft);
    // The request is like this now.
    void note(const workspace::RequestDraft& draft);
    // What comes next is a step of its own.
    void endStep() { m_joinable = false; }

    [[nodiscard]] bool canUndo() const { return !m_past.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_future.empty(); }
    // The request as it was before the last step; call only when there is one.
    const workspace::RequestDraft& undo();
    const workspace::RequestDraft& redo();

private:
    [[nodiscard]] bool joins(const workspace::RequestDraft& draft, DraftPart part) const;

    workspace::RequestDraft m_present;
    std::vector<workspace::RequestDraft> m_past; // oldest first
    std::vector<workspace::RequestDraft> m_future;
    DraftPart m_lastPart = DraftPart::Several;
    bool m_joinable = false;
};

} // namespace knockback::ui
