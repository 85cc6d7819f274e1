// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RedirectAnswer.h"

#include "app/http/Url.h"

#include <algorithm>
#include <optional>

namespace knockback::oauth {

namespace {
// The one value of that name: none and several are the same, for nobody sends a parameter twice in good faith.
std::optional<QByteArray> only(const std::vector<http::QueryParam>& params, QByteArrayView name) {
    const auto named = [name](const http::QueryParam& param) { return param.name == name; };
    if (std::count_if(params.begin(), params.end(), named) != 1)
        return std::nullopt;
    return std::find_if(params.begin(), params.end(), named)->value;
}

bool isWord(const QByteArray& text) {
    return text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}
} // namespace

RedirectAnswer readRedirect(QByteArrayView query, const RedirectExpectation& expected) {
    const auto params = http::parseQuery(query);
    const auto state = only(params, "state");
    if (!state || expected.state.isEmpty() || !(base::Secret::copyOf(*state) == base::Secret::copyOf(expected.state)))
        return NotForThisLogin{};
    const auto issuer = only(params, "iss");
    if ((expected.issuerRequired && !issuer) || (issuer && !expected.issuer.isEmpty() && *issuer != expected.issuer))
        return NotForThisLogin{};
    if (const auto error = only(params, "error"))
        return LoginRefused{isWord(*error) ? *error : QByteArray()};
    const auto code = only(params, "code");
    if (!code || code->isEmpty())
        return NotForThisLogin{};
    return LoginCode{base::Secret::copyOf(*code)};
}

} // namespace knockback::oauth
