// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftHistory.h"

#include <algorithm>

namespace knockback::ui {

using workspace::RequestDraft;

namespace {

// Whether one character was typed or removed, and not one that ends a word of a URL.
bool isTyping(const QByteArray& before, const QByteArray& after) {
    const QByteArray& longer = before.size() > after.size() ? before : after;
    const QByteArray& shorter = before.size() > after.size() ? after : before;
    const auto [at, rest] = std::mismatch(longer.begin(), longer.end(), shorter.begin(), shorter.end());
    const auto changed = longer.size() - shorter.size();
    if (changed < 1 || changed > 4 || longer.mid(at - longer.begin() + changed) != shorter.mid(rest - shorter.begin()))
        return false;
    const QByteArray typed = longer.mid(at - longer.begin(), changed);
    return typed.size() == 1 ? !QByteArrayView("/?&=#").contains(typed.front()) : QString::fromUtf8(typed).size() <= 2;
}

} // namespace

std::optional<DraftPart> changedPart(const RequestDraft& a, const RequestDraft& b) {
    std::vector<DraftPart> parts;
    const auto compare = [&parts](DraftPart part, bool same) {
        if (!same)
            parts.push_back(part);
    };
    compare(DraftPart::Method, a.method == b.method);
    compare(DraftPart::Url, a.url == b.url && a.parametersOff == b.parametersOff && a.pathNames == b.pathNames);
    compare(DraftPart::Headers, a.headers == b.headers && a.settings.omittedHeaders == b.settings.omittedHeaders);
    compare(DraftPart::Auth, a.auth == b.auth);
    compare(DraftPart::Body, a.body == b.body && a.bodyOff == b.bodyOff && a.graphQlOperation == b.graphQlOperation);
    auto settings = a.settings;
    settings.omittedHeaders = b.settings.omittedHeaders;
    compare(DraftPart::Settings, settings == b.settings);
    compare(DraftPart::Policy, a.policy == b.policy);
    compare(DraftPart::Notes, a.notes == b.notes);
    if (parts.empty())
        return std::nullopt;
    return parts.size() == 1 ? parts.front() : DraftPart::Several;
}

void DraftHistory::reset(const RequestDraft& draft) {
    m_present = draft;
    m_past.clear();
    m_future.clear();
    m_joinable = false;
}

bool DraftHistory::joins(const RequestDraft& draft, DraftPart part) const {
    if (!m_joinable || part != m_lastPart || m_past.empty())
        return false;
    switch (part) {
    case DraftPart::Url:
        return isTyping(m_present.url, draft.url);
    case DraftPart::Auth:
        return m_present.auth.kind == draft.auth.kind;
    case DraftPart::Headers:
    case DraftPart::Several:
        return false;
    default:
        return true;
    }
}

void DraftHistory::note(const RequestDraft& draft) {
    const auto part = changedPart(m_present, draft);
    if (!part) {
        m_present = draft; // its name, which is not edited here
        return;
    }
    if (!joins(draft, *part)) {
        m_past.push_back(std::move(m_present));
        if (m_past.size() > maxSteps)
            m_past.erase(m_past.begin());
    }
    m_present = draft;
    m_future.clear();
    m_lastPart = *part;
    m_joinable = true;
}

const RequestDraft& DraftHistory::undo() {
    m_future.push_back(std::move(m_present));
    m_present = std::move(m_past.back());
    m_past.pop_back();
    m_joinable = false;
    return m_present;
}

const RequestDraft& DraftHistory::redo() {
    m_past.push_back(std::move(m_present));
    m_present = std::move(m_future.back());
    m_future.pop_back();
    m_joinable = false;
    return m_present;
}

} // namespace knockback::ui
