// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/minimize/Comparison.h"

#include <QString>

#include <set>

namespace knockback::minimize {

// What is to be made smaller, and within which bounds.
struct Order {
    workspace::RequestDraft blocked;
    std::optional<workspace::RequestDraft> working; // one that passes; of the same method and host
    diagnosis::Diagnosis evidence;                  // of the blocked one
    bool answered = true;                           // it got an answer at all …
    bool denied = false;                            // … which says no, whatever the diagnosis
    bool sentCookies = false;                       // as the blocked attempt was seen to send
    bool sentHttp2 = false;
    AutomaticHeaders automatic;
    int probes = 12;                     // at most
    std::set<QByteArray> allowedMethods; // that may be repeated although they may act: "POST"
};

// Why nothing can be found out by probing, or must not be tried, in one sentence; empty = it can.
[[nodiscard]] QString whyNot(const Order& order);

// "POST" of a request that may act on the server, and so needs the user's word; empty for GET, HEAD, OPTIONS.
[[nodiscard]] QByteArray methodThatActs(const workspace::RequestDraft& draft);

} // namespace knockback::minimize
