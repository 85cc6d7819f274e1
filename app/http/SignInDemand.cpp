// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SignInDemand.h"

#include "app/http/AuthChallenge.h"

#include <algorithm>

namespace knockback::http {

namespace {
// RFC 6749 3.3: scope-token; levels of RFC 9470 are told in the same way.
bool isToken(const QByteArray& text) {
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

// Nobody asks for more, and a server that does is not to cost more for it.
constexpr std::size_t mostWords = 64;

void addWords(std::vector<QByteArray>& to, const QByteArray& text) {
    qsizetype start = 0;
    while (start < text.size() && to.size() < mostWords) {
        const qsizetype blank = text.indexOf(' ', start);
        const QByteArray word = text.sliced(start, (blank < 0 ? text.size() : blank) - start);
        start += word.size() + 1;
        if (isToken(word) && std::find(to.begin(), to.end(), word) == to.end())
            to.push_back(word);
    }
}

void addTo(SignInDemand& demand, const AuthChallenge& challenge) {
    const QByteArray error = challenge.param("error");
    if (error == "insufficient_scope")
        addWords(demand.scopes, challenge.param("scope"));
    if (error != "insufficient_user_authentication")
        return;
    addWords(demand.acrValues, challenge.param("acr_values"));
    bool isNumber = false;
    const auto seconds = challenge.param("max_age").toInt(&isNumber);
    if (isNumber && seconds >= 0)
        demand.maxAge = base::Seconds(seconds);
}
} // namespace

SignInDemand signInDemand(const HeaderList& headers) {
    SignInDemand demand;
    for (const auto& field : headers.values("WWW-Authenticate"))
        for (const auto& challenge : parseChallenges(field))
            if (challenge.is("Bearer") || challenge.is("DPoP"))
                addTo(demand, challenge);
    return demand;
}

} // namespace knockback::http
