// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/ConnectivityView.h"

#include "ui/diagnosis/FindingWords.h"
#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

ConnectivityView::ConnectivityView(const QString& host, MakeOrder makeOrder, const QByteArray& resolver,
                                   ThemeManager& themes, QWidget* parent)
    : FindingFrame(QStringLiteral("connectivity"), tr("Is it me or them?"), host, parent)
    , m_makeOrder(std::move(makeOrder))
    , m_resolver(new QLineEdit(QString::fromLatin1(resolver)))
    , m_contacts(addText({}, ""))
    , m_table(new StepTable(tr("Checklist"), {tr("Step"), tr("Result"), tr("Time")}, checkMark, themes))
    , m_copy(addButton(tr("Copy as text"))) {
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Another resolver"));
    label->setBuddy(m_resolver);
    m_resolver->setObjectName(QStringLiteral("resolver"));
    m_resolver->setAccessibleName(tr("Address of another resolver to ask"));
    m_resolver->setPlaceholderText(tr("an address such as 192.0.2.53, or empty for none"));
    row->addWidget(label);
    row->addWidget(m_resolver, 1);
    column().addLayout(row);
    m_contacts->setObjectName(QStringLiteral("contacts"));
    m_table->setBadCause(diagnosis::Cause::SuspiciousPattern);
    m_table->setColumnWidth(0, 210);
    column().addWidget(m_table, 1);
    connect(m_resolver, &QLineEdit::textChanged, this, &ConnectivityView::review);
    connect(&startButton(), &QPushButton::clicked, this, &ConnectivityView::start);
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(checkText(m_news)); });
    m_copy->hide();
    review();
}

// Names what would be contacted as the choices stand.
void ConnectivityView::review() {
    auto made = m_makeOrder(m_resolver->text().trimmed().toLatin1());
    m_order = made ? std::optional(made.value()) : std::nullopt;
    startButton().setEnabled(made.ok());
    QString text;
    if (made) {
        text = tr("These will be contacted, and nothing else:");
        for (const QString& contact : connectivity::contactsOf(made.value()))
            text += QStringLiteral("\n–  ") + contact;
    } else {
        text = made.error();
    }
    m_contacts->setText(text);
}

void ConnectivityView::start() {
    if (!m_order)
        return;
    m_resolver->setEnabled(false);
    setRunning(true);
    Q_EMIT startWanted(*m_order);
}

void ConnectivityView::show(const session::CheckNews& news) {
    m_news = news;
    m_table->setLines(linesOf(news));
    if (!news.conclusion)
        return;
    setRunning(false);
    m_resolver->setEnabled(true);
    startButton().setText(tr("Check again"));
    m_copy->show();
    say(news.conclusion->sentence, false);
}

} // namespace knockback::ui
