// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/KeyHint.h"

#include "ui/widgets/AppStyle.h"

namespace knockback::ui {

KeyHint::KeyHint(const QKeySequence& key, QWidget* parent) : QLabel(parent) {
    setRole(this, "key");
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setKey(key);
}

void KeyHint::setKey(const QKeySequence& key) {
    setText(key.toString(QKeySequence::NativeText).replace(QLatin1Char('+'), QLatin1Char(' ')));
}

} // namespace knockback::ui
