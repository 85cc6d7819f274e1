// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace knockback::workspace {

// What the Auth tab adds. Inherited: the file's own default, and nothing when it has none.
enum class AuthKind { Inherited, None, Basic, Bearer, ApiKey, Digest, Credential, ClientCertificate };
enum class KeyPlace { Header, Query };

// The Auth tab. Only the fields of `kind` count; all of them may hold {{variables}}, which is where secrets belong.
struct AuthDraft {
    AuthKind kind = AuthKind::Inherited;
    QByteArray user = {}; // Basic (RFC 7617), Digest (RFC 7616)
    QByteArray password = {};
    QByteArray token = {};   // Bearer (RFC 6750)
    QByteArray keyName = {}; // ApiKey
    QByteArray keyValue = {};
    KeyPlace keyPlace = KeyPlace::Header;
    QByteArray credential = {};      // Credential: a name in the vault, applied as its kind says
    QByteArray certificateFile = {}; // ClientCertificate: PEM; relative paths start at the .http file's folder
    QByteArray keyFile = {};         // empty = in the certificate's file
    QByteArray keyPassphrase = {};
    bool operator==(const AuthDraft&) const = default;
};

} // namespace knockback::workspace
