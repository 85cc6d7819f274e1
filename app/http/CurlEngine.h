// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CertificateReader.h"
#include "app/http/CurlMulti.h"
#include "app/http/TlsVerification.h"

#include <memory>
#include <unordered_map>

namespace knockback::http {

class CurlAttempt;

// What the attempts of one CurlTransport share.
struct CurlEngine {
    explicit CurlEngine(base::EpollLoop& engineLoop)
        : loop(engineLoop)
        , multi(std::make_shared<CurlMulti>(engineLoop)) {}

    base::EpollLoop& loop;
    std::shared_ptr<CurlMulti> multi;
    TrustAnchors anchors;
    CertificateReader certificates;
    std::unordered_map<CurlAttempt*, std::shared_ptr<CurlAttempt>> attempts; // until each is over
};

} // namespace knockback::http
