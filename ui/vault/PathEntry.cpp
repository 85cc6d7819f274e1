// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/PathEntry.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace knockback::ui {

PathEntry::PathEntry(const QString& name, const QString& hint, QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(hint);
    row->addWidget(m_line, 1);
    auto* choose = new QToolButton;
    choose->setText(QStringLiteral("Choose…"));
    choose->setAccessibleName(QStringLiteral("Choose: %1").arg(name));
    choose->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(choose);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &PathEntry::edited);
    connect(choose, &QToolButton::clicked, this, &PathEntry::choose);
}

void PathEntry::setPath(const QString& path) {
    m_line->setText(path);
}

QString PathEntry::path() const {
    return m_line->text().trimmed();
}

void PathEntry::choose() {
    const QString start = path().isEmpty() ? QDir::homePath() : QFileInfo(path()).absolutePath();
    auto* dialog = new QFileDialog(this, m_line->accessibleName(), start);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        setPath(file);
        Q_EMIT edited();
    });
    dialog->open();
}

} // namespace knockback::ui
