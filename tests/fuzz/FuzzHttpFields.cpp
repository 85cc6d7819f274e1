// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/AuthChallenge.h"
#include "app/http/HttpDate.h"
#include "app/http/MessageHead.h"
#include "app/http/RetryAfter.h"
#include "app/http/SetCookie.h"
#include "app/http/Url.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback;

// A head and every reader of one of its fields.
FUZZ_TARGET(HttpFields) {
    const auto now = base::fromEpochMs(1'795'255'200'000);
    const http::ResponseHead head = http::parseResponseHead(input.toByteArray());
    fuzz::require(head.raw == input, "the bytes are kept");
    (void)http::readRetryAfter(head.headers, now);
    for (const http::HeaderField& field : head.headers) {
        if (const auto date = http::parseHttpDate(field.value, now))
            fuzz::require(http::parseHttpDate(http::formatHttpDate(*date), now) == date,
                          "a date is written as it was read");
        if (const auto url = http::parseUrl(field.value)) {
            fuzz::require(!url->host.isEmpty(), "a URL has a host");
            (void)http::parseQuery(url->query);
        }
        if (const auto resolved = http::resolveReference("https://a.example/b/c?d", field.value))
            fuzz::require(http::parseUrl(*resolved).has_value(), "a reference leads to a URL");
        (void)http::parseSetCookie(field.value, now);
        (void)http::parseChallenges(field.value);
    }
}
