// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Zstd.h"

#include <zstd.h>

namespace knockback::history {

QByteArray compressed(const QByteArray& bytes) {
    const auto size = static_cast<std::size_t>(bytes.size());
    QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(size)), Qt::Uninitialized);
    const std::size_t written =
        ZSTD_compress(out.data(), static_cast<std::size_t>(out.size()), bytes.constData(), size, ZSTD_CLEVEL_DEFAULT);
    Q_ASSERT(!ZSTD_isError(written)); // the bound is large enough
    out.truncate(static_cast<qsizetype>(written));
    return out;
}

std::optional<QByteArray> decompressed(const QByteArray& bytes, qsizetype most) {
    const auto size = static_cast<std::size_t>(bytes.size());
    const unsigned long long whole = ZSTD_getFrameContentSize(bytes.constData(), size);
    if (whole == ZSTD_CONTENTSIZE_ERROR || whole == ZSTD_CONTENTSIZE_UNKNOWN ||
        whole > static_cast<unsigned long long>(most))
        return {};
    QByteArray out(static_cast<qsizetype>(whole), Qt::Uninitialized);
    const std::size_t written = ZSTD_decompress(out.data(), static_cast<std::size_t>(whole), bytes.constData(), size);
    if (ZSTD_isError(written) || written != whole)
        return {};
    return out;
}

} // namespace knockback::history
