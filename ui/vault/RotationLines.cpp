// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/RotationLines.h"

#include "ui/vault/CredentialText.h"

namespace knockback::ui {

namespace {
using diagnosis::Cause;

Cause lookOf(bool ok) {
    return ok ? Cause::Credential : Cause::RateLimit;
}
} // namespace

std::vector<MarkedLines::Line> rotationLines(const vault::Credential& credential,
                                             const std::vector<journal::Event>& events, base::WallTime started,
                                             base::WallTime now) {
    std::vector<std::pair<base::WallTime, MarkedLines::Line>> told;
    for (const auto& event : events) {
        const auto& rotated = std::get<journal::CredentialRotated>(event.body);
        const QString text =
            rotated.call.isNull() ? QStringLiteral("%1 Asked for by hand.").arg(rotated.sentence) : rotated.sentence;
        told.push_back({event.wall, {clockText(event.wall, now), lookOf(rotated.ok), text, {}}});
    }
    // Those of this session are events, but for what was done by hand.
    for (auto note = credential.rotations.rbegin(); note != credential.rotations.rend(); ++note)
        if (note->at < started || (note->ok && !note->sentence.isEmpty()))
            told.push_back({note->at,
                            {clockText(note->at, now),
                             lookOf(note->ok),
                             note->sentence.isEmpty() ? QStringLiteral("renewed") : note->sentence,
                             {}}});
    std::stable_sort(told.begin(), told.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<MarkedLines::Line> lines;
    for (auto& [at, line] : told)
        lines.push_back(std::move(line));
    return lines;
}

} // namespace knockback::ui
