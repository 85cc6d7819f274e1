// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace knockback::workspace {

// A multipart body as it stands in the text (RFC 2046 5.1.1). Joining all of it gives the text back.
struct MultipartText {
    struct Section {
        QByteArray delimiter; // the "--boundary" line with its line end
        QByteArray content;   // headers, empty line, body, up to the next delimiter
    };
    QByteArray boundary; // empty = the text is no multipart body
    QByteArray preamble;
    std::vector<Section> sections;
    QByteArray close; // the "--boundary--" line and what follows

    [[nodiscard]] QByteArray joined() const;
};

// `boundary` as the Content-Type says; when that is empty, the one that the text begins with.
[[nodiscard]] MultipartText splitMultipart(const QByteArray& text, const QByteArray& boundary);

// A boundary that occurs in none of these texts; the same texts give the same one.
[[nodiscard]] QByteArray chooseBoundary(const std::vector<QByteArray>& texts);

} // namespace knockback::workspace
