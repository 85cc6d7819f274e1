// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace knockback::interop {

// What an option of curl (curl(1), 8.x) means for a request.
enum class CurlMeaning {
    Unknown,
    Quiet, // only where output goes or what is printed: nothing is lost without it
    Lost,  // it would change what is sent, and a draft has no place for it
    Method,
    Url,
    Header,
    Data,
    DataRaw,
    DataBinary,
    DataUrlEncode,
    Json,
    Get,
    Form,
    FormString,
    Upload,
    Head,
    User,
    Digest,
    Bearer,
    UserAgent,
    Referer,
    Cookie,
    Follow,
    MaxRedirects,
    Insecure,
    CaFile,
    Certificate,
    Key,
    KeyPassphrase,
    Proxy,
    Socks5,
    Socks5Hostname,
    ProxyUser,
    NoProxy,
    MaxTime,
    ConnectTimeout,
    Http11,
    Http2,
    V4,
    V6,
    Resolve,
    Next
};

// One option as it was given.
struct CurlOption {
    CurlMeaning meaning = CurlMeaning::Unknown;
    QByteArray written;  // "-k", "--insecure": as in the command
    QByteArray argument; // empty when it takes none
};

// The words after "curl": options with their arguments, combined short flags taken apart, bare words as Url.
[[nodiscard]] std::vector<CurlOption> parseCurlOptions(const QByteArrayList& words);

} // namespace knockback::interop
