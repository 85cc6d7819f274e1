// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace knockback::ui {

// A piece of a line made ready to be drawn, with the way back from its letters to the bytes: bytes that are no UTF-8
// stand as replacement characters, control characters as their pictures.
struct TextRow {
    QString text;
    std::vector<int> bytes; // where each UTF-16 unit of `text` began, and the end

    // The unit that holds byte number `byte`.
    [[nodiscard]] int unitAt(qint64 byte) const;
};

[[nodiscard]] TextRow textRow(QByteArrayView utf8);

} // namespace knockback::ui
