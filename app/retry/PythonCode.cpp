// SPDX-License-Identifier: GPL-3.0-or-later
// tenacity and botocore.
#include "app/retry/CodeText.h"
#include "app/retry/PolicyCode.h"

namespace knockback::retry {

namespace {

QString comment() {
    return QStringLiteral("#");
}

QString statusSet(const RetryPolicy& policy) {
    return policy.statuses.empty() ? QStringLiteral("set()") : QStringLiteral("{%1}").arg(statusList(policy));
}

// The snippet for tenacity, with gaps.
constexpr const char* tenacityText = R"(import random
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import requests
from tenacity import Retrying, stop_after_attempt%1

STATUSES = %2
REPEATABLE = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"%3}
LONGEST_WAIT = %4  # seconds; a longer Retry-After gives up


def retry_after(response):
    """Seconds that the server asks for, or None."""
    value = response.headers.get("Retry-After", "").strip()
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(timezone.utc)).total_seconds())
    except (TypeError, ValueError):
        return None


def should_retry(state):
    if state.outcome.failed:
        return %5
    response = state.outcome.result()
    repeatable = (
        response.request.method in REPEATABLE
        or "Idempotency-Key" in response.request.headers
        or response.status_code == 429  # turned away before it was acted on
    )
    asked = retry_after(response)
    return repeatable and response.status_code in STATUSES and (asked is None or asked <= LONGEST_WAIT)


def wait(state):
    asked = None if state.outcome.failed else retry_after(state.outcome.result())
    if asked:
        return asked + random.random() * min(asked / 20, 0.25)
    retry = state.attempt_number
    return (%6) / 1000


def give_back(state):
    return state.outcome.result()  # the last answer, or the last exception


def send(method, url, **options):
    retrying = Retrying(
        retry=should_retry,
        wait=wait,
        stop=%7,
        retry_error_callback=give_back,
    )
    return retrying(requests.request, method.upper(), url, **{%8**options})
)";

} // namespace

QString tenacityCode(const RetryPolicy& policy) {
    const CodeWords words{QStringLiteral("2 ** (%1 - 1)"), QStringLiteral("min(%1, %2)"),
                          QStringLiteral("random.random()")};
    QString code = codeHead(policy, {}, comment(), QStringLiteral("tenacity, with requests"));
    code +=
        QString::fromUtf8(tenacityText)
            .arg(policy.callTimeout ? QStringLiteral(", stop_before_delay") : QString(), statusSet(policy),
                 policy.retryUnsafeMethods ? QStringLiteral(", \"POST\", \"PATCH\"") : QString(),
                 seconds(policy.longestWait),
                 policy.onNetworkFailure
                     ? QStringLiteral("isinstance(state.outcome.exception(), requests.RequestException) and "
                                      "state.args[0] in REPEATABLE")
                     : QStringLiteral("False"),
                 waitExpression(policy.backoff, QStringLiteral("retry"), words),
                 QStringLiteral("stop_after_attempt(%1)").arg(policy.maxAttempts) +
                     (policy.callTimeout ? QStringLiteral(" | stop_before_delay(%1)").arg(seconds(*policy.callTimeout))
                                         : QString()),
                 policy.attemptTimeout ? QStringLiteral("\"timeout\": %1, ").arg(seconds(*policy.attemptTimeout))
                                       : QString());
    return code;
}

QString botocoreCode(const RetryPolicy& policy) {
    const bool adaptive = policy.pace != PaceMode::Off;
    const CodeSkills skills{.callTimeout = false, .retryAfter = false, .longestWait = false, .decorrelated = true};
    QString code = codeHead(policy, skills, comment(), QStringLiteral("botocore and boto3"));
    code += QStringLiteral("# - statuses of your own, and this backoff: the mode has its own errors and waits (20 s at "
                           "most)\n");
    if (adaptive)
        code += QStringLiteral("# Mode \"adaptive\" learns a rate from throttling errors, which comes nearest to "
                               "pacing.\n");
    code +=
        QStringLiteral(R"(from botocore.config import Config

# For any client: boto3.client("s3", config=config)
config = Config(
    retries={"total_max_attempts": %1, "mode": "%2"},
%3)
)")
            .arg(policy.maxAttempts)
            .arg(adaptive ? QStringLiteral("adaptive") : QStringLiteral("standard"))
            .arg(policy.attemptTimeout ? QStringLiteral("    read_timeout=%1,\n").arg(seconds(*policy.attemptTimeout))
                                       : QString());
    return code;
}

} // namespace knockback::retry
