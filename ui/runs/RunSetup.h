// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/DataTable.h"
#include "ui/models/Background.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QSpinBox;

namespace knockback::ui {

class ElidedLabel;

// How often a request is sent: so many times or once for each row of a data file, and how many at once.
class RunSetup final : public QWidget {
    Q_OBJECT
public:
    explicit RunSetup(QWidget* parent = nullptr);

    [[nodiscard]] std::size_t times() const;
    [[nodiscard]] int concurrency() const;
    // Null when no file was chosen.
    [[nodiscard]] const std::shared_ptr<const runs::DataTable>& table() const { return m_table; }
    // Where the file dialog starts.
    void setFolder(const QString& folder) { m_folder = folder; }
    // Reads it on a worker; changed() or failed() follows.
    void load(const QString& path);
    void focusTimes();

Q_SIGNALS:
    void changed();
    void failed(const QString& sentence); // the file cannot be used
    void submitted();                     // Enter in a number

private:
    QLayout* buildNumbers();
    void buildChosen();
    void choose();
    void drop();
    void take(const QString& path, const runs::DataResult& read);

    QSpinBox* m_times;
    QSpinBox* m_concurrency;
    QPushButton* m_file;
    QPushButton* m_noFile;
    ElidedLabel* m_name;
    ElidedLabel* m_rows;
    QWidget* m_chosen; // what is known of the file; hidden while there is none
    QString m_folder;
    std::shared_ptr<const runs::DataTable> m_table;
    Background m_reading{*this};
};

} // namespace knockback::ui
