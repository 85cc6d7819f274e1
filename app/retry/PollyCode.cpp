// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CodeText.h"
#include "app/retry/PolicyCode.h"

namespace knockback::retry {

namespace {

QString timeSpan(base::Milliseconds time) {
    return QStringLiteral("TimeSpan.FromMilliseconds(%1)").arg(milliseconds(time));
}

// What Polly calls SamplingDuration has no count; a window without a time gets one that holds it.
QString breaker(const CircuitPolicy& circuit) {
    if (!circuit.enabled)
        return {};
    const auto span = circuit.span.value_or(std::max<base::Milliseconds>(circuit.openFor, base::Milliseconds(500)));
    return QStringLiteral(R"(    .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
    {
        FailureRatio = %1,
        MinimumThroughput = %2,
        SamplingDuration = %3,
        BreakDuration = %4,
        ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .HandleResult(response => (int)response.StatusCode >= 500),
    })
)")
        .arg(number(circuit.failureShare), QString::number(std::max(circuit.minimum, 2)), timeSpan(span),
             timeSpan(std::max<base::Milliseconds>(circuit.openFor, base::Milliseconds(500))));
}

QString fallback(const Fallback& fallback) {
    if (fallback.kind != FallbackKind::Static)
        return {};
    return QStringLiteral(R"(    .AddFallback(new FallbackStrategyOptions<HttpResponseMessage>
    {
        ShouldHandle = args => ValueTask.FromResult(ShouldRetry(args.Outcome)),
        FallbackAction = _ => Outcome.FromResultAsValueTask(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(%1) }),
    })
)")
        .arg(quoted(fallback.text));
}

QString helpers(const RetryPolicy& policy) {
    return QStringLiteral(R"(
bool ShouldRetry(Outcome<HttpResponseMessage> outcome)
{
    if (outcome.Exception is not null)
        return %1;
    var response = outcome.Result!;
    var asked = RetryAfter(response);
    return statuses.Contains((int)response.StatusCode) && MayRepeat(response) && (asked is null || asked <= longestWait);
}

bool MayRepeat(HttpResponseMessage response) =>
    %2repeatable.Contains(response.RequestMessage!.Method.Method)
    || response.RequestMessage.Headers.Contains("Idempotency-Key")
    || (int)response.StatusCode == 429; // turned away before it was acted on

static TimeSpan? RetryAfter(HttpResponseMessage response)
{
    var value = response.Headers.RetryAfter;
    var asked = value?.Delta ?? value?.Date - (response.Headers.Date ?? DateTimeOffset.UtcNow);
    return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
}
)")
        .arg(policy.onNetworkFailure ? QStringLiteral("outcome.Exception is HttpRequestException or "
                                                      "TimeoutRejectedException")
                                     : QStringLiteral("false"),
             policy.retryUnsafeMethods ? QStringLiteral("true || ") : QString());
}

} // namespace

QString pollyCode(const RetryPolicy& policy) {
    const CodeSkills skills{.circuit = true, .staticFallback = true};
    const CodeWords words{QStringLiteral("Math.Pow(2, %1 - 1)"), QStringLiteral("Math.Min(%1, %2)"),
                          QStringLiteral("Random.Shared.NextDouble()")};
    QString code = codeHead(policy, skills, QStringLiteral("//"), QStringLiteral("Polly 8"));
    if (policy.onNetworkFailure && !policy.retryUnsafeMethods)
        code +=
            QStringLiteral("// A failed connection carries no request: use this pipeline for GET and the like only.\n");
    code += QStringLiteral(R"(using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;
using Polly.Retry;
using Polly.Timeout;

HashSet<int> statuses = [%1];
HashSet<string> repeatable = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];
var longestWait = %2; // a longer Retry-After gives up

var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
)")
                .arg(statusList(policy), timeSpan(policy.longestWait));
    code += fallback(policy.fallback);
    if (policy.callTimeout)
        code += QStringLiteral("    .AddTimeout(%1) // the whole call\n").arg(timeSpan(*policy.callTimeout));
    if (policy.maxAttempts > 1)
        code += QStringLiteral(R"(    .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
    {
        MaxRetryAttempts = %1,
        ShouldHandle = args => ValueTask.FromResult(ShouldRetry(args.Outcome)),
        DelayGenerator = args =>
        {
            var asked = args.Outcome.Result is { } response ? RetryAfter(response) : null;
            var retry = args.AttemptNumber + 1;
            var own = TimeSpan.FromMilliseconds(%2);
            return ValueTask.FromResult<TimeSpan?>(asked > TimeSpan.Zero ? asked : own);
        },
    })
)")
                    .arg(QString::number(policy.maxAttempts - 1),
                         waitExpression(policy.backoff, QStringLiteral("retry"), words));
    code += breaker(policy.circuit);
    if (policy.attemptTimeout)
        code += QStringLiteral("    .AddTimeout(%1) // one attempt\n").arg(timeSpan(*policy.attemptTimeout));
    return code + QStringLiteral("    .Build();\n") + helpers(policy);
}

} // namespace knockback::retry
