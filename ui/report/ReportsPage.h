// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableWidget;

namespace knockback::ui {

class EmptyState;
class ThemeManager;

// The reports that were saved to the reports folder, newest first, and the way to the next one.
class ReportsPage final : public QWidget {
    Q_OBJECT
public:
    // `folder` is made when the first report is saved.
    ReportsPage(QString folder, ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    // Looks into the folder again.
    void refresh();

Q_SIGNALS:
    // The user wants a report on the newest block.
    void escalateWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    void openSelected();

    QString m_folder;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QTableWidget* m_table;
};

} // namespace knockback::ui
