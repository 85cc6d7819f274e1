// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OfferUndo.h"

#include <QPushButton>

namespace knockback::ui {

void offerUndo(MessageBar& bar, diagnosis::Cause cause, const QString& sentence, std::function<void()> back) {
    bar.say(cause, sentence);
    auto* button = bar.addButton(MessageBar::tr("Undo"));
    button->setObjectName(QStringLiteral("undo"));
    QObject::connect(button, &QPushButton::clicked, &bar, [&bar, back = std::move(back)] {
        const auto act = back; // dismissing takes the button away
        bar.dismiss();
        act();
    });
}

} // namespace knockback::ui
