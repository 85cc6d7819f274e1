// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SectionHeader.h"

#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>

namespace knockback::ui {

SectionHeader::SectionHeader(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_row(new QHBoxLayout(this)) {
    setRole(m_title, "section");
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->addWidget(m_title, 1);
}

void SectionHeader::setTitle(const QString& title) {
    m_title->setText(title);
}

void SectionHeader::addTrailing(QWidget* widget) {
    m_row->addWidget(widget);
}

} // namespace knockback::ui
