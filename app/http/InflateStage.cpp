// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ContentStage.h"

#include <algorithm>
#include <array>
#include <limits>
#include <new>

#include <zlib.h>

namespace knockback::http {

namespace {

constexpr int zlibFrame = MAX_WBITS;
constexpr int gzipFrame = MAX_WBITS + 16;
constexpr int noFrame = -MAX_WBITS;

class InflateStage : public ContentStage {
public:
    ~InflateStage() override {
        if (m_started)
            inflateEnd(&m_stream);
    }
    bool push(QByteArrayView bytes, const Sink& out) override {
        while (!bytes.isEmpty()) { // zlib counts in 32 bits
            const auto length = std::min<qsizetype>(bytes.size(), std::numeric_limits<int>::max());
            if (!pushPiece(bytes.first(length), out))
                return false;
            bytes = bytes.sliced(length);
        }
        return true;
    }
    [[nodiscard]] bool isComplete() const override { return m_ended; }

protected:
    InflateStage() = default;
    InflateStage(const InflateStage&) = delete;
    InflateStage& operator=(const InflateStage&) = delete;

    void start(int windowBits) {
        if (inflateInit2(&m_stream, windowBits) != Z_OK)
            throw std::bad_alloc();
        m_started = true;
    }

private:
    bool pushPiece(QByteArrayView bytes, const Sink& out) {
        if (!m_started && !begin(bytes))
            return true;
        const QByteArray held = std::exchange(m_held, {});
        return (held.isEmpty() || run(held, out)) && run(bytes, out);
    }

    // Starts as soon as the first bytes tell the frame; keeps them until then.
    bool begin(QByteArrayView& bytes) {
        const qsizetype missing = std::min<qsizetype>(2 - m_held.size(), bytes.size());
        m_held += bytes.first(missing);
        bytes = bytes.sliced(missing);
        if (m_held.size() < 2)
            return false;
        start(frameOf(static_cast<unsigned char>(m_held[0]), static_cast<unsigned char>(m_held[1])));
        return true;
    }

    virtual int frameOf(unsigned first, unsigned second) const = 0;
    // What may stand behind the end of the data.
    virtual bool mayFollow(QByteArrayView rest) const = 0;

    bool run(QByteArrayView bytes, const Sink& out) {
        // The library does not write through the pointer.
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        for (;;) {
            if (m_ended && m_stream.avail_in > 0 && !goOn())
                return damaged("bytes follow that do not belong to it");
            if (m_ended)
                return true;
            m_stream.next_out = reinterpret_cast<Bytef*>(m_piece.data());
            m_stream.avail_out = static_cast<uInt>(m_piece.size());
            const int result = inflate(&m_stream, Z_NO_FLUSH);
            const auto decoded = static_cast<qsizetype>(m_piece.size() - m_stream.avail_out);
            if (decoded > 0 && !out({m_piece.data(), decoded}))
                return false;
            m_ended = result == Z_STREAM_END;
            if (result == Z_BUF_ERROR || (result == Z_OK && m_stream.avail_in == 0 && m_stream.avail_out > 0))
                return true; // everything is used up
            if (result != Z_OK && result != Z_STREAM_END)
                return damaged(result == Z_NEED_DICT ? "it needs a dictionary"
                               : m_stream.msg        ? m_stream.msg
                                                     : "it cannot be decoded");
        }
    }

    // Behind the end: another member, or padding, which is skipped.
    bool goOn() {
        const QByteArrayView rest(reinterpret_cast<const char*>(m_stream.next_in),
                                  static_cast<qsizetype>(m_stream.avail_in));
        if (!mayFollow(rest))
            return false;
        if (rest.front() == '\0')
            m_stream.avail_in = 0;
        else
            m_ended = inflateReset(&m_stream) != Z_OK;
        return true;
    }

    z_stream m_stream{};
    bool m_started = false;
    bool m_ended = false;
    QByteArray m_held;
    std::array<char, pieceSize> m_piece;
};

bool isPadding(QByteArrayView rest) {
    return std::all_of(rest.begin(), rest.end(), [](char c) { return c == '\0'; });
}

class GzipStage final : public InflateStage {
    int frameOf(unsigned, unsigned) const override { return gzipFrame; }
    bool mayFollow(QByteArrayView rest) const override { return rest.front() == '\x1f' || isPadding(rest); }
};

class DeflateStage final : public InflateStage {
    // The check of RFC 1950 2.2. No stream without a frame begins like that: it would be a stored block with odd
    // padding.
    int frameOf(unsigned first, unsigned second) const override {
        const bool framed = (first & 0x0fU) == Z_DEFLATED && (first >> 4U) <= 7 && (first * 256 + second) % 31 == 0;
        return framed ? zlibFrame : noFrame;
    }
    bool mayFollow(QByteArrayView rest) const override { return isPadding(rest); }
};

} // namespace

std::unique_ptr<ContentStage> gzipStage() {
    return std::make_unique<GzipStage>();
}

std::unique_ptr<ContentStage> deflateStage() {
    return std::make_unique<DeflateStage>();
}

} // namespace knockback::http
