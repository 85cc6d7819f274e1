// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace knockback::ui {

// Dims a window while a dialog is open over it, and goes with the dialog.
class Scrim final : public QWidget {
    Q_OBJECT
public:
    // Covers `window` until `dialog` is closed or gone.
    static void cover(QWidget& window, QObject& dialog);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    explicit Scrim(QWidget& window);
};

} // namespace knockback::ui
