// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/SecretMemory.h"

#include <atomic>
#include <mutex>
#include <new>

#include <sodium.h>

namespace knockback::base {

namespace {
constexpr std::size_t slabSize = 64 * 1024;
constexpr std::size_t alignment = 16;

// Filled from the front, freed as a whole when nothing in it lives any more.
struct alignas(alignment) Slab {
    std::atomic<std::size_t> users;
    std::size_t size = 0;
    std::size_t used = 0; // under the mutex of who fills it
};

// Stands before every piece.
struct alignas(alignment) Piece {
    Slab* slab = nullptr;
    std::size_t size = 0;
};

Slab* makeSlab(std::size_t size) {
    [[maybe_unused]] static const int ready = sodium_init(); // any thread, any number of times
    void* memory = sodium_malloc(size);
    if (!memory)
        throw std::bad_alloc();
    sodium_memzero(memory, size);
    auto* slab = new (memory) Slab;
    slab->users = 1; // who fills it
    slab->size = size;
    slab->used = sizeof(Slab);
    return slab;
}

void leave(Slab* slab) noexcept {
    if (slab->users.fetch_sub(1, std::memory_order_acq_rel) == 1)
        sodium_free(slab);
}

unsigned char* cut(Slab* slab, std::size_t whole, std::size_t size) {
    auto* piece = new (reinterpret_cast<unsigned char*>(slab) + slab->used) Piece{slab, size};
    slab->used += whole;
    slab->users.fetch_add(1, std::memory_order_relaxed);
    return reinterpret_cast<unsigned char*>(piece + 1);
}
} // namespace

unsigned char* takeSecretMemory(std::size_t size) {
    static std::mutex mutex;
    static Slab* filling = nullptr; // of the whole process, so never given back
    const std::size_t whole = sizeof(Piece) + (size + alignment - 1) / alignment * alignment;
    if (whole > slabSize / 4) {
        auto* own = makeSlab(sizeof(Slab) + whole);
        auto* memory = cut(own, whole, size);
        leave(own);
        return memory;
    }
    const std::lock_guard lock(mutex);
    if (!filling || filling->size - filling->used < whole) {
        auto* next = makeSlab(slabSize);
        if (filling)
            leave(filling);
        filling = next;
    }
    return cut(filling, whole, size);
}

void giveSecretMemory(unsigned char* memory) noexcept {
    if (!memory)
        return;
    const auto* piece = reinterpret_cast<Piece*>(memory) - 1;
    sodium_memzero(memory, piece->size);
    leave(piece->slab);
}

} // namespace knockback::base
