// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/LabMessage.h"

#include <memory>

namespace knockback::lab {

// Reads HTTP/1 requests from a stream, one after the other. Pure; bounded in header and body size.
class RequestParser {
public:
    static constexpr qsizetype headerLimit = 32 * 1024;
    static constexpr qsizetype bodyLimit = 8 * 1024 * 1024;

    enum class State { Incomplete, Complete, Bad };
    struct Progress {
        State state = State::Incomplete;
        qsizetype consumed = 0; // bytes of the input that are done with
        int status = 0;         // with Bad: what to answer before closing
        QByteArray problem;     // with Bad: one sentence
    };

    RequestParser();
    ~RequestParser();

    // Takes the unconsumed input so far. After Complete call take(); after Bad the stream cannot be read on.
    Progress feed(QByteArrayView input);
    // The complete request; the parser is then ready for the next one. The client's address is left empty.
    LabRequest take();
    // Once per request: the client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1).
    [[nodiscard]] bool wantsContinue();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace knockback::lab
