// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace knockback::base {

// Memory for secrets (libsodium's): locked against swapping where the system allows it, left out of core dumps, between
// guard pages, zeroed when handed out and wiped when given back. Secrets share slabs of 64 KiB, because one of their
// own would cost each four mappings, of which a process may have 65,530. Any thread. Throws std::bad_alloc.
[[nodiscard]] unsigned char* takeSecretMemory(std::size_t size);
// `memory` may come from a library of ours that has its own copy of this: all that is needed lies beside it.
void giveSecretMemory(unsigned char* memory) noexcept;

} // namespace knockback::base
