// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultSecretInput.h"

#include <map>

#include <termios.h>
#include <unistd.h>

namespace knockback::cli {
namespace {

using base::Failure;
using base::Secret;
using vault::CredentialKind;
using vault::SecretRole;
using vault::Secrets;

constexpr qint64 longestInput = 1024 * 1024;

const std::map<QByteArray, SecretRole> roles{{"value", SecretRole::Value},
                                             {"token", SecretRole::Value},
                                             {"password", SecretRole::Value},
                                             {"refresh_token", SecretRole::RefreshToken},
                                             {"client_secret", SecretRole::ClientSecret},
                                             {"session_token", SecretRole::SessionToken},
                                             {"username", SecretRole::UserName}};

// What a single value without a key is.
SecretRole mainRole(CredentialKind kind) {
    switch (kind) {
    case CredentialKind::ClientCredentials:
    case CredentialKind::AuthorizationCode:
    case CredentialKind::DeviceCode:
        return SecretRole::ClientSecret;
    case CredentialKind::RefreshToken:
        return SecretRole::RefreshToken;
    default:
        return SecretRole::Value;
    }
}

// A public client has no secret, a sign-in brings its own, and a certificate's key may have no passphrase.
bool mayBeEmpty(CredentialKind kind) {
    return kind == CredentialKind::AuthorizationCode || kind == CredentialKind::DeviceCode ||
           kind == CredentialKind::ClientCertificate;
}

std::optional<Secrets> parseLines(const QByteArray& input) {
    Secrets secrets;
    for (qsizetype start = 0; start < input.size();) {
        const qsizetype newline = input.indexOf('\n', start);
        const qsizetype end = newline < 0 ? input.size() : newline;
        QByteArray line = input.mid(start, end - start);
        start = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        const qsizetype equals = line.indexOf('=');
        const auto role = roles.find(line.left(std::max<qsizetype>(equals, 0)));
        const bool known = role != roles.end();
        if (known)
            secrets.insert_or_assign(role->second, Secret(line.mid(equals + 1)));
        const bool blank = line.isEmpty();
        base::wipe(line);
        if (!known && !blank)
            return std::nullopt;
    }
    if (secrets.empty())
        return std::nullopt;
    return secrets;
}

base::Result<Secrets, QString> parseBasic(const QByteArray& value) {
    const qsizetype colon = value.indexOf(':');
    if (colon < 0)
        return Failure(
            QStringLiteral("A basic credential is user:password on standard input, or the lines username=… and "
                           "password=…."));
    Secrets secrets;
    secrets.emplace(SecretRole::UserName, Secret(value.left(colon)));
    secrets.emplace(SecretRole::Value, Secret(value.mid(colon + 1)));
    return secrets;
}

// A terminal shows what is typed; this hides it for as long as it lives.
class EchoOff {
public:
    EchoOff() {
        if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_active = true;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~EchoOff() {
        if (m_active)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;
    [[nodiscard]] bool isTerminal() const { return m_active; }

private:
    termios m_before{};
    bool m_active = false;
};

} // namespace

base::Result<Secrets, QString> parseSecrets(QByteArray& input, CredentialKind kind) {
    if (input.size() > longestInput)
        return Failure(QStringLiteral("Standard input is over 1 MB, too much for a secret."));
    if (auto lines = parseLines(input)) {
        base::wipe(input);
        return std::move(*lines);
    }
    QByteArray value = input;
    value.detach();
    base::wipe(input);
    if (value.endsWith('\n'))
        value.chop(1);
    if (value.endsWith('\r'))
        value.chop(1);
    if (value.isEmpty()) {
        if (mayBeEmpty(kind))
            return Secrets();
        return Failure(
            QStringLiteral("No secret came on standard input. Pipe it in: printf %s \"$TOKEN\" | knockback vault "
                           "add …"));
    }
    if (value.contains('\n')) {
        base::wipe(value);
        return Failure(
            QStringLiteral("Several lines came on standard input. Give one value, or lines of key=value with the "
                           "keys value, refresh_token, client_secret, username, password."));
    }
    if (kind == CredentialKind::Basic || kind == CredentialKind::Digest) {
        auto secrets = parseBasic(value);
        base::wipe(value);
        return secrets;
    }
    Secrets secrets;
    secrets.emplace(mainRole(kind), Secret(std::move(value)));
    return secrets;
}

base::Result<Secrets, QString> readSecrets(QIODevice& in, CredentialKind kind) {
    const EchoOff echo;
    QByteArray input = in.read(longestInput + 1);
    while (input.size() <= longestInput) { // a pipe gives what it has, not all that comes
        if (echo.isTerminal() && input.endsWith('\n'))
            break;
        const QByteArray more = in.read(longestInput + 1 - input.size());
        if (more.isEmpty())
            break;
        input += more;
    }
    return parseSecrets(input, kind);
}

} // namespace knockback::cli
