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
    std::vector<MarkedLines::Line> lines;
    for (const auto& event : events) {
        const auto& rotated = std::get<journal::CredentialRotated>(event.body);
        const QString text =
            rotated.call.isNull() ? QStringLiteral("%1 Asked for by hand.").arg(rotated.sentence) : rotated.sentence;
        lines.push_back({clockText(event.wall, now), lookOf(rotated.ok), text, {}});
    }
    for (auto note = credential.rotations.rbegin(); note != credential.rotations.rend(); ++note)
        if (note->at < started)
            lines.push_back({clockText(note->at, now),
                             lookOf(note->ok),
                             note->ok ? QStringLiteral("renewed") : note->sentence,
                             {}});
    return lines;
}

} // namespace knockback::ui
