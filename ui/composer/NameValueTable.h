// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/NameValueDelegate.h"
#include "ui/composer/TypingTable.h"
#include "ui/models/NameValueModel.h"
#include "ui/theme/ThemeManager.h"

class QMenu;

namespace knockback::ui {

// A headers or parameters table: type in the empty row to add one, untick to leave one out. Keys: Delete removes,
// Alt+Up and Alt+Down move, Alt+Shift+Down doubles, Alt+O switches on and off; all but Delete while typing, too.
class NameValueTable final : public TypingTable {
    Q_OBJECT
public:
    NameValueTable(TableSubject subject, ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] NameValueModel& rows() { return *m_model; }
    [[nodiscard]] const NameValueModel& rows() const { return *m_model; }
    void setScope(const VariableScope& scope);
    [[nodiscard]] const VariableScope& scope() const { return m_delegate->scope(); }

    void removeCurrent();
    void duplicateCurrent();
    void shiftCurrent(int by);
    void toggleCurrent();

Q_SIGNALS:
    void bulkRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    // Letters typed on a row that cannot be edited are no search.
    void keyboardSearch(const QString&) override {}

private:
    bool takeKey(QKeyEvent& event);
    void stand(int row);
    [[nodiscard]] QString tipFor(const QModelIndex& index) const;

    NameValueModel* m_model;
    NameValueDelegate* m_delegate;
};

} // namespace knockback::ui
