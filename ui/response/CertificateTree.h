// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Attempt.h"
#include "ui/models/CertificateText.h"
#include "ui/theme/ThemeManager.h"

#include <QTreeWidget>

namespace knockback::ui {

// The chain of certificates that a server showed: the issuer on top, the server's own one innermost and open.
class CertificateTree final : public QTreeWidget {
    Q_OBJECT
public:
    explicit CertificateTree(ThemeManager& themes, QWidget* parent = nullptr);

    // Leaf first; `now` decides how many days are left.
    void setChain(const std::vector<http::CertificateFacts>& chain, base::WallTime now);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QTreeWidgetItem* add(QTreeWidgetItem* above, const CertificateText& certificate, int depth);
    void dress();
    void copyText() const;
    void copyPem() const;

    ThemeManager& m_themes;
    std::vector<CertificateText> m_chain; // leaf first
};

} // namespace knockback::ui
