// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/models/BodyKind.h"
#include "ui/models/JsonPrinter.h"
#include "ui/models/StopFlag.h"

#include <memory>

namespace knockback::ui {

// Makes the text of a body that is shown: as UTF-8, and laid out when that is asked for. A large text grows while it is
// made, so that its begin is on the screen long before its end is ready.
class TextJob {
public:
    TextJob(http::Body body, BodyKind kind, const QByteArray& contentType, bool pretty);
    ~TextJob();

    // Nothing has to be done: text() is the body itself.
    [[nodiscard]] bool isTrivial() const { return !m_decodes && !m_layOut; }
    // What is ready so far. Any thread.
    [[nodiscard]] http::Body text() const;

    // The first rows, in much less than a frame.
    void begin();
    // The rest; for a worker thread.
    void finish(const StopFlag& stop);
    // What the user should know of it, in a sentence; after finish().
    [[nodiscard]] const QString& note() const { return m_note; }

private:
    // What is over it goes to a file: it is the second copy of a body that is in memory or in a file already.
    static constexpr qint64 memoryLimit = 2 * 1024 * 1024;

    [[nodiscard]] http::Body decoded(const StopFlag& stop) const;
    void printJson(const http::Body& body, qint64 upTo, const StopFlag& stop);
    void append(QByteArrayView bytes);

    http::Body m_body;
    BodyKind m_kind;
    QByteArray m_charset; // that the body is decoded from
    bool m_decodes = false;
    bool m_layOut = false;
    bool m_full = false; // the disk refused to take more
    http::BodyWriter m_writer{memoryLimit};
    JsonPrinter m_printer;
    qint64 m_printed = 0;
    QString m_note;
};

} // namespace knockback::ui
