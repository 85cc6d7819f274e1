// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectivity/Findings.h"

namespace knockback::connectivity {

enum class StepKind { Proxy, SystemNames, OtherNames, ConnectV4, ConnectV6, Tls, Http, PlainHttp, Clock };
enum class StepState { Waiting, Running, Ok, Suspicious, Failed, Skipped };

// One line of the checklist.
struct StepRow {
    StepKind kind = StepKind::Proxy;
    StepState state = StepState::Waiting;
    QString title; // "Names, by your resolver"
    QString text;  // what came out, or why it was skipped
    std::optional<base::Nanoseconds> took;
};

[[nodiscard]] QString stepTitle(StepKind kind);

// What a step found, in the words of its row. Pure.
[[nodiscard]] StepRow namesRow(StepKind kind, const QByteArray& host, const NameAnswer& answer);
[[nodiscard]] StepRow connectRow(StepKind kind, const QByteArray& address, const ConnectAnswer& answer);
[[nodiscard]] StepRow tlsRow(const http::Attempt& attempt, const diagnosis::Diagnosis& diagnosis);
[[nodiscard]] StepRow answerRow(StepKind kind, const http::Attempt& attempt, const diagnosis::Diagnosis& diagnosis);
[[nodiscard]] StepRow clockRow(std::optional<base::Seconds> skew);
[[nodiscard]] StepRow skipped(StepKind kind, const QString& why);

} // namespace knockback::connectivity
