// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TextRow.h"

#include <algorithm>

namespace knockback::ui {

namespace {

struct Decoded {
    char32_t character = QChar::ReplacementCharacter;
    int length = 1;
};

// The character at the begin of `bytes`; a byte that begins none stands for itself.
Decoded decode(QByteArrayView bytes) {
    const auto byte = [&bytes](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
    const auto first = byte(0);
    if (first < 0x80)
        return {first, 1};
    const int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (length == 0 || first > 0xf4 || bytes.size() < length)
        return {};
    char32_t character = first & (0x7f >> length);
    for (int i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        character = (character << 6) | (byte(i) & 0x3f);
    }
    const bool tooLong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
    if (tooLong || QChar::isSurrogate(character) || character > QChar::LastValidCodePoint)
        return {};
    return {character, length};
}

char32_t pictured(char32_t c) {
    if (c < 0x20 && c != '\t')
        return 0x2400 + c;
    if (c == 0x7f)
        return 0x2421;
    // These change the order or the lines of what is drawn.
    if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0x85)
        return QChar::ReplacementCharacter;
    return c;
}

} // namespace

int TextRow::unitAt(qint64 byte) const {
    const auto after = std::upper_bound(bytes.begin(), bytes.end(), byte);
    return std::max(static_cast<int>(after - bytes.begin()) - 1, 0);
}

TextRow textRow(QByteArrayView utf8) {
    TextRow row;
    row.text.reserve(utf8.size());
    row.bytes.reserve(static_cast<std::size_t>(utf8.size()) + 1);
    for (qsizetype at = 0; at < utf8.size();) {
        const auto decoded = decode(utf8.sliced(at));
        const char32_t shown = pictured(decoded.character);
        row.text += QChar::fromUcs4(shown);
        row.bytes.resize(static_cast<std::size_t>(row.text.size()), static_cast<int>(at));
        at += decoded.length;
    }
    row.bytes.push_back(static_cast<int>(utf8.size()));
    return row;
}

} // namespace knockback::ui
