// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Provider.h"
#include "app/ratelimit/ReadingContext.h"

// The forms that put several numbers, or several windows, into one field (providers::LimitForm says how they look).
namespace knockback::ratelimit {

void readRatios(const providers::LimitDialect& dialect, ReadingContext& context);
void readPairs(const providers::LimitDialect& dialect, ReadingContext& context);
void readParameters(const providers::LimitDialect& dialect, ReadingContext& context);
void readNames(const providers::LimitDialect& dialect, ReadingContext& context);

} // namespace knockback::ratelimit
