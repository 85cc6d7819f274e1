// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/NameValueModel.h"
#include "ui/theme/ThemeManager.h"

#include <QStringList>
#include <QTableView>

namespace knockback::ui {

// A headers or parameters table: type in the empty last row to add one, untick to leave one out, Delete to remove it.
class NameValueTable final : public QTableView {
    Q_OBJECT
public:
    // `noun` is what a row is called; `names` are offered while a name is typed.
    NameValueTable(const QString& noun, const QStringList& names, ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] NameValueModel& rows() { return *m_model; }
    [[nodiscard]] const NameValueModel& rows() const { return *m_model; }
    // Takes over what is being typed, as Return would.
    void commit();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    NameValueModel* m_model;
};

// Request fields that people type most.
[[nodiscard]] QStringList commonRequestHeaders();

} // namespace knockback::ui
