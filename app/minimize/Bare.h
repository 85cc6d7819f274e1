// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/Comparison.h"

namespace knockback::minimize {

// The request without everything that can be left out: its query, its own headers, the fields of its body, its
// credential. The program's plain headers stay as they are or take the place of the request's own. `sentCookies` and
// `sentHttp2`: what the blocked attempt was seen to send.
[[nodiscard]] workspace::RequestDraft bareRequest(const workspace::RequestDraft& draft, bool sentCookies,
                                                  bool sentHttp2);

// The request with the plain, honest headers that it lacks: what the program itself would send, and for
// `Accept-Language` "*". Never what a browser sends.
[[nodiscard]] workspace::RequestDraft withHonestHeaders(const workspace::RequestDraft& draft, bool language);

} // namespace knockback::minimize
