// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/ClientCertificateCheck.h"
#include "ui/models/Background.h"
#include "ui/vault/KindFields.h"

#include <QLabel>

namespace knockback::ui {

// Says of a client certificate's files whether they can be used and when it ends. Reads them on a worker.
class CertificateCheck final : public QLabel {
    Q_OBJECT
public:
    explicit CertificateCheck(const base::Clock* clock, QWidget* parent = nullptr);

    // `passphraseKept`: the key may be locked with a passphrase that is not at hand here.
    void look(const http::ClientCertificate& files, bool passphraseKept);
    // Its dates, once they are known.
    void fill(vault::Credential& credential) const;
    // Why it cannot be saved like this; empty = it can.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void looked();

private:
    void tell(const http::ClientCertificateRead& read);

    const base::Clock* m_clock;
    QString m_problem;
    bool m_looking = false;
    std::optional<http::CertificateFacts> m_facts;
    Background m_background{*this};
};

} // namespace knockback::ui
