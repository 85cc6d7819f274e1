// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FileBodyView.h"

#include "ui/composer/FileField.h"
#include "ui/composer/ReflowGrid.h"
#include "ui/composer/VariableLineEdit.h"
#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace knockback::ui {

FileBodyView::FileBodyView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_path(new FileField(tr("File to send"), themes))
    , m_variables(new QCheckBox(tr("Fill in {{variables}} in the file")))
    , m_size(new QLabel) {
    m_path->line().setObjectName(QStringLiteral("bodyFile"));
    m_path->line().setPlaceholderText(tr("./picture.png, relative to the .http file; or drop a file here"));
    m_variables->setObjectName(QStringLiteral("bodyFileVariables"));
    m_variables->setToolTip(tr("Off: the file goes out byte for byte. On: as text, with values in the place of its "
                               "{{variables}} (“<@” in the .http file)"));
    m_size->setObjectName(QStringLiteral("bodyFileSize"));
    setRole(m_size, "label");
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_variables);
    row->addWidget(m_size, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_path);
    column->addLayout(row);
    column->addStretch(1);
    setFocusProxy(m_path);
    connect(m_path, &FileField::edited, this, [this] {
        showSize();
        Q_EMIT edited();
    });
    connect(m_variables, &QCheckBox::clicked, this, &FileBodyView::edited);
}

void FileBodyView::setFolder(const QString& folder) {
    m_path->setFolder(folder);
    showSize();
}

void FileBodyView::setScope(const VariableScope& scope) {
    m_path->setScope(scope);
}

void FileBodyView::setFile(const workspace::FileBody& file) {
    m_path->setPath(QString::fromUtf8(file.path));
    m_variables->setChecked(file.variables);
    showSize();
}

workspace::FileBody FileBodyView::file() const {
    return {m_path->path().toUtf8(), m_variables->isChecked()};
}

void FileBodyView::showSize() {
    m_size->setText(m_path->path().isEmpty() ? tr("No file is chosen yet.") : m_path->words());
}

} // namespace knockback::ui
