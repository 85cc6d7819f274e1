// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bodies/Bodies.h"

#include "tests/bench/support/Usage.h"

#include <QCoreApplication>

namespace knockback::bench {

QByteArray jsonText(qint64 size) {
    QByteArray text = "{\"page\":1,\"items\":[";
    text.reserve(size + 1024);
    for (int i = 0; text.size() < size; ++i) {
        if (i > 0)
            text += ',';
        text += "{\"id\":" + QByteArray::number(1'000'000'000'000'000'001LL + i) + ",\"name\":\"Caf\xc3\xa9 number " +
                QByteArray::number(i) +
                "\",\"price\":1.10,\"rate\":1E5,\"tags\":[\"new\",\"with \\\"quotes\\\"\"],\"dup\":1,\"dup\":2,"
                "\"owner\":{\"login\":\"someone\",\"admin\":false,\"score\":null}}";
    }
    return text + "]}";
}

http::Body bodyOf(const QByteArray& bytes, qint64 memoryLimit) {
    http::BodyWriter writer(memoryLimit);
    if (!writer.append(bytes))
        qFatal("the disk is full");
    return writer.body();
}

void spinUntil(const std::function<bool()>& done) {
    const double begun = wallSeconds();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        QCoreApplication::processEvents();
        if (wallSeconds() - begun > 60)
            qFatal("what was waited for did not happen");
    }
}

void showLarge(QWidget& widget) {
    widget.resize(1200, 800);
    widget.show();
    QCoreApplication::processEvents();
    widget.repaint();
}

} // namespace knockback::bench
