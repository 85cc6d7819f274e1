// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/composer/CodeEditor.h"

#include <QByteArray>

namespace knockback::ui {

// Up to this size a body goes into the editor, laid out; above, into the view that reads it where it lies.
constexpr qint64 editorLimit = 1'000'000;

// A body made ready to be shown; made on a worker thread.
struct BodyText {
    QByteArray utf8;
    CodeLanguage language = CodeLanguage::Text;
    bool laidOut = false; // white space was changed
    bool hex = false;     // binary: a hex dump
};

[[nodiscard]] BodyText prepareBody(const http::Body& body, const QByteArray& contentType,
                                   const QByteArray& contentEncoding, bool pretty);

// Offsets, bytes and letters of the first `most` bytes.
[[nodiscard]] QByteArray hexDump(const http::Body& body, qint64 most = 64 * 1024);

} // namespace knockback::ui
