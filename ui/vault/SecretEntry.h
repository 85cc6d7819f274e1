// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QToolButton;

namespace knockback::ui {

// A field for a secret. What is typed is hidden; one that the vault has stays there unseen and untouched until
// something is typed in its place, or until it is taken away where the credential can do without.
class SecretEntry final : public QWidget {
    Q_OBJECT
public:
    enum class Need { Required, Optional };
    SecretEntry(const QString& name, Need need, const QString& hint = {}, QWidget* parent = nullptr);

    // A user name is kept like a secret, but may be seen while it is typed.
    void setSeen();
    // Nothing typed; `stored`: whether the vault has one.
    void begin(bool stored);
    [[nodiscard]] bool isTouched() const;
    // Whether there will be none after saving.
    [[nodiscard]] bool willBeMissing() const;
    // What is to be stored, an empty one when it is to be removed; nothing when it stays as it is. The text stays in
    // the field until begin(): the vault may refuse it.
    [[nodiscard]] std::optional<base::Secret> secret() const;
    [[nodiscard]] QLineEdit& line() { return *m_line; }

Q_SIGNALS:
    void edited();

private:
    void setRemoved(bool removed);

    Need m_need;
    QString m_hint;
    bool m_stored = false;
    bool m_removed = false;
    QLineEdit* m_line;
    QToolButton* m_remove;
};

} // namespace knockback::ui
