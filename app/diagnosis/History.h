// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace knockback::diagnosis {

// What is known of earlier attempts when one is diagnosed: some blocks show only against what went before. Whoever runs
// the calls fills it from the journal, each member where it knows; an empty one says nothing. The rules ask for it as
// "history" (resources/schemas/rules.json).
//
// How to fill it, at the end of an attempt and before it is diagnosed. "The same request" is the same method and the
// same URL without the query; all times are on the steady clock, up to the start of this attempt:
// - sameWorkedAgo: since the last answer of the same request, with the same credential and not a block;
// - otherCredentialWorked: the same request was answered with a credential that is not this one, after this one was
//   first refused; or before it, not more than an hour ago;
// - requestsInLastMinute: attempts to this host in the minute before, this one not counted;
// - credentialAge: since the credential that was sent was made or replaced;
// - otherHostsWorkAgo: since the last answer of any other host.
struct History {
    using Seconds = std::chrono::duration<double>;

    std::optional<Seconds> sameWorkedAgo;
    bool otherCredentialWorked = false;
    std::optional<int> requestsInLastMinute;
    std::optional<Seconds> credentialAge;
    std::optional<Seconds> otherHostsWorkedAgo;

    [[nodiscard]] bool isEmpty() const {
        return !sameWorkedAgo && !otherCredentialWorked && !requestsInLastMinute && !credentialAge &&
               !otherHostsWorkedAgo;
    }
};

// What a rule asks of it. Everything in it must hold; what is not known does not.
struct HistoryCondition {
    std::optional<double> workedWithin; // seconds
    std::optional<bool> otherCredentialWorked;
    std::optional<int> requestsInLastMinute;      // at least
    std::optional<double> credentialYoungerThan;  // seconds
    std::optional<double> otherHostsWorkedWithin; // seconds

    [[nodiscard]] bool holds(const History& history) const;
    // What held, in words: "the same request was answered 3 minutes ago".
    [[nodiscard]] QString seen(const History& history) const;
};

} // namespace knockback::diagnosis
