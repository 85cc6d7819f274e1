// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/FormFoot.h"

#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

QPushButton* addFormFoot(QVBoxLayout& column, QPushButton& submit) {
    auto* cancel = new QPushButton(QStringLiteral("Cancel"));
    setRole(&submit, "primary");
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(&submit);
    column.addLayout(buttons);
    return cancel;
}

} // namespace knockback::ui
