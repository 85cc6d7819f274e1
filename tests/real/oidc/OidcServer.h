// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/SigningKey.h"
#include "tests/real/support/RunningServer.h"

#include <QTemporaryDir>

#include <map>

namespace knockback::test {

// oidc-provider (npm) behind a front that can fail, see server.js, with keys and certificates made for this one run.
class OidcServer {
public:
    // False when it does not come up; problem() says why.
    [[nodiscard]] bool start();
    [[nodiscard]] std::string problem() const { return m_server.problem().toStdString(); }

    [[nodiscard]] QByteArray issuer() const { return m_server.url("").toUtf8(); }
    [[nodiscard]] const oauth::SigningKey& ecKey() const { return m_ecKey; }
    [[nodiscard]] const oauth::SigningKey& rsaKey() const { return m_rsaKey; }
    // The settings of a client that shows the certificate that the server knows; or one of the same name that somebody
    // else has signed.
    [[nodiscard]] std::map<QByteArray, QByteArray> certified() const;
    [[nodiscard]] std::map<QByteArray, QByteArray> forged() const;

private:
    [[nodiscard]] QByteArray file(const char* name) const;
    void write(const char* name, const QByteArray& bytes) const;

    QTemporaryDir m_folder;
    oauth::SigningKey m_ecKey = oauth::SigningKey::generateP256();
    oauth::SigningKey m_rsaKey = newRsaKey();
    RunningServer m_server;

    static oauth::SigningKey newRsaKey();
};

} // namespace knockback::test
