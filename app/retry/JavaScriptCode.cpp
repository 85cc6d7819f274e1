// SPDX-License-Identifier: GPL-3.0-or-later
// got, axios-retry and the AWS SDK for JavaScript.
#include "app/retry/CodeText.h"
#include "app/retry/PolicyCode.h"

namespace knockback::retry {

namespace {

QString comment() {
    return QStringLiteral("//");
}

QString backoffFunction(const Backoff& backoff) {
    const CodeWords words{QStringLiteral("2 ** (%1 - 1)"), QStringLiteral("Math.min(%1, %2)"),
                          QStringLiteral("Math.random()")};
    return QStringLiteral("// Milliseconds before retry 1, 2, …\nconst backoff = (retry) => %1;\n")
        .arg(waitExpression(backoff, QStringLiteral("retry"), words));
}

QString yesNo(bool value) {
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

} // namespace

QString gotCode(const RetryPolicy& policy) {
    QString code =
        codeHead(policy, {.callTimeout = false, .postAfterBlock = false}, comment(), QStringLiteral("got 14"));
    code += QStringLiteral("import got from 'got';\n\n") + backoffFunction(policy.backoff);
    code += QStringLiteral(R"(
export const client = got.extend({
  retry: {
    limit: %1,
    methods: ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'%2],
    statusCodes: [%3],
%4    maxRetryAfter: %5, // a longer Retry-After gives up
    calculateDelay: ({attemptCount, computedValue, retryAfter}) => {
      if (computedValue === 0) return 0; // give up
      return retryAfter ? retryAfter + Math.random() * Math.min(retryAfter / 20, 250) : Math.max(1, backoff(attemptCount));
    },
  },
%6});
)")
                .arg(QString::number(policy.maxAttempts - 1),
                     policy.retryUnsafeMethods ? QStringLiteral(", 'POST', 'PATCH'") : QString(), statusList(policy),
                     policy.onNetworkFailure ? QString()
                                             : QStringLiteral("    errorCodes: [], // network failures are final\n"),
                     milliseconds(policy.longestWait),
                     policy.attemptTimeout
                         ? QStringLiteral("  timeout: {request: %1},\n").arg(milliseconds(*policy.attemptTimeout))
                         : QString());
    return code;
}

QString axiosRetryCode(const RetryPolicy& policy) {
    QString code = codeHead(policy, {.callTimeout = false}, comment(), QStringLiteral("axios-retry 4"));
    code += QStringLiteral("import axios from 'axios';\nimport axiosRetry, {retryAfter} from 'axios-retry';\n\n") +
            backoffFunction(policy.backoff);
    code += QStringLiteral(R"(const statuses = new Set([%1]);
const repeatable = new Set(['get', 'head', 'options', 'trace', 'put', 'delete'%2]);

const mayRepeat = ({config, response}) =>
  repeatable.has(config?.method?.toLowerCase()) ||
  config?.headers?.has?.('Idempotency-Key') ||
  response?.status === 429; // turned away before it was acted on

export const client = axios.create(%3);

axiosRetry(client, {
  retries: %4,
  shouldResetTimeout: true,
  retryCondition: (error) => {
    if (!mayRepeat(error)) return false;
    if (!error.response) return %5;
    if (retryAfter(error) > %6) return false; // longer than we wait
    return statuses.has(error.response.status);
  },
  retryDelay: (retry, error) => {
    const asked = retryAfter(error);
    return asked > 0 ? asked + Math.random() * Math.min(asked / 20, 250) : backoff(retry);
  },
});
)")
                .arg(statusList(policy), policy.retryUnsafeMethods ? QStringLiteral(", 'post', 'patch'") : QString(),
                     policy.attemptTimeout ? QStringLiteral("{timeout: %1}").arg(milliseconds(*policy.attemptTimeout))
                                           : QString(),
                     QString::number(policy.maxAttempts - 1), yesNo(policy.onNetworkFailure),
                     milliseconds(policy.longestWait));
    return code;
}

QString awsJavaScriptCode(const RetryPolicy& policy) {
    const bool adaptive = policy.pace != PaceMode::Off;
    const CodeSkills skills{.callTimeout = false, .retryAfter = false, .longestWait = false};
    QString code = codeHead(policy, skills, comment(), QStringLiteral("the AWS SDK for JavaScript v3"));
    code += QStringLiteral("// - statuses of your own: the SDK knows which errors are transient or throttling\n");
    if (adaptive)
        code += QStringLiteral("// retryMode 'adaptive' instead of retryStrategy would learn a rate from throttling "
                               "errors,\n// with the SDK's own waits (20 s at most).\n");
    code += QStringLiteral("import {ConfiguredRetryStrategy} from '@smithy/util-retry';\n");
    if (policy.attemptTimeout)
        code += QStringLiteral("import {NodeHttpHandler} from '@smithy/node-http-handler';\n");
    code += u'\n' + backoffFunction(policy.backoff);
    code += QStringLiteral("\n// For any client: new S3Client({...settings})\nexport const settings = {\n");
    code +=
        QStringLiteral("  retryStrategy: new ConfiguredRetryStrategy(%1, (retry) => backoff(Math.max(retry, 1))),\n")
            .arg(policy.maxAttempts);
    if (policy.attemptTimeout)
        code += QStringLiteral("  requestHandler: new NodeHttpHandler({requestTimeout: %1}),\n")
                    .arg(milliseconds(*policy.attemptTimeout));
    return code + QStringLiteral("};\n");
}

} // namespace knockback::retry
