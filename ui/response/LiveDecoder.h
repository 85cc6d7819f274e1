// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/ContentCoding.h"

#include <memory>

namespace knockback::ui {

// Undoes the codings of a body that still grows, as far as it has come. Handed between the window and a worker; only
// one of them uses it at a time.
class LiveDecoder {
public:
    // Null when a coding is not known.
    [[nodiscard]] static std::shared_ptr<LiveDecoder> create(http::Body wire, const QByteArray& encoding) {
        auto decoder = http::ContentDecoder::create(encoding);
        return decoder ? std::make_shared<LiveDecoder>(std::move(wire), std::move(decoder)) : nullptr;
    }
    LiveDecoder(http::Body wire, std::unique_ptr<http::ContentDecoder> decoder)
        : m_wire(std::move(wire))
        , m_decoder(std::move(decoder)) {}

    // What is decoded so far. Any thread.
    [[nodiscard]] http::Body body() const { return m_out.body(); }
    [[nodiscard]] bool hasWork() const { return m_good && m_at < m_wire.size(); }
    // The next piece; for a worker thread.
    void step() {
        constexpr qint64 piece = 1024 * 1024;
        const QByteArray bytes = m_wire.read(m_at, piece);
        m_at += bytes.size();
        m_good = m_decoder->feed(bytes, m_out);
    }

private:
    http::Body m_wire;
    std::unique_ptr<http::ContentDecoder> m_decoder;
    http::BodyWriter m_out;
    qint64 m_at = 0;
    bool m_good = true;
};

} // namespace knockback::ui
