// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/CallRunner.h"
#include "app/session/CookieShelf.h"
#include "app/session/EngineParts.h"
#include "app/session/Rotator.h"
#include "app/vault/MemoryStore.h"
#include "tests/support/ScriptedTransport.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"

namespace knockback::session {

// The whole pipeline in virtual time: everything is real but the wire and the clock.
class SessionFixture : public testing::Test {
protected:
    explicit SessionFixture(std::unique_ptr<vault::CredentialStore> store = std::make_unique<vault::MemoryStore>(),
                            vault::VaultMode mode = vault::VaultMode::MemoryOnly)
        : vault(std::move(store), mode, scheduler.clock()) {
        parts.rotator = &rotator;
        EXPECT_TRUE(vault.open().ok());
        spec.draft.method = "GET";
        spec.draft.url = "http://api.example/items";
    }

    // Starts `spec` and lets its first attempt go out.
    base::CallId start() {
        const base::CallId call{++m_lastCall};
        runner.start(call, spec, {[this](CallResult done) { results.push_back(std::move(done)); }});
        return call;
    }
    // Runs it to its end, through all waits.
    const CallResult& run() {
        start();
        scheduler.runAll();
        EXPECT_FALSE(results.empty());
        return results.back();
    }

    template <typename T>
    std::vector<T> events() const {
        std::vector<T> found;
        for (const auto& event : journal.since(0, 100'000))
            if (const auto* body = std::get_if<T>(&event.body))
                found.push_back(*body);
        return found;
    }

    test::VirtualScheduler scheduler;
    test::SeededRandom random;
    test::ScriptedTransport transport{scheduler};
    vault::Vault vault;
    Knowledge knowledge;
    journal::Journal journal{scheduler.clock()};
    SharedLimits limits;
    CookieShelf cookies;
    EngineParts parts{scheduler, random, transport, vault, knowledge, journal, limits, cookies};
    Rotator rotator{parts};
    CallRunner runner{parts};
    CallSpec spec;
    std::vector<CallResult> results;

private:
    std::uint64_t m_lastCall = 0;
};

} // namespace knockback::session
