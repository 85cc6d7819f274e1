// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <span>

namespace knockback::retry {

// A library that a policy can be written for.
struct CodeTarget {
    const char* name;     // "resilience4j", also in the menu
    const char* language; // "Java"
    QString (*write)(const RetryPolicy&);
};

// All of them, in the menu's order.
[[nodiscard]] std::span<const CodeTarget> codeTargets();

// The same policy in the user's own program: a snippet that stands on its own. It does what the policy says wherever
// the library can; comments at its top name what it cannot, so that nothing is silently lost.
[[nodiscard]] QString pollyCode(const RetryPolicy& policy);         // C#, Polly 8
[[nodiscard]] QString resilience4jCode(const RetryPolicy& policy);  // Java, resilience4j 2
[[nodiscard]] QString tenacityCode(const RetryPolicy& policy);      // Python, tenacity with requests
[[nodiscard]] QString gotCode(const RetryPolicy& policy);           // JavaScript, got 14
[[nodiscard]] QString axiosRetryCode(const RetryPolicy& policy);    // JavaScript, axios-retry 4
[[nodiscard]] QString awsJavaScriptCode(const RetryPolicy& policy); // AWS SDK for JavaScript v3
[[nodiscard]] QString botocoreCode(const RetryPolicy& policy);      // Python, boto3
[[nodiscard]] QString failsafeGoCode(const RetryPolicy& policy);    // Go, failsafe-go

} // namespace knockback::retry
