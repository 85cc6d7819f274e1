// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::diagnosis {

// An IP address that no public name should lead to: null, loopback, private, link-local, shared (RFC 6890).
// Takes "10.1.2.3", "10.1.2.3:443", "::1", "[fd00::1]:443"; anything else is not private.
[[nodiscard]] bool isPrivateAddress(QByteArrayView address);

// A host name that the public DNS answers for: not an address, not "localhost", not ".local", ".internal", ".lan",
// ".home.arpa".
[[nodiscard]] bool isPublicName(QByteArrayView host);

} // namespace knockback::diagnosis
