// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/AuthDraft.h"

#include <QByteArray>
#include <QString>

#include <optional>

// The Auth tab as text of a .http file.
namespace knockback::workspace {

// The value of an Authorization header in one of the forms that JetBrains and REST Client replace before they send:
// `Basic user password`, `Basic user:password`, `Digest user password`, `Bearer token`. A Basic value that is encoded
// already and a full Digest answer are none of them.
[[nodiscard]] std::optional<AuthDraft> parseAuthHeader(const QByteArray& value);
// The reverse; nothing when the form cannot hold it (another kind, an empty user, spaces in the wrong place).
[[nodiscard]] std::optional<QByteArray> authHeader(const AuthDraft& auth);

// What follows `# @knockback.auth `: `none`, `basic USER PASSWORD`, `digest USER PASSWORD`, `bearer TOKEN`,
// `api-key header|query NAME VALUE`, `certificate FILE [KEYFILE [PASSPHRASE]]`. The error is what is wrong with it;
// nothing, when the kind is one that this version does not know.
[[nodiscard]] base::Result<std::optional<AuthDraft>, QString> parseAuthSetting(const QByteArray& text);
// A whole settings line after its "# @": "knockback.auth bearer x" or, for a credential, "knockback.credential name".
// `prefix` is "knockback." or "knockback.default.". Empty for Inherited.
[[nodiscard]] QByteArray authSetting(const AuthDraft& auth, const QByteArray& prefix);

// Only the fields of its kind, and no credential without a name.
[[nodiscard]] AuthDraft normalised(AuthDraft auth);

} // namespace knockback::workspace
