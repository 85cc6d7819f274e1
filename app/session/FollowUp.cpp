// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/FollowUp.h"

#include "app/http/Redirect.h"
#include "app/http/Url.h"

namespace knockback::session {

namespace {

FollowUp redirect(const CallSpec& spec, const std::optional<Hop>& before, const http::Attempt& attempt,
                  const http::Redirect& target) {
    const int done = before ? before->count : 0;
    if (!target.problem.isEmpty())
        return {FollowUp::Kind::Stop, {}, {}, target.problem};
    if (done >= spec.draft.settings.maxRedirects)
        return {FollowUp::Kind::Stop,
                {},
                {},
                QStringLiteral("Stopped after %1 redirects, the most that this request follows; the Settings tab sets "
                               "another bound.")
                    .arg(done)};
    Hop hop{target.url, target.method, target.keepsBody && (!before || before->keepsBody), target.leavesOrigin,
            done + 1};
    // Once away from the first origin, a server elsewhere cannot send the secrets back either.
    hop.leftOrigin |= before && before->leftOrigin;
    const bool moved = hop.method != attempt.request.method;
    return {FollowUp::Kind::Redirect,
            hop,
            {},
            QStringLiteral("%1: following the redirect%2%3.")
                .arg(attempt.status())
                .arg(moved ? QStringLiteral(" with %1").arg(QString::fromLatin1(hop.method)) : QString(),
                     target.leavesOrigin ? QStringLiteral(" to another origin; credentials stay behind") : QString())};
}

} // namespace

FollowUp followUp(const CallSpec& spec, const ResolvedRequest& resolved, const std::optional<Hop>& hop,
                  const http::Attempt& attempt, int challenged) {
    if (!attempt.response || attempt.failure)
        return {};
    const auto& head = attempt.response->head;
    if (spec.draft.settings.followRedirects) {
        if (const auto target = http::redirectOf(attempt.request, head))
            return redirect(spec, hop, attempt, *target);
    }
    if (head.status != 401 || !resolved.digest)
        return {};
    const auto challenge = http::digestChallenge(head.headers);
    // A second refusal means that the login is wrong, unless the server only says that its nonce is too old.
    if (!challenge || challenged > 1 || (challenged == 1 && !challenge->stale))
        return {};
    return {FollowUp::Kind::Challenge,
            {},
            challenge,
            QStringLiteral("401: answering the server's Digest challenge (%1).")
                .arg(QString::fromLatin1(challenge->algorithm))};
}

} // namespace knockback::session
