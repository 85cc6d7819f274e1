// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

// What we know of a provider, as its file under resources/providers says it; resources/schemas/provider.json explains
// every member.
namespace knockback::providers {

// What one of a provider's error codes means, for the person who got it.
struct ErrorCode {
    QByteArray code;
    QString meaning;
    QString advice;
    QString docsUrl;
};

// How the text of a limit is laid out.
enum class LimitForm {
    Fields,     // every number has a field of its own
    Ratios,     // "api-usage=18/5000, per-app=17/250(appName=x)": used and limit by name
    Pairs,      // "100:120,20:1": a number and its window's seconds, in a field of limits and one of counts
    Parameters, // "total=100; remaining=99; resets=41": names and numbers, one or more windows
    Names,      // "HighCostGet3Min;159,HighCostGet30Min;638": what is left by name
    Json,       // JSON in a field, or in the body when no field is named
    Structured, // as the IETF drafts write it, in fields of another name
};

// The names of the numbers in Parameters and Json: member names, or paths with points ("throttleStatus.restoreRate").
struct LimitKeys {
    QByteArray bucket;
    QByteArray limit;
    QByteArray remaining;
    QByteArray used;
    QByteArray reset;
    QByteArray period; // in LimitDialect::periodSeconds
    QByteArray rate;   // per second
};

// Where a provider writes one kind of limit. A field's name may hold one "*": what stands there names the bucket.
struct LimitDialect {
    LimitForm form = LimitForm::Fields;
    QString bucket;          // the bucket's name, where no field says it; a "*" in it is what the "*" of the field was
    QByteArray bucketHeader; // whose value names the bucket ("x-ratelimit-resource"); may be empty
    QByteArray partitionHeader; // whose value is the partition key
    QByteArray scope;           // "credential", "address" or "endpoint"
    QByteArray limitHeader;
    QByteArray remainingHeader;
    QByteArray usedHeader;
    QByteArray shareHeader;    // the used share of a limit that has no number
    double shareOfWhole = 100; // what the share counts up to: 100 for percent, 1 for a fraction
    QByteArray rateHeader;     // requests a second that the bucket fills up with
    QByteArray resetHeader;
    QByteArray resetFormat; // one of resetFormats(); may be empty
    QByteArray periodHeader;
    double periodSeconds = 1; // of one unit of the period: 0.001 for milliseconds
    QString unit;             // "requests", "tokens" …
    double windowSeconds = 0; // 0 = not known
    bool refills = false;     // what is used trickles back, and the reset is when all of it is there
    QByteArray header;        // of every form but Fields; empty = the body
    QByteArray policyHeader;  // of Structured
    QByteArray at;            // of Json: the path of the object, or of several ("*.*")
    LimitKeys keys;
};

// Where a provider says how long to wait after a block, besides Retry-After.
struct WaitDialect {
    QByteArray header;
    QByteArray body;     // the path of a number or text in a JSON body
    QByteArray text;     // words of a body around the value, which is "{}": "Expected available in {} seconds"
    QByteArray format;   // as of a reset
    QByteArray whenPath; // counts only where the body has this value there
    QByteArray whenValue;
    QByteArray price; // of a bucket that fills up: the wait is what is missing to the price, divided by the rate
    QByteArray available;
    QByteArray rate;
};

// One API provider, CDN, gateway, framework or standard as data (resources/providers/<id>.json).
struct Provider {
    QByteArray id;                 // "github"
    QString name;                  // "GitHub"
    QByteArray kind;               // "api", "gateway", "framework", "standard"
    std::vector<QByteArray> hosts; // "api.github.com", "*.githubusercontent.com"
    std::vector<QByteArray> signs; // fields that show that an answer came from such software; "*" = any answer
    QString docsUrl;
    QString limitsUrl; // the page about its limits
    QString statusUrl;
    QString supportUrl;
    std::vector<QByteArray> requestIdHeaders;
    std::vector<int> blockedStatus; // with which it refuses what is too much
    double blockSeconds = 0;        // what it asks to wait after a block that names no time; 0 = nothing is known
    std::vector<LimitDialect> limits;
    std::vector<WaitDialect> waits;
    std::vector<ErrorCode> errorCodes;
};

// The ways in which a reset is written.
[[nodiscard]] const std::vector<QByteArray>& resetFormats();

} // namespace knockback::providers
