// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/SecretEntry.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace knockback::ui {

SecretEntry::SecretEntry(const QString& name, Need need, const QString& hint, QWidget* parent)
    : QWidget(parent)
    , m_need(need)
    , m_hint(hint)
    , m_line(new QLineEdit)
    , m_remove(new QToolButton) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_line, 1);
    row->addWidget(m_remove);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setAccessibleName(name);
    setFocusProxy(m_line);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    connect(m_line, &QLineEdit::textEdited, this, &SecretEntry::edited);
    connect(m_remove, &QToolButton::clicked, this, [this] {
        setRemoved(!m_removed);
        Q_EMIT edited();
    });
    begin(false);
}

void SecretEntry::setSeen() {
    m_line->setEchoMode(QLineEdit::Normal);
}

void SecretEntry::begin(bool stored) {
    m_line->clear();
    m_stored = stored;
    m_remove->setVisible(stored && m_need == Need::Optional);
    setRemoved(false);
}

void SecretEntry::setRemoved(bool removed) {
    m_removed = removed;
    if (removed)
        m_line->clear();
    m_line->setEnabled(!removed);
    m_line->setPlaceholderText(removed    ? QStringLiteral("removed when you save")
                               : m_stored ? QStringLiteral("kept; type to replace")
                                          : m_hint);
    m_remove->setText(removed ? QStringLiteral("Keep") : QStringLiteral("Remove"));
    m_remove->setAccessibleName(QStringLiteral("%1: %2").arg(m_remove->text(), m_line->accessibleName()));
}

bool SecretEntry::isTouched() const {
    return m_removed || !m_line->text().isEmpty();
}

bool SecretEntry::willBeMissing() const {
    return m_removed || (!m_stored && m_line->text().isEmpty());
}

std::optional<base::Secret> SecretEntry::secret() const {
    if (m_removed)
        return base::Secret();
    if (m_line->text().isEmpty())
        return std::nullopt;
    return base::Secret(m_line->text().toUtf8());
}

} // namespace knockback::ui
