// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Redirect.h"

#include "app/http/Url.h"

#include <algorithm>

namespace knockback::http {

namespace {

bool moves(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// RFC 9110 15.4.2 to 15.4.4
QByteArray nextMethod(const QByteArray& method, int status) {
    const bool becomesGet =
        status == 303 ? method != "GET" && method != "HEAD" : (status == 301 || status == 302) && method == "POST";
    return becomesGet ? QByteArray("GET") : method;
}

// Servers write addresses as people read them; what no URL may hold is encoded as browsers do.
QByteArray encoded(const QByteArray& url) {
    const qsizetype authority = url.indexOf("//") + 2;
    const auto path =
        std::find_if(url.begin() + authority, url.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    QByteArray text(url.begin(), path - url.begin());
    for (auto c = path; c != url.end(); ++c) {
        if (*c == ' ' || static_cast<unsigned char>(*c) >= 0x80)
            text += '%' + QByteArray(1, *c).toHex().toUpper();
        else
            text += *c;
    }
    return text;
}

QByteArray withFragmentOf(const QByteArray& url, const QByteArray& old) {
    const qsizetype mark = old.indexOf('#');
    return url.contains('#') || mark < 0 ? url : url + old.sliced(mark);
}

// Fills in where it goes, or why nowhere.
void findTarget(Redirect& redirect, const Request& request, const ResponseHead& answer) {
    const auto locations = answer.headers.values("Location");
    const auto says = QStringLiteral("The server answered %1").arg(answer.status);
    if (locations.empty() || locations.front().trimmed().isEmpty()) {
        redirect.problem = says + QStringLiteral(", but without a Location header there is nowhere to go.");
        return;
    }
    if (std::any_of(locations.begin(), locations.end(), [&](const auto& l) { return l != locations.front(); })) {
        redirect.problem = says + QStringLiteral(" with several Location headers that differ: it is unclear which to "
                                                 "follow.");
        return;
    }
    const auto url = resolveReference(request.url, locations.front().trimmed());
    if (!url) {
        redirect.problem =
            says + QStringLiteral(", but its Location is no http or https address that could be followed.");
        return;
    }
    const QByteArray sendable = withFragmentOf(encoded(*url), request.url);
    if (const QString problem = problemWith({.url = sendable}); !problem.isEmpty())
        redirect.problem = says + QStringLiteral(", but its Location cannot be followed. ") + problem;
    else
        redirect.url = sendable;
}

} // namespace

std::optional<Redirect> redirectOf(const Request& request, const ResponseHead& answer) {
    if (!moves(answer.status))
        return std::nullopt;
    Redirect redirect;
    redirect.method = nextMethod(request.method, answer.status);
    redirect.keepsBody = redirect.method == request.method;
    findTarget(redirect, request, answer);
    const auto from = parseUrl(request.url);
    const auto to = parseUrl(redirect.url);
    if (from && to) {
        redirect.leavesOrigin = from->origin() != to->origin();
        redirect.leavesTls = from->scheme == "https" && to->scheme == "http";
    }
    return redirect;
}

} // namespace knockback::http
