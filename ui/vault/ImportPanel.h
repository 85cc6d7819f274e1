// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/SecretImport.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace knockback::ui {

// What a file holds, before any of it is added: what each would be called, where it may go, and what it would meet.
class ImportPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ImportPanel(QWidget* parent = nullptr);

    // `taken`: the names that are in the vault; `clashes` has one for each that was found.
    void begin(const QString& fileName, vault::ImportedFile file, const std::vector<QByteArray>& taken,
               const std::vector<vault::ImportClash>& clashes);
    // Forgets what was found.
    void end();
    // What was chosen, once submitted() came; handed over once.
    [[nodiscard]] std::vector<vault::CredentialStore::Entry> takeChosen();

Q_SIGNALS:
    void submitted();
    void cancelled();

private:
    void showCount();

    std::vector<vault::ImportedSecret> m_found;
    QLabel* m_title;
    QLabel* m_notes;
    QListWidget* m_list;
    QLineEdit* m_hosts;
    QPushButton* m_submit;
};

} // namespace knockback::ui
