// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CodeText.h"
#include "app/retry/PolicyCode.h"

namespace knockback::retry {

namespace {

QString goTime(base::Milliseconds time) {
    return QStringLiteral("%1 * time.Millisecond").arg(milliseconds(time));
}

QString breaker(const CircuitPolicy& circuit) {
    if (!circuit.enabled)
        return {};
    const QString span = goTime(circuit.span.value_or(circuit.openFor));
    return QStringLiteral(R"(	breaker := circuitbreaker.NewBuilder[*http.Response]().
		HandleIf(func(response *http.Response, err error) bool {
			return err != nil || response.StatusCode >= 500
		}).
		WithFailureRateThreshold(%1, %2, %3).
		WithDelay(%4).
		WithSuccessThreshold(%5).
		Build()
)")
        .arg(number(circuit.failureShare), QString::number(circuit.minimum), span, goTime(circuit.openFor),
             QString::number(circuit.probes));
}

} // namespace

QString failsafeGoCode(const RetryPolicy& policy) {
    const CodeSkills skills{.callTimeout = true, .circuit = true};
    const CodeWords words{QStringLiteral("math.Pow(2, %1-1)"), QStringLiteral("math.Min(%1, %2)"),
                          QStringLiteral("rand.Float64()")};
    QString code = codeHead(policy, skills, QStringLiteral("//"), QStringLiteral("failsafe-go"));
    QStringList policies{QStringLiteral("retry")};
    if (policy.circuit.enabled)
        policies << QStringLiteral("breaker");
    if (policy.attemptTimeout)
        policies << QStringLiteral("timeout.New[*http.Response](%1)").arg(goTime(*policy.attemptTimeout));
    code +=
        QStringLiteral(R"(package resilient

import (
	"math"
	"math/rand"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/failsafe-go/failsafe-go"
%1	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
%2)

var statuses = []int{%3}
var repeatable = []string{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"%4}

const longestWait = %5 // a longer Retry-After gives up

)")
            .arg(policy.circuit.enabled ? QStringLiteral("\t\"github.com/failsafe-go/failsafe-go/circuitbreaker\"\n")
                                        : QString(),
                 policy.attemptTimeout ? QStringLiteral("\t\"github.com/failsafe-go/failsafe-go/timeout\"\n")
                                       : QString(),
                 statusList(policy), policy.retryUnsafeMethods ? QStringLiteral(", \"POST\", \"PATCH\"") : QString(),
                 goTime(policy.longestWait));
    code += QStringLiteral(R"(// retryAfter is what the server asks for: seconds or a date.
func retryAfter(response *http.Response) (time.Duration, bool) {
	if response == nil {
		return 0, false
	}
	value := response.Header.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		return time.Duration(math.Min(math.Max(seconds, 0), 1e9) * float64(time.Second)), true
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, time.Until(date)), true
	}
	return 0, false
}

func shouldRetry(response *http.Response, err error) bool {
	if err != nil || response == nil {
		return %1
	}
	mayRepeat := slices.Contains(repeatable, response.Request.Method) ||
		response.Request.Header.Get("Idempotency-Key") != "" ||
		response.StatusCode == http.StatusTooManyRequests // turned away before it was acted on
	asked, _ := retryAfter(response)
	return mayRepeat && slices.Contains(statuses, response.StatusCode) && asked <= longestWait
}

// Client is for requests that may be repeated: of a failed connection it does not hear what was sent.
func Client() *http.Client {
	retry := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(shouldRetry).
		WithMaxAttempts(%2).
%3		WithDelayFunc(func(exec failsafe.ExecutionAttempt[*http.Response]) time.Duration {
			if asked, ok := retryAfter(exec.LastResult()); ok && asked > 0 {
				return asked
			}
			retry := float64(max(exec.Attempts(), 1))
			return time.Duration(%4 * float64(time.Millisecond))
		}).
		Build()
%5	return &http.Client{Transport: failsafehttp.NewRoundTripper(nil, %6)}
}
)")
                .arg(policy.onNetworkFailure ? QStringLiteral("err != nil") : QStringLiteral("false"),
                     QString::number(policy.maxAttempts),
                     policy.callTimeout ? QStringLiteral("\t\tWithMaxDuration(%1).\n").arg(goTime(*policy.callTimeout))
                                        : QString(),
                     waitExpression(policy.backoff, QStringLiteral("retry"), words), breaker(policy.circuit),
                     policies.join(QStringLiteral(", ")));
    // A constant wait needs no number of the retry, which Go would complain about.
    if (policy.backoff.kind == BackoffKind::Constant)
        code.remove(QStringLiteral("\t\t\tretry := float64(max(exec.Attempts(), 1))\n"));
    if (policy.backoff.jitter == JitterKind::None)
        code.remove(QStringLiteral("\t\"math/rand\"\n"));
    return code;
}

} // namespace knockback::retry
