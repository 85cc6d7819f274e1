// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <array>

namespace knockback::http {

// One way to read what stands at a place of a text: the bytes it means (an escape can mean several in UTF-8) and how
// many bytes of the text that takes.
struct WrittenCharacter {
    std::array<char, 3> bytes{};
    int count = 0;
    qsizetype length = 0;
};

// All ways to read what starts at `at`; the first is the byte itself. At most `capacity` ways exist.
struct Readings {
    static constexpr int capacity = 8;
    std::array<WrittenCharacter, capacity> ways;
    int count = 0;
};
[[nodiscard]] Readings readingsAt(QByteArrayView text, qsizetype at);

// Whether a byte can be read in one way only: as itself.
[[nodiscard]] constexpr bool isPlain(char c) {
    return c != '%' && c != '+' && c != '\\' && c != '&';
}

} // namespace knockback::http
