// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FileField.h"

#include "ui/composer/FilePlace.h"
#include "ui/composer/VariableLineEdit.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QToolButton>

namespace knockback::ui {

FileField::FileField(const QString& name, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_line(new VariableLineEdit(themes))
    , m_choose(new QToolButton) {
    m_line->setAccessibleName(name);
    m_line->setFont(monoFont(themes.theme().type.mono));
    m_choose->setAccessibleName(tr("Choose the file: %1").arg(name));
    m_choose->setToolTip(tr("Choose a file"));
    setRole(m_choose, "outline");
    m_choose->setText(QStringLiteral("…"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_line, 1);
    row->addWidget(m_choose);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::look);
    connect(m_line, &QLineEdit::textEdited, this, &FileField::edited);
    connect(m_choose, &QToolButton::clicked, this, &FileField::choose);
    connect(&themes, &ThemeManager::changed, this, &FileField::look);
}

void FileField::setFolder(const QString& folder) {
    m_folder = folder;
    look();
}

void FileField::setScope(const VariableScope& scope) {
    m_line->setScope(scope);
}

void FileField::setPath(const QString& path) {
    if (path != m_line->text())
        m_line->setText(path);
    look();
}

QString FileField::path() const {
    return m_line->text().trimmed();
}

QString FileField::words() const {
    return fileWords(m_folder, path());
}

void FileField::look() {
    const auto facts = fileFacts(m_folder, path());
    const bool missing = !path().isEmpty() && facts.known && !facts.exists;
    m_line->setStyleSheet(missing ? QStringLiteral("color: %1;").arg(m_themes.theme().danger().name()) : QString());
    m_line->setToolTip(words());
    m_line->setAccessibleDescription(words());
}

void FileField::choose() {
    auto* dialog = new QFileDialog(this, tr("Choose a file"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_line->selectAll();
        m_line->insert(pathInFile(m_folder, file)); // as if it had been typed: undo takes it back
        m_line->setFocus();
    });
    dialog->open();
}

} // namespace knockback::ui
