// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QImage>
#include <QWidget>

namespace knockback::ui {

// An image in its own size, or made smaller to fit, over a chequered ground where it is transparent.
class ImageView final : public QWidget {
    Q_OBJECT
public:
    explicit ImageView(ThemeManager& themes, QWidget* parent = nullptr);
    void setImage(const QImage& image);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
    QImage m_image;
};

} // namespace knockback::ui
