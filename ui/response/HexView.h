// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/theme/ThemeManager.h"

#include <QAbstractScrollArea>

namespace knockback::ui {

// Offsets, bytes and letters of a body of any size; reads only what is on the screen. Bytes can be selected and copied
// as hexadecimal digits.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int bytesPerRow = 16;
    static constexpr qint64 copyLimit = 1024 * 1024;

    explicit HexView(ThemeManager& themes, QWidget* parent = nullptr);

    void setBody(const http::Body& body);
    void grow() { updateScrollBars(); }
    void copy();

Q_SIGNALS:
    void noted(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent*) override { updateScrollBars(); }
    void scrollContentsBy(int, int) override { viewport()->update(); }
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void dress();
    void updateScrollBars();
    void paintRow(QPainter& painter, qint64 offset, QByteArrayView bytes, int y) const;
    [[nodiscard]] qint64 byteAt(const QPoint& position) const;
    [[nodiscard]] double hexX(int column) const;
    [[nodiscard]] double letterX(int column) const;
    void moveTo(qint64 byte, bool select);

    ThemeManager& m_themes;
    http::Body m_body;
    int m_rowHeight = 16;
    double m_width = 8; // of a character
    qint64 m_anchor = -1;
    qint64 m_caret = -1; // the last selected byte; -1 = nothing is selected
};

} // namespace knockback::ui
