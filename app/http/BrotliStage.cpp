// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ContentStage.h"

#include <new>

#include <brotli/decode.h>

namespace knockback::http {

namespace {

class BrotliStage final : public ContentStage {
public:
    BrotliStage() : m_state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance) {
        if (!m_state)
            throw std::bad_alloc();
    }

    bool push(QByteArrayView bytes, const Sink& out) override {
        auto left = static_cast<std::size_t>(bytes.size());
        const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
        for (;;) {
            if (isComplete())
                return left == 0 || damaged("bytes follow that do not belong to it");
            std::size_t noRoom = 0; // the decoder's own buffer is read instead
            const auto result = BrotliDecoderDecompressStream(m_state.get(), &left, &next, &noRoom, nullptr, nullptr);
            if (!drain(out))
                return false;
            if (result == BROTLI_DECODER_RESULT_ERROR)
                return damaged(BrotliDecoderErrorString(BrotliDecoderGetErrorCode(m_state.get())));
            if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
                return true;
        }
    }
    [[nodiscard]] bool isComplete() const override { return BrotliDecoderIsFinished(m_state.get()) != 0; }

private:
    bool drain(const Sink& out) {
        while (BrotliDecoderHasMoreOutput(m_state.get())) {
            std::size_t size = pieceSize;
            const auto* piece = reinterpret_cast<const char*>(BrotliDecoderTakeOutput(m_state.get(), &size));
            if (size > 0 && !out({piece, static_cast<qsizetype>(size)}))
                return false;
        }
        return true;
    }

    std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> m_state;
};

} // namespace

std::unique_ptr<ContentStage> brotliStage() {
    return std::make_unique<BrotliStage>();
}

} // namespace knockback::http
