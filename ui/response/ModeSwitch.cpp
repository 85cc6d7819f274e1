// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ModeSwitch.h"

#include "ui/widgets/AppStyle.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QShortcut>
#include <QToolButton>

namespace knockback::ui {

ModeSwitch::ModeSwitch(QWidget* parent) : QFrame(parent), m_group(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("bodyModes"));
    setAccessibleName(tr("How the body is shown"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const std::array<QString, bodyModeCount> names{tr("Pretty"), tr("Raw"), tr("Tree"), tr("Hex"), tr("Preview")};
    for (int i = 0; i < bodyModeCount; ++i) {
        auto* button = new QToolButton;
        button->setText(names[static_cast<std::size_t>(i)]);
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_group->addButton(button, i);
        m_buttons[static_cast<std::size_t>(i)] = button;
        layout->addWidget(button);
        auto* key = new QShortcut(QKeySequence(QStringLiteral("Ctrl+Alt+%1").arg(i + 1)), this);
        connect(key, &QShortcut::activated, button, &QToolButton::click);
    }
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) {
        m_mode = static_cast<BodyMode>(id);
        Q_EMIT chosen(m_mode);
    });
}

void ModeSwitch::setKind(BodyKind kind) {
    for (int i = 0; i < bodyModeCount; ++i) {
        auto* button = m_buttons[static_cast<std::size_t>(i)];
        const QString problem = problemWith(static_cast<BodyMode>(i), kind);
        button->setEnabled(problem.isEmpty());
        button->setToolTip(problem.isEmpty() ? tr("Show the body this way (Ctrl+Alt+%1)").arg(i + 1) : problem);
    }
}

void ModeSwitch::setMode(BodyMode mode) {
    m_mode = mode;
    m_buttons[static_cast<std::size_t>(mode)]->setChecked(true);
}

} // namespace knockback::ui
