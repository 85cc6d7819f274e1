// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace knockback::ui {

class CookieForm;
class CookieModel;
class MessageBar;

// The open workspace's cookie jar: what servers set, and what is sent back to them.
class CookiesPage final : public QWidget {
    Q_OBJECT
public:
    CookiesPage(Backend& backend, ThemeManager& themes, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildList(ThemeManager& themes);
    QWidget* buildBar();
    QWidget* buildKeeping();
    void buildTable();
    void refresh();
    void showKeeping();
    void updateButtons();
    void beginAdding();
    void beginEditing();
    void save();
    void remove(std::vector<http::Cookie> cookies, const QString& sentence);
    void removeSelected();
    void removeDomain();
    void removeAll();
    void leaveForm();

    Backend& m_backend;
    CookieModel* m_model;
    QTableView* m_table;
    QLineEdit* m_search;
    QStackedWidget* m_stack;
    MessageBar* m_message;
    QPushButton* m_reveal;
    QPushButton* m_remove;
    QPushButton* m_removeDomain;
    QPushButton* m_removeAll;
    QLabel* m_where;
    QCheckBox* m_keep;
    QCheckBox* m_keepSession;
    QWidget* m_side = nullptr;
    CookieForm* m_form;
};

} // namespace knockback::ui
