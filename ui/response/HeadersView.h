// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/response/PairTable.h"

#include <QWidget>

class QLineEdit;

namespace knockback::ui {

// The header fields of an exchange as they went over the wire, with what each means on hover.
class HeadersView final : public QWidget {
    Q_OBJECT
public:
    explicit HeadersView(ThemeManager& themes, QWidget* parent = nullptr);
    void setPairs(const std::vector<Pair>& pairs) { m_table->setPairs(pairs); }

private:
    QLineEdit* m_filter;
    PairTable* m_table;
};

} // namespace knockback::ui
