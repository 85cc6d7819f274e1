// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "ui/models/Background.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace knockback::ui {

// A private key that is read from a file into guarded memory and kept in the vault; the file is not needed after.
class KeyFileEntry final : public QWidget {
    Q_OBJECT
public:
    explicit KeyFileEntry(const QString& name, QWidget* parent = nullptr);

    void begin(bool stored);
    // Reads the file on a worker.
    void readFrom(const QString& file);
    [[nodiscard]] bool isTouched() const { return !m_key.isEmpty(); }
    [[nodiscard]] bool willBeMissing() const { return !m_stored && m_key.isEmpty(); }
    [[nodiscard]] std::optional<base::Secret> key() const;
    // Why the file that was chosen last has none.
    [[nodiscard]] const QString& problem() const { return m_problem; }

Q_SIGNALS:
    void edited();

private:
    void choose();

    bool m_stored = false;
    base::Secret m_key;
    QString m_problem;
    QLabel* m_state;
    QPushButton* m_choose;
    Background m_background{*this};
};

} // namespace knockback::ui
