// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace knockback::ui {

// A file's path, typed or chosen.
class PathEntry final : public QWidget {
    Q_OBJECT
public:
    PathEntry(const QString& name, const QString& hint, QWidget* parent = nullptr);

    void setPath(const QString& path);
    [[nodiscard]] QString path() const;
    [[nodiscard]] QLineEdit& line() { return *m_line; }

Q_SIGNALS:
    void edited();

private:
    void choose();

    QLineEdit* m_line;
};

} // namespace knockback::ui
