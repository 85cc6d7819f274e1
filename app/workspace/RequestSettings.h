// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace knockback::workspace {

enum class ProxyChoice { System, None, Manual };

// The Settings tab: how to send. Texts may hold {{variables}}.
struct RequestSettings {
    std::optional<base::Milliseconds> timeout = base::Milliseconds(30'000); // of one attempt; nothing = no bound
    std::optional<base::Milliseconds> connectTimeout = base::Milliseconds(15'000);
    bool followRedirects = true;
    int maxRedirects = 10;
    bool verifyTls = true;
    QByteArray caFile; // extra trust anchors, PEM; relative paths start at the .http file's folder
    ProxyChoice proxy = ProxyChoice::System;
    QByteArray proxyUrl; // with Manual: [http|https|socks5|socks5h]://[user:password@]host:port
    http::HttpVersionChoice version = http::HttpVersionChoice::Automatic;
    http::AddressFamily family = http::AddressFamily::Any;
    std::vector<QByteArray> resolve; // "host:port:address"
    bool cookies = true;             // send what the jar holds, and store what comes
    // Automatic headers (User-Agent, Accept, Accept-Encoding, Content-Type) that are switched off.
    std::vector<QByteArray> omittedHeaders;
    bool operator==(const RequestSettings&) const = default;
};

} // namespace knockback::workspace
