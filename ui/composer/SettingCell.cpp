// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SettingCell.h"

#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

SettingCell::SettingCell(const QString& caption, QWidget* control, Copy copy, QWidget* parent)
    : QWidget(parent)
    , m_copy(std::move(copy))
    , m_dot(new QLabel(QStringLiteral("•")))
    , m_reset(new QPushButton(tr("Reset"))) {
    auto* label = new QLabel(caption);
    setRole(label, "label");
    label->setBuddy(control);
    setRole(m_dot, "strong");
    m_dot->setAccessibleName(tr("%1 is changed").arg(caption));
    m_reset->setAccessibleName(tr("Reset %1").arg(caption));
    m_reset->setToolTip(tr("Back to the default"));
    m_reset->setAutoDefault(false);
    setRole(m_reset, "flat");
    // The caption's line is as high with the button as without.
    m_reset->setFixedHeight(18);
    m_reset->setStyleSheet(QStringLiteral("padding: 0 4px; min-height: 16px; font-size: 11px;"));
    for (QWidget* mark : std::initializer_list<QWidget*>{m_dot, m_reset}) {
        QSizePolicy keeps = mark->sizePolicy();
        keeps.setRetainSizeWhenHidden(true);
        mark->setSizePolicy(keeps);
        mark->hide();
    }
    auto* top = new QHBoxLayout;
    top->setSpacing(4);
    top->addWidget(label);
    top->addWidget(m_dot);
    top->addStretch(1);
    top->addWidget(m_reset);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(top);
    column->addWidget(control);
    setTabOrder(control, m_reset);
    connect(m_reset, &QPushButton::clicked, this, &SettingCell::resetRequested);
}

bool SettingCell::isChanged(const workspace::RequestSettings& settings) const {
    workspace::RequestSettings other = settings;
    reset(other);
    return !(other == settings);
}

void SettingCell::show(const workspace::RequestSettings& settings) {
    const bool changed = isChanged(settings);
    m_dot->setVisible(changed);
    m_reset->setVisible(changed);
}

} // namespace knockback::ui
