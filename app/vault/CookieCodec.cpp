// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/CookieCodec.h"

#include "app/vault/ByteReader.h"
#include "app/vault/ByteWriter.h"

#include <algorithm>

namespace knockback::vault {

namespace {

constexpr std::size_t paddedTo = 1024;
constexpr std::uint8_t format = 1;

enum Rule : std::uint8_t { HostOnly = 1, Secure = 2, HttpOnly = 4, Expires = 8 };
enum Wish : std::uint8_t { Keep = 1, SessionToo = 2 };

void putText(ByteWriter& out, const QByteArray& text) {
    out.putU32(static_cast<std::uint32_t>(text.size()));
    out.put(text);
}

void putTime(ByteWriter& out, base::WallTime time) {
    out.putU64(static_cast<std::uint64_t>(time.time_since_epoch().count()));
}

void putCookie(ByteWriter& out, const http::Cookie& cookie) {
    putText(out, cookie.name);
    putText(out, cookie.value);
    putText(out, cookie.domain);
    putText(out, cookie.path);
    out.putByte(static_cast<std::uint8_t>((cookie.hostOnly ? HostOnly : 0) | (cookie.secure ? Secure : 0) |
                                          (cookie.httpOnly ? HttpOnly : 0) | (cookie.expiresAt ? Expires : 0)));
    out.putByte(static_cast<std::uint8_t>(cookie.sameSite));
    putTime(out, cookie.expiresAt.value_or(base::WallTime{}));
    putTime(out, cookie.createdAt);
}

void putKept(ByteWriter& out, const KeptCookies& kept) {
    out.putByte(format);
    out.putByte(static_cast<std::uint8_t>((kept.keep ? Keep : 0) | (kept.sessionToo ? SessionToo : 0)));
    out.putU32(static_cast<std::uint32_t>(kept.cookies.size()));
    for (const auto& cookie : kept.cookies)
        putCookie(out, cookie);
}

QByteArray readText(ByteReader& in) {
    return in.take(in.u32()).toByteArray();
}

base::WallTime readTime(ByteReader& in) {
    return base::WallTime(base::Microseconds(static_cast<std::int64_t>(in.u64())));
}

http::Cookie readCookie(ByteReader& in) {
    http::Cookie cookie;
    cookie.name = readText(in);
    cookie.value = readText(in);
    cookie.domain = readText(in);
    cookie.path = readText(in);
    const auto rules = in.byte();
    cookie.hostOnly = (rules & HostOnly) != 0;
    cookie.secure = (rules & Secure) != 0;
    cookie.httpOnly = (rules & HttpOnly) != 0;
    cookie.sameSite = static_cast<http::SameSite>(std::min<int>(in.byte(), static_cast<int>(http::SameSite::Strict)));
    const auto expiresAt = readTime(in);
    if ((rules & Expires) != 0)
        cookie.expiresAt = expiresAt;
    cookie.createdAt = readTime(in);
    return cookie;
}
} // namespace

base::Secret encodeCookies(const KeptCookies& kept) {
    ByteWriter counting(nullptr);
    putKept(counting, kept);
    const auto padded = (counting.written() + paddedTo - 1) / paddedTo * paddedTo;
    base::Secret bytes = base::Secret::zeros(static_cast<qsizetype>(padded));
    ByteWriter writing(bytes.data());
    putKept(writing, kept);
    return bytes;
}

std::optional<KeptCookies> decodeCookies(const base::Secret& bytes) {
    ByteReader in(bytes.reveal());
    if (in.byte() != format)
        return std::nullopt;
    const auto wishes = in.byte();
    KeptCookies kept{(wishes & Keep) != 0, (wishes & SessionToo) != 0, {}};
    for (auto left = in.u32(); left > 0 && in.ok(); --left)
        kept.cookies.push_back(readCookie(in));
    const auto padding = in.rest();
    const bool zeros = std::all_of(padding.begin(), padding.end(), [](char c) { return c == 0; });
    return in.ok() && zeros ? std::optional(std::move(kept)) : std::nullopt;
}

} // namespace knockback::vault
