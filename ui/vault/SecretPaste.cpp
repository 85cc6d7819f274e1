// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/SecretPaste.h"

#include "ui/widgets/AppStyle.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

SecretPaste::SecretPaste(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_state(new QLabel)
    , m_paste(new QPushButton(QStringLiteral("Paste"))) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_paste->setAccessibleName(QStringLiteral("Paste: %1").arg(name));
    m_paste->setToolTip(QStringLiteral("Ctrl+V"));
    row->addWidget(m_paste);
    m_state->setWordWrap(true);
    setRole(m_state, "muted");
    row->addWidget(m_state, 1);
    setFocusProxy(m_paste);
    connect(m_paste, &QPushButton::clicked, this, &SecretPaste::paste);
    forget();
}

void SecretPaste::paste() {
    const QString text = QGuiApplication::clipboard()->text();
    QByteArray bytes = text.toUtf8();
    const QByteArrayView wanted = QByteArrayView(bytes).trimmed();
    const bool trimmed = wanted.size() < bytes.size();
    m_secret = base::Secret::copyOf(wanted);
    base::wipe(bytes);
    if (isEmpty())
        return say(QStringLiteral("There is no text on the clipboard: copy the new secret first."));
    const auto letters = QString::fromUtf8(m_secret.reveal()).size();
    say(QStringLiteral("•••••••• %1%2")
            .arg(letters == 1 ? QStringLiteral("1 character") : QStringLiteral("%1 characters").arg(letters),
                 trimmed ? QStringLiteral(", without the spaces around them") : QString()));
}

void SecretPaste::forget() {
    m_secret.wipe();
    say(QStringLiteral("nothing pasted yet"));
}

void SecretPaste::say(const QString& sentence) {
    m_state->setText(sentence);
    m_paste->setAccessibleDescription(isEmpty() ? sentence : QStringLiteral("pasted"));
    Q_EMIT changed();
}

void SecretPaste::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste))
        return paste();
    if (event->text().isEmpty() || !event->text().at(0).isPrint() || event->key() == Qt::Key_Space)
        return QWidget::keyPressEvent(event);
    if (isEmpty())
        say(QStringLiteral("Paste it with Ctrl+V. What is pasted is kept in guarded memory, what is typed is not."));
}

} // namespace knockback::ui
