// SPDX-License-Identifier: GPL-3.0-or-later
// What one diagnosis costs with all rules, beside the cheapest way there is to look for all body expressions: one pass
// of a plain RE2::Set over the same 64 KiB. Both are measured in turns, so that a busy machine slows both.
#include "app/diagnosis/Diagnoser.h"
#include "app/diagnosis/PatternSet.h"
#include "app/diagnosis/RuleReader.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Samples.h"

#include <chrono>
#include <string>

using namespace knockback;
using namespace knockback::bench;

namespace {

constexpr qsizetype bodySize = 64 * 1024;
constexpr int rounds = 400;

struct Case {
    const char* name;
    int status;
    const char* type;
    QByteArray body;
};

QByteArray filled(const QByteArray& head, const QByteArray& line, const QByteArray& tail) {
    QByteArray body = head;
    while (body.size() + line.size() + tail.size() < bodySize)
        body += line;
    return body + tail;
}

std::vector<Case> cases() {
    const QByteArray row = R"({"id":4711,"name":"Lamp, brass","price":49.5,"tags":["new","light"],"in_stock":true},)";
    const QByteArray paragraph = "<p class=\"text\">Access to the archive was discussed at length; the limits of the "
                                 "hall, its keys and its tokens were not.</p>\n";
    return {
        {"a refusal's page", 403, "text/html",
         filled("<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>", paragraph,
                "<p>Reference #18.2f1.1795255200.ab12</p></body></html>")},
        {"a page of 404", 404, "text/html",
         filled("<html><head><title>Not found</title></head><body>", paragraph, "</body></html>")},
        {"a JSON error", 429, "application/json",
         filled(R"({"error":{"code":"rate_limit_exceeded","message":"Too many requests"},"seen":[)", row, "0]}")},
        {"JSON that was served", 200, "application/json", filled(R"({"items":[)", row, "0]}")},
        {"a short JSON error", 429, "application/json",
         R"({"error":{"code":"rate_limit_exceeded","message":"Rate limit reached, try again in 6.5s"}})"},
    };
}

http::Attempt attemptOf(const Case& c) {
    http::Attempt attempt;
    attempt.request.url = "https://api.depot.example/v1/items?page=2";
    attempt.request.headers = {
        {"User-Agent", "Inventory/4.2"}, {"Accept", "*/*"}, {"Authorization", "Bearer abcdefgh"}};
    http::Response response;
    response.head.status = c.status;
    response.head.reason = http::reasonPhrase(c.status);
    response.head.headers = {{"Date", "Sat, 21 Nov 2026 10:00:00 GMT"},
                             {"Content-Type", c.type},
                             {"Server", "cloudflare"},
                             {"CF-RAY", "8e5f1b2c3d4e5f60-AMS"},
                             {"X-Request-Id", "req-0001"}};
    response.body = http::Body(c.body);
    attempt.response = std::move(response);
    return attempt;
}

diagnosis::PatternSet bodyExpressions() {
    diagnosis::PatternSet set;
    const auto rules = diagnosis::readBuiltInRules();
    if (!rules)
        return set;
    for (const auto& rule : rules->rules)
        for (const auto* patterns : {&rule.when.body, &rule.when.bodyAll})
            for (const auto& wanted : *patterns)
                static_cast<void>(set.add(wanted.pattern));
    return set;
}

template <typename Work>
double microseconds(const Work& work) {
    using Time = std::chrono::steady_clock;
    const auto start = Time::now();
    work();
    return std::chrono::duration<double, std::micro>(Time::now() - start).count();
}

} // namespace

int main() {
    const diagnosis::Diagnoser diagnoser(providers::Catalogue::builtIn());
    const auto plain = bodyExpressions();
    std::size_t seen = 0;
    heading("diagnosis of one exchange, all rules");
    for (const auto& c : cases()) {
        const auto attempt = attemptOf(c);
        Samples ours;
        Samples pass;
        for (int i = 0; i < rounds; ++i) {
            ours.add(microseconds([&] { seen += diagnoser.diagnose(attempt, {}).evidence.size(); }));
            pass.add(microseconds([&] { seen += plain.match(c.body).size(); }));
        }
        const std::string name = c.name;
        figure(name + ", " + std::to_string(c.body.size() / 1024) + " KiB", ours.median(), "µs", atMost(100));
        if (c.body.size() > bodySize / 2)
            figure(name + ": share of one plain pass over its body", ours.median() / pass.median(), "×", atMost(1));
    }
    return seen > 0 ? 0 : 1;
}
