// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ConnectionView.h"

#include "ui/response/AttemptFacts.h"
#include "ui/response/CertificateTree.h"

namespace knockback::ui {

ConnectionView::ConnectionView(ThemeManager& themes, QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_facts(new PairTable(tr("Connection"), themes))
    , m_chain(new CertificateTree(themes)) {
    setChildrenCollapsible(false);
    addWidget(m_facts);
    addWidget(m_chain);
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
}

void ConnectionView::setAttempt(const http::Attempt& attempt) {
    m_facts->setPairs(connectionPairs(attempt));
    // Days are counted from the attempt: that is when the certificate had to hold.
    m_chain->setChain(attempt.connection.certificates, attempt.startedAt);
}

} // namespace knockback::ui
