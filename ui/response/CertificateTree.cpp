// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/CertificateTree.h"

#include "ui/theme/Fonts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr int chainRole = Qt::UserRole; // the certificate's place in the chain; facts have none

} // namespace

CertificateTree::CertificateTree(ThemeManager& themes, QWidget* parent) : QTreeWidget(parent), m_themes(themes) {
    setAccessibleName(tr("Certificates of the server"));
    setFrameShape(QFrame::NoFrame);
    setColumnCount(2);
    setHeaderLabels({tr("Certificate chain"), tr("Validity")});
    header()->resizeSection(0, 320);
    setUniformRowHeights(true);
    connect(&themes, &ThemeManager::changed, this, &CertificateTree::dress);
}

void CertificateTree::setChain(const std::vector<http::CertificateFacts>& chain, base::WallTime now) {
    clear();
    m_chain.clear();
    for (const auto& facts : chain)
        m_chain.push_back(certificateText(facts, now));
    QTreeWidgetItem* above = nullptr;
    for (auto i = static_cast<int>(m_chain.size()) - 1; i >= 0; --i)
        above = add(above, m_chain[static_cast<std::size_t>(i)], i);
    if (above)
        above->setExpanded(true);
    for (auto* item = above; item; item = item->parent())
        item->setExpanded(true);
    dress();
    setVisible(!m_chain.empty());
}

QTreeWidgetItem* CertificateTree::add(QTreeWidgetItem* above, const CertificateText& certificate, int depth) {
    auto* item = above ? new QTreeWidgetItem(above) : new QTreeWidgetItem(this);
    item->setText(0, certificate.name);
    item->setText(1, certificate.remaining);
    item->setData(0, chainRole, depth);
    const auto fact = [item](const QString& name, const QString& value) {
        if (value.isEmpty())
            return;
        auto* row = new QTreeWidgetItem(item, {name, value});
        row->setToolTip(1, value);
    };
    // Facts of those that only vouch for the server stay folded away: their one child is the next certificate.
    if (depth > 0)
        return item;
    fact(tr("Subject"), certificate.subject);
    fact(tr("Issuer"), certificate.issuer);
    fact(tr("Valid"), certificate.validity);
    fact(tr("Names"), certificate.names.join(QStringLiteral(", ")));
    fact(tr("SHA-256"), certificate.fingerprint);
    return item;
}

void CertificateTree::dress() {
    const auto& theme = m_themes.theme();
    for (QTreeWidgetItemIterator at(this); *at; ++at) {
        const auto place = (*at)->data(0, chainRole);
        if (!place.isValid()) {
            (*at)->setForeground(0, theme.textMuted);
            (*at)->setFont(1, monoFont(theme.type.mono));
            continue;
        }
        const auto& certificate = m_chain[static_cast<std::size_t>(place.toInt())];
        const auto cause = !certificate.valid ? Cause::SuspiciousPattern
                           : certificate.soon ? Cause::RateLimit
                                              : Cause::None;
        (*at)->setForeground(1, theme.cause(cause).text);
        (*at)->setFont(0, uiFont(theme.type.base, QFont::DemiBold));
        (*at)->setToolTip(
            0, tr("Subject: %1\nIssuer: %2\nValid: %3\nSHA-256: %4")
                   .arg(certificate.subject, certificate.issuer, certificate.validity, certificate.fingerprint));
    }
}

void CertificateTree::copyText() const {
    if (const auto* item = currentItem())
        QGuiApplication::clipboard()->setText(item->text(item->data(0, chainRole).isValid() ? 0 : 1));
}

void CertificateTree::copyPem() const {
    const auto* item = currentItem();
    while (item && !item->data(0, chainRole).isValid())
        item = item->parent();
    QByteArray pem;
    for (std::size_t i = 0; i < m_chain.size(); ++i) {
        if (!item || static_cast<int>(i) == item->data(0, chainRole).toInt())
            pem += m_chain[i].pem;
    }
    QGuiApplication::clipboard()->setText(QString::fromLatin1(pem));
}

void CertificateTree::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copyText();
    QTreeWidget::keyPressEvent(event);
}

void CertificateTree::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), QKeySequence::Copy, this, &CertificateTree::copyText);
    menu->addAction(tr("Copy as PEM"), this, &CertificateTree::copyPem);
    menu->popup(event->globalPos());
}

} // namespace knockback::ui
