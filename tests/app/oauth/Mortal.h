// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/CredentialStore.h"

#include <csignal>
#include <functional>
#include <memory>

#include <sys/wait.h>
#include <unistd.h>

// Processes that are killed in the middle of a renewal.
namespace knockback::test {

// Where a process dies, in the order in which a renewal gets there.
enum class Death { BeforeTheLock, NoteWritten, ServerActed, AnswerHere, Committed, Told, Never };
inline constexpr int deathPlaces = 6;

inline void dieAt(Death place, Death chosen) {
    if (place == chosen)
        ::kill(::getpid(), SIGKILL);
}

// Dies right after the commit is on disk.
class MortalStore final : public vault::CredentialStore {
public:
    MortalStore(std::unique_ptr<vault::CredentialStore> store, Death death)
        : m_store(std::move(store))
        , m_death(death) {}
    base::Result<std::vector<Entry>, vault::VaultError> load() override { return m_store->load(); }
    base::Outcome<vault::VaultError> save(const std::vector<Entry>& entries) override {
        auto saved = m_store->save(entries);
        if (saved && !entries.front().credential.renewingSince)
            dieAt(Death::Committed, m_death);
        return saved;
    }

private:
    std::unique_ptr<vault::CredentialStore> m_store;
    Death m_death;
};

// What it does in a process of its own, without destructors at the end.
inline pid_t inChild(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    return child;
}

// Waits for it; of one that was killed, the signal as a negative number.
inline int exitCodeOf(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace knockback::test
