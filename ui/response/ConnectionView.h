// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "ui/theme/ThemeManager.h"

#include <QSplitter>

namespace knockback::ui {

class CertificateTree;
class PairTable;

// Over what the attempt went: addresses, version, TLS, and the certificates that the server showed.
class ConnectionView final : public QSplitter {
    Q_OBJECT
public:
    explicit ConnectionView(ThemeManager& themes, QWidget* parent = nullptr);
    void setAttempt(const http::Attempt& attempt);

private:
    PairTable* m_facts;
    CertificateTree* m_chain;
};

} // namespace knockback::ui
