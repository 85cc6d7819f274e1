// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PolicyCode.h"

#include <array>

namespace knockback::retry {

std::span<const CodeTarget> codeTargets() {
    static constexpr std::array targets{
        CodeTarget{"Polly", "C#", pollyCode},
        CodeTarget{"resilience4j", "Java", resilience4jCode},
        CodeTarget{"tenacity", "Python", tenacityCode},
        CodeTarget{"got", "JavaScript", gotCode},
        CodeTarget{"axios-retry", "JavaScript", axiosRetryCode},
        CodeTarget{"AWS SDK v3", "JavaScript", awsJavaScriptCode},
        CodeTarget{"botocore", "Python", botocoreCode},
        CodeTarget{"failsafe-go", "Go", failsafeGoCode},
    };
    return targets;
}

} // namespace knockback::retry
