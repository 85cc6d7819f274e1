// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/HeadersView.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace knockback::ui {

HeadersView::HeadersView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_filter(new QLineEdit)
    , m_table(new PairTable(tr("Header fields"), themes)) {
    m_filter->setObjectName(QStringLiteral("headerFilter"));
    m_filter->setPlaceholderText(tr("Filter names and values"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(320);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 4);
    bar->addWidget(m_filter);
    bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    connect(m_filter, &QLineEdit::textChanged, m_table, &PairTable::setFilter);
}

} // namespace knockback::ui
