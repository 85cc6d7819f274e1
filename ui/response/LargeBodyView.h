// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/models/Background.h"
#include "ui/response/LineIndex.h"
#include "ui/theme/ThemeManager.h"

#include <QAbstractScrollArea>

namespace knockback::ui {

// Shows a body of any size as plain text by reading only the rows on the screen. The first rows are there at once, the
// scroll bar covers everything as soon as the index is made.
class LargeBodyView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LargeBodyView(ThemeManager& themes, QWidget* parent = nullptr);

    void setBody(const http::Body& body);
    [[nodiscard]] qint64 rowCount() const { return m_index.rowCount(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void dress();
    void updateScrollBars();
    [[nodiscard]] int rowHeight() const { return viewport()->fontMetrics().height(); }

    ThemeManager& m_themes;
    http::Body m_body;
    LineIndex m_index;
    Background m_background{*this};
};

} // namespace knockback::ui
