// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/BodySearch.h"

namespace knockback::ui {

namespace {

constexpr qint64 window = 1024 * 1024;
constexpr qint64 overlap = 64 * 1024;

} // namespace

SearchFindings searchBody(const http::Body& body, const TextPattern& pattern, const StopFlag& stop, std::size_t most) {
    SearchFindings findings;
    const qint64 size = body.size();
    qint64 begin = 0;    // of the window
    qint64 searched = 0; // everything before is done
    while (searched < size && !stop.raised()) {
        const QByteArray text = body.read(begin, window);
        const bool last = begin + text.size() >= size;
        // A match that begins in the overlap is left to the next window, which sees more of it.
        const qint64 border = last ? text.size() : text.size() - overlap;
        qsizetype from = searched - begin;
        while (const auto hit = pattern.find(text, from)) {
            if (hit->begin >= border && !last)
                break;
            if (findings.matches.size() == most) {
                findings.more = true;
                return findings;
            }
            findings.matches.push_back({begin + hit->begin, hit->length});
            from = hit->begin + hit->length;
        }
        searched = last ? size : std::max(begin + border, begin + from);
        // A little before it, for what looks back: ^ and \b.
        begin = std::max<qint64>(searched - 8, 0);
    }
    return findings;
}

} // namespace knockback::ui
