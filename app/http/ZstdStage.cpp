// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ContentStage.h"

#include <array>
#include <new>

#include <zstd.h>

namespace knockback::http {

namespace {

constexpr int mostWindowLog = 23; // 8 MB, RFC 9659

class ZstdStage final : public ContentStage {
public:
    ZstdStage() : m_stream(ZSTD_createDStream(), &ZSTD_freeDStream) {
        if (!m_stream)
            throw std::bad_alloc();
        ZSTD_DCtx_setParameter(m_stream.get(), ZSTD_d_windowLogMax, mostWindowLog);
    }

    bool push(QByteArrayView bytes, const Sink& out) override {
        ZSTD_inBuffer in{bytes.data(), static_cast<std::size_t>(bytes.size()), 0};
        bool full = false; // there may be more in the decoder
        while (in.pos < in.size || full) {
            ZSTD_outBuffer piece{m_piece.data(), m_piece.size(), 0};
            const std::size_t result = ZSTD_decompressStream(m_stream.get(), &piece, &in);
            if (ZSTD_isError(result))
                return damaged(QByteArray(ZSTD_getErrorName(result)).toLower());
            if (piece.pos > 0 && !out({m_piece.data(), static_cast<qsizetype>(piece.pos)}))
                return false;
            m_frameEnded = result == 0; // another may follow
            full = piece.pos == piece.size && !m_frameEnded;
        }
        return true;
    }
    [[nodiscard]] bool isComplete() const override { return m_frameEnded; }

private:
    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> m_stream;
    bool m_frameEnded = false;
    std::array<char, pieceSize> m_piece;
};

} // namespace

std::unique_ptr<ContentStage> zstdStage() {
    return std::make_unique<ZstdStage>();
}

} // namespace knockback::http
