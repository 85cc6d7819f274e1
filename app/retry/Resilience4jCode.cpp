// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CodeText.h"
#include "app/retry/PolicyCode.h"

namespace knockback::retry {

namespace {

QString breaker(const CircuitPolicy& circuit) {
    if (!circuit.enabled)
        return {};
    const bool timed = circuit.span.has_value();
    QString code = QStringLiteral(R"(
    static final CircuitBreaker BREAKER = CircuitBreaker.of("api", CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.%1)
            .slidingWindowSize(%2)
            .minimumNumberOfCalls(%3)
            .failureRateThreshold(%4f)
)")
                       .arg(timed ? QStringLiteral("TIME_BASED") : QStringLiteral("COUNT_BASED"),
                            QString::number(timed ? std::max<qint64>(circuit.span->count() / 1000, 1) : circuit.window),
                            QString::number(circuit.minimum), number(std::max(circuit.failureShare, 0.01) * 100));
    if (circuit.slow)
        code += QStringLiteral("            .slowCallDurationThreshold(Duration.ofMillis(%1))\n"
                               "            .slowCallRateThreshold(%2f)\n")
                    .arg(milliseconds(*circuit.slow), number(std::max(circuit.slowShare, 0.01) * 100));
    return code + QStringLiteral(R"(            .waitDurationInOpenState(Duration.ofMillis(%1))
            .permittedNumberOfCallsInHalfOpenState(%2)
            .recordException(e -> e instanceof IOException)
            .recordResult(response -> ((HttpResponse<?>) response).statusCode() >= 500)
            .build());
)")
                      .arg(milliseconds(circuit.openFor), QString::number(circuit.probes));
}

// The snippet for resilience4j, with gaps; the circuit breaker stands between its halves.
constexpr const char* javaHead = R"(import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

final class Resilient {
    static final Set<Integer> STATUSES = Set.of(%1);
    static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"%2);
    static final long LONGEST_WAIT = %3; // ms; a longer Retry-After gives up

    static final Retry RETRY = Retry.of("api", RetryConfig.<HttpResponse<String>>custom()
            .maxAttempts(%4)
            .retryOnResult(Resilient::shouldRetry)
            .retryOnException(e -> %5)
            .intervalBiFunction((retry, outcome) -> {
                Long asked = outcome.isRight() ? retryAfter(outcome.get()) : null;
                return asked != null && asked > 0 ? asked : (long) (%6);
            })
            .build());
)";

constexpr const char* javaTail = R"(
    static boolean shouldRetry(HttpResponse<String> response) {
        boolean repeatable = REPEATABLE.contains(response.request().method())
                || response.request().headers().firstValue("Idempotency-Key").isPresent()
                || response.statusCode() == 429; // turned away before it was acted on
        Long asked = retryAfter(response);
        return repeatable && STATUSES.contains(response.statusCode()) && (asked == null || asked <= LONGEST_WAIT);
    }

    /** Milliseconds that the server asks for, or null. */
    static Long retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("").trim();
        try {
            return Math.max(0, (long) Math.ceil(Double.parseDouble(value) * 1000));
        } catch (NumberFormatException notSeconds) {
            try {
                var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
                return Math.max(0, Duration.between(ZonedDateTime.now(), date).toMillis());
            } catch (java.time.DateTimeException notADate) {
                return null;
            }
        }
    }

    /** For requests that may be repeated: a failed connection does not say whether it was acted on. */
    static HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
        Callable<HttpResponse<String>> call = %1;
        return Retry.decorateCallable(RETRY, call).call();
    }
}
)";

} // namespace

QString resilience4jCode(const RetryPolicy& policy) {
    const CodeSkills skills{.callTimeout = false, .circuit = true, .slowCircuit = true};
    const CodeWords words{QStringLiteral("Math.pow(2, %1 - 1)"), QStringLiteral("Math.min(%1, %2)"),
                          QStringLiteral("ThreadLocalRandom.current().nextDouble()")};
    QString code = codeHead(policy, skills, QStringLiteral("//"), QStringLiteral("resilience4j 2, with java.net.http"));
    if (policy.attemptTimeout)
        code += QStringLiteral("// One attempt: HttpRequest.newBuilder().timeout(Duration.ofMillis(%1))\n")
                    .arg(milliseconds(*policy.attemptTimeout));
    code += QString::fromUtf8(javaHead).arg(
        statusList(policy), policy.retryUnsafeMethods ? QStringLiteral(", \"POST\", \"PATCH\"") : QString(),
        milliseconds(policy.longestWait) + u'L', QString::number(policy.maxAttempts),
        policy.onNetworkFailure ? QStringLiteral("e instanceof IOException") : QStringLiteral("false"),
        waitExpression(policy.backoff, QStringLiteral("retry"), words));
    code += breaker(policy.circuit);
    const QString call = QStringLiteral("() -> client.send(request, BodyHandlers.ofString())");
    code += QString::fromUtf8(javaTail).arg(
        policy.circuit.enabled
            ? QStringLiteral("CircuitBreaker.decorateCallable(BREAKER,\n                %1)").arg(call)
            : call);
    if (!policy.circuit.enabled)
        code.remove(
            QStringLiteral("import io.github.resilience4j.circuitbreaker.CircuitBreaker;\n"
                           "import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;\n"
                           "import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;\n"));
    return code;
}

} // namespace knockback::retry
