// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

namespace knockback::http {

// Undoes one coding, piece by piece. After a false nothing more may be pushed.
class ContentStage {
public:
    using Sink = std::function<bool(QByteArrayView)>;

    virtual ~ContentStage() = default;
    // Hands what can be decoded by now to `out`, in pieces. False when the bytes are damaged, or `out` said so.
    [[nodiscard]] virtual bool push(QByteArrayView bytes, const Sink& out) = 0;
    // Whether the coding's own end was seen.
    [[nodiscard]] virtual bool isComplete() const = 0;
    // What is wrong, in a few words; empty while all is well.
    [[nodiscard]] const QByteArray& damage() const { return m_damage; }

protected:
    static constexpr int pieceSize = 64 * 1024;
    [[nodiscard]] bool damaged(const QByteArray& why) {
        m_damage = why;
        return false;
    }

private:
    QByteArray m_damage;
};

[[nodiscard]] std::unique_ptr<ContentStage> gzipStage();    // RFC 1952, also several members in a row
[[nodiscard]] std::unique_ptr<ContentStage> deflateStage(); // RFC 1950, and RFC 1951 as some servers mean it
[[nodiscard]] std::unique_ptr<ContentStage> brotliStage();  // RFC 7932
[[nodiscard]] std::unique_ptr<ContentStage> zstdStage();    // RFC 8878, with the window limit of RFC 9659

} // namespace knockback::http
