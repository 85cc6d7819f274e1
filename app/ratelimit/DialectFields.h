// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Provider.h"
#include "app/ratelimit/ReadingContext.h"

namespace knockback::ratelimit {

// Reads the limits that a provider's data describes, in the header and in the body, and takes their fields.
void readDialectFields(const providers::Provider& provider, ReadingContext& context);

// The fields of an answer that a pattern fits, each with what stands for its "*" (all of it small letters).
struct FittingField {
    QByteArray name;
    QByteArray star;
};
[[nodiscard]] std::vector<FittingField> fieldsLike(const QByteArray& pattern, const http::HeaderList& headers);

} // namespace knockback::ratelimit
