// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyForm.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace knockback::ui {

class FileField;

// A body that is one file: which, how big, and whether {{variables}} in it count.
class FileBodyView final : public QWidget {
    Q_OBJECT
public:
    explicit FileBodyView(ThemeManager& themes, QWidget* parent = nullptr);

    void setFolder(const QString& folder);
    void setScope(const VariableScope& scope);
    void setFile(const workspace::FileBody& file);
    [[nodiscard]] workspace::FileBody file() const;

Q_SIGNALS:
    void edited();

private:
    void showSize();

    FileField* m_path;
    QCheckBox* m_variables;
    QLabel* m_size;
};

} // namespace knockback::ui
