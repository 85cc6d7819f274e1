// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"
#include "app/report/ReportInput.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace knockback::providers {
class Catalogue;
}

namespace knockback::report {

// A line of the fingerprint.
struct Fact {
    QString label;
    QString value;
};

struct AttemptRow {
    int number = 1; // in the report, from 1
    QString time;
    QString request;
    QString answer;
    QString duration;
    QString cause;
    QString decision;
    bool isFocus = false;
};

struct WaitRow {
    QString from;
    QString length;
    QString reason;
    QString sentence;
};

// What an answer announced about one bucket.
struct ReadingRow {
    QString time;
    QString bucket;
    QString remaining; // "27 of 30 requests"; "?" for what was not said
    QString reset;
    QString source;
};

// Everything that a report says, as text and in order; the writers only give it a form. Holds no secret: it is made
// from redacted attempts.
struct EscalationReport {
    QString title;   // "Requests to /search blocked although quota was left"
    QString summary; // "2026-11-22 10:41:37 UTC to 10:43:02 UTC · 3 of 9 requests blocked"
    QString provider;
    QString supportUrl;
    QString docsUrl;
    QString reason; // the user's words

    std::vector<Fact> fingerprint;
    std::vector<AttemptRow> attempts;
    std::vector<WaitRow> waits;
    std::vector<ReadingRow> readings;
    QString diagnosis; // "Rate limited by GitHub: secondary limit (high confidence)"
    QStringList evidence;
    QStringList nextSteps;
    std::vector<http::Redaction> redactions;
    QByteArray reproduction; // a shell script; empty = left out
    QString reproduceWith;   // "the environment variable GITHUB_APP", empty = needs none

    ReportInput input; // for the HAR and the picture
    ReportOptions options;

    [[nodiscard]] int redactionCount() const;
};

// `input` must have attempts. `catalogue` names the provider and its support page.
[[nodiscard]] EscalationReport buildReport(ReportInput input, ReportOptions options,
                                           const providers::Catalogue& catalogue);

} // namespace knockback::report
