// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QWidget>

namespace knockback::ui {

class ThemeManager;

// A secret on the screen: dots, always as many, until it is revealed. Painted from guarded memory, so that there is no
// text of it in the widget; never read out to a screen reader.
class SecretText final : public QWidget {
    Q_OBJECT
public:
    explicit SecretText(ThemeManager& themes, QWidget* parent = nullptr);

    void reveal(base::Secret secret);
    void hideSecret();
    [[nodiscard]] bool isRevealed() const { return !m_secret.isEmpty(); }
    [[nodiscard]] QByteArrayView revealed() const { return m_secret.reveal(); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int letters(int width) const;

    ThemeManager& m_themes;
    base::Secret m_secret;
};

} // namespace knockback::ui
