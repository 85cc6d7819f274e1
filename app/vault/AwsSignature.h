// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"
#include "app/http/Request.h"

namespace knockback::vault {

struct AwsKey {
    base::Secret id;
    base::Secret secret;
    base::Secret sessionToken; // empty = a long-lived key
};

struct AwsScope {
    QByteArray region;
    QByteArray service;
    bool operator==(const AwsScope&) const = default;
};

// Read off <service>.<region>.amazonaws.com and its relatives (bucket.s3.<region>…, global services of us-east-1).
// Nothing for other hosts.
[[nodiscard]] std::optional<AwsScope> awsScopeOf(QByteArrayView host);

// AWS Signature Version 4 in the Authorization header: sets X-Amz-Date, X-Amz-Security-Token and, for S3,
// X-Amz-Content-Sha256, and signs those, the host, Content-Type and every other x-amz- header. The URL must be one that
// can be parsed.
void signForAws(http::Request& request, const AwsKey& key, const AwsScope& scope, base::WallTime now);

} // namespace knockback::vault
