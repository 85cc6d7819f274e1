// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/MultipartText.h"

#include <QCryptographicHash>

namespace knockback::workspace {
namespace {

// "--boundary" of a first line that looks like one.
QByteArray boundaryOfText(const QByteArray& text) {
    const QByteArray first = text.mid(0, text.indexOf('\n')).trimmed();
    if (!first.startsWith("--") || first.size() < 3 || first.contains(' '))
        return {};
    const QByteArray boundary = first.mid(2);
    return text.contains("--" + boundary + "--") ? boundary : QByteArray();
}

} // namespace

QByteArray MultipartText::joined() const {
    QByteArray text = preamble;
    for (const Section& section : sections)
        text += section.delimiter + section.content;
    return text + close;
}

MultipartText splitMultipart(const QByteArray& text, const QByteArray& wanted) {
    MultipartText parts;
    parts.boundary = wanted.isEmpty() ? boundaryOfText(text) : wanted;
    const QByteArray delimiter = "--" + parts.boundary;
    QByteArray* into = &parts.preamble;
    for (qsizetype start = 0; start < text.size() && !parts.boundary.isEmpty();) {
        const qsizetype newline = text.indexOf('\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        const QByteArray line = text.mid(start, end - start);
        QByteArray bare = line;
        while (!bare.isEmpty() && QByteArrayView(" \t\r\n").contains(bare.back()))
            bare.chop(1);
        if (bare == delimiter + "--") {
            parts.close = text.mid(start);
            return parts;
        }
        if (bare == delimiter) {
            parts.sections.push_back({line, {}});
            into = &parts.sections.back().content;
        } else {
            *into += line;
        }
        start = end;
    }
    if (parts.sections.empty()) {
        parts.boundary = wanted;
        parts.preamble = text;
    }
    return parts;
}

QByteArray chooseBoundary(const std::vector<QByteArray>& texts) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& text : texts) {
        hash.addData(text);
        hash.addData(QByteArray(1, '\0'));
    }
    while (true) {
        const QByteArray boundary = "knockback-" + hash.result().toHex().left(16);
        if (std::none_of(texts.begin(), texts.end(), [&](const auto& text) { return text.contains(boundary); }))
            return boundary;
        hash.addData(boundary);
    }
}

} // namespace knockback::workspace
