// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QToolButton;

namespace knockback::ui {

class VariableLineEdit;

// A path of a .http file with a button that looks for it. A file that is not there is written in the warning colour.
class FileField final : public QWidget {
    Q_OBJECT
public:
    FileField(const QString& name, ThemeManager& themes, QWidget* parent = nullptr);

    // Where relative paths start.
    void setFolder(const QString& folder);
    void setScope(const VariableScope& scope);
    void setPath(const QString& path);
    [[nodiscard]] QString path() const;
    [[nodiscard]] VariableLineEdit& line() { return *m_line; }
    // Size, or that it is missing.
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void edited();

private:
    void choose();
    void look();

    ThemeManager& m_themes;
    QString m_folder;
    VariableLineEdit* m_line;
    QToolButton* m_choose;
};

} // namespace knockback::ui
