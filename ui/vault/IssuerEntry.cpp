// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/IssuerEntry.h"

#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

namespace knockback::ui {

IssuerEntry::IssuerEntry(const QString& name, VaultActions::Discover discover, QWidget* parent)
    : QWidget(parent)
    , m_discover(std::move(discover))
    , m_line(new QLineEdit)
    , m_ask(new QPushButton(QStringLiteral("Find endpoints")))
    , m_state(new QLabel) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(QStringLiteral("https://login.example.com"));
    row->addWidget(m_line, 1);
    row->addWidget(m_ask);
    column->addLayout(row);
    setRole(m_state, "small");
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->hide();
    column->addWidget(m_state);
    setFocusProxy(m_line);
    m_ask->setVisible(m_discover != nullptr);
    m_ask->setToolTip(QStringLiteral("Asks the issuer where its endpoints are (RFC 8414, OpenID Connect Discovery)"));
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        say({});
        Q_EMIT edited();
    });
    connect(m_ask, &QPushButton::clicked, this, &IssuerEntry::ask);
}

void IssuerEntry::setIssuer(const QString& issuer) {
    m_line->setText(issuer);
    say({});
}

QString IssuerEntry::issuer() const {
    return m_line->text().trimmed();
}

void IssuerEntry::ask() {
    if (issuer().isEmpty())
        return say(QStringLiteral("Write the issuer first: https://login.example.com."), true);
    say(QStringLiteral("Asking %1…").arg(issuer()));
    m_ask->setEnabled(false); // after say(), which also counts the question
    m_discover(issuer().toUtf8(), [entry = QPointer(this), mine = m_asked](const VaultActions::Discovered& answer) {
        if (!entry || entry->m_asked != mine)
            return;
        entry->say(answer ? QStringLiteral("It answered: its endpoints are filled in below.") : answer.error(),
                   !answer);
        if (answer)
            Q_EMIT entry->found(*answer);
    });
}

void IssuerEntry::say(const QString& sentence, bool problem) {
    ++m_asked;
    m_ask->setEnabled(true);
    setRole(m_state, problem ? "problem" : "small");
    m_state->setText(sentence);
    m_state->setVisible(!sentence.isEmpty());
    m_line->setAccessibleDescription(sentence);
}

} // namespace knockback::ui
