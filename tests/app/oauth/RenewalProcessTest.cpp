// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenRefresher.h"
#include "tests/app/oauth/Mortal.h"
#include "tests/app/vault/VaultFixture.h"
#include "tests/support/LoopRunner.h"

#include <set>

#include <sys/mman.h>

namespace knockback::test {

using oauth::RenewalReason;
using vault::SecretRole;

namespace {
// A server with rotation that all processes share: tokens are numbers. It takes the newest refresh token, and once more
// the one before it, whose answer may have been lost.
struct Server {
    int newest = 1;
    int asked = 0;
    int invalidGrants = 0;
    int heard[4096]; // the refresh tokens it was sent, in order
};

class SharedServer {
public:
    SharedServer()
        : m_server(static_cast<Server*>(
              ::mmap(nullptr, sizeof(Server), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
        new (m_server) Server;
    }
    SharedServer(const SharedServer&) = delete;
    SharedServer& operator=(const SharedServer&) = delete;
    ~SharedServer() { ::munmap(m_server, sizeof(Server)); }
    Server* operator->() const { return m_server; }

    // What it answers; the renewals' lock keeps two from asking at once, which is what is tested.
    [[nodiscard]] http::Attempt answer(const http::Request& request) const {
        const QByteArray body = request.body.bytes();
        const int token = body.mid(body.indexOf("refresh_token=r") + 15).toInt();
        m_server->heard[m_server->asked++] = token;
        http::Attempt attempt;
        attempt.response.emplace();
        if (token != m_server->newest && token != m_server->newest - 1) {
            ++m_server->invalidGrants;
            attempt.response->head.status = 400;
            attempt.response->body = QByteArray(R"({"error":"invalid_grant"})");
            return attempt;
        }
        const QByteArray next = QByteArray::number(m_server->newest = token + 1);
        attempt.response->head.status = 200;
        attempt.response->body =
            QByteArray(R"({"access_token":"a)" + next + R"(","refresh_token":"r)" + next + R"(","expires_in":60})");
        return attempt;
    }

private:
    Server* m_server;
};

// Dies on the way to the server or back.
class MortalTransport final : public http::Transport {
public:
    MortalTransport(const SharedServer& server, base::Scheduler& scheduler, Death death)
        : m_server(server)
        , m_scheduler(scheduler)
        , m_death(death) {}
    std::unique_ptr<http::PendingAttempt>
    send(const http::Request& request, std::function<void(http::Attempt)> finished, http::AttemptProgress) override {
        struct Pending final : http::PendingAttempt {
            void cancel() override {}
            base::TimerHandle timer;
        };
        dieAt(Death::NoteWritten, m_death);
        const auto attempt = m_server.answer(request);
        dieAt(Death::ServerActed, m_death);
        auto pending = std::make_unique<Pending>();
        pending->timer = m_scheduler.after({}, [this, attempt, finished] {
            dieAt(Death::AnswerHere, m_death);
            finished(attempt);
        });
        return pending;
    }

private:
    const SharedServer& m_server;
    base::Scheduler& m_scheduler;
    Death m_death;
};

} // namespace

class RenewalProcessTest : public VaultFixture {
protected:
    void SetUp() override {
        vault::Credential grant = bearer("g");
        grant.kind = vault::CredentialKind::RefreshToken;
        grant.tokenUrl = "https://auth.test/token";
        vault::Secrets secrets = value("a1");
        secrets.emplace(SecretRole::RefreshToken, base::Secret("r1"));
        ASSERT_TRUE(openedVault()->add(grant, std::move(secrets)));
    }
    // One process that renews: what became of it, 0 = a token can be used.
    int renew(Death death, std::uint64_t seen) {
        dieAt(Death::BeforeTheLock, death);
        base::EpollLoop scheduler;
        vault::Vault vault(std::make_unique<MortalStore>(store(), death), vault::VaultMode::Passphrase,
                           scheduler.clock());
        if (!vault.open())
            return 2;
        MortalTransport transport(m_server, scheduler, death);
        oauth::Parts parts{transport, vault, scheduler, base::systemRandom(), {}, path() + QStringLiteral(".renewing")};
        oauth::TokenRefresher refresher(parts);
        int result = 3;
        refresher.refresh("g", seen, RenewalReason::Refused, [&](const oauth::RenewalOutcome& outcome) {
            dieAt(Death::Told, death);
            result = outcome ? 0 : 1;
        });
        static_cast<void>(runUntil(scheduler, [&] { return result != 3; }));
        return result;
    }
    int stored() { return shown(openedVault()->reveal("g", SecretRole::RefreshToken)).mid(1).toInt(); }
    std::uint64_t generation() { return openedVault()->find("g")->generation; }

    SharedServer m_server;
};

TEST_F(RenewalProcessTest, KilledAnywhereItLosesNothingAndSendsNoTokenAfterItsSuccessorIsStored) {
    constexpr int rounds = 50;
    int interrupted = 0;
    int afterCommit = 0;
    for (int round = 0; round < rounds; ++round) {
        for (int place = 0; place < deathPlaces; ++place) {
            const auto death = static_cast<Death>(place);
            const auto before = stored();
            const int asked = m_server->asked;
            ASSERT_EQ(exitCodeOf(inChild([&] { return renew(death, generation()); })), -SIGKILL);
            const auto left = openedVault()->find("g");
            ASSERT_TRUE(left) << "the vault opens";
            const bool committed = death == Death::Committed || death == Death::Told;
            ASSERT_EQ(stored(), committed ? before + 1 : before) << place;
            ASSERT_EQ(left->renewingSince.has_value(),
                      death == Death::NoteWritten || death == Death::ServerActed || death == Death::AnswerHere)
                << "the state says what is known, place " << place;
            interrupted += left->renewingSince ? 1 : 0;
            const int successor = stored();
            const int sentBefore = m_server->asked;
            ASSERT_LE(sentBefore - asked, 1);
            // The next process goes on where this one ended.
            ASSERT_EQ(exitCodeOf(inChild([&] { return renew(Death::Never, generation()); })), 0) << place;
            ASSERT_EQ(stored(), successor + 1);
            for (int i = sentBefore; i < m_server->asked; ++i)
                afterCommit += m_server->heard[i] < successor ? 1 : 0;
        }
    }
    EXPECT_EQ(afterCommit, 0);
    EXPECT_EQ(interrupted, 3 * rounds);
    EXPECT_EQ(m_server->invalidGrants, 0);
    std::printf("figure: %d kills at %d places, %d refused, %d sent after their successor was stored\n",
                rounds * deathPlaces, deathPlaces, m_server->invalidGrants, afterCommit);
}

TEST_F(RenewalProcessTest, TwoProcessesRenewAHundredTimesWithoutARefusal) {
    constexpr int expiries = 100;
    const auto work = [this] {
        for (int i = 0; i < expiries; ++i)
            if (const int result = renew(Death::Never, static_cast<std::uint64_t>(i) + 1); result != 0)
                return result;
        return 0;
    };
    const pid_t one = inChild(work);
    const pid_t two = inChild(work);
    EXPECT_EQ(exitCodeOf(one), 0);
    EXPECT_EQ(exitCodeOf(two), 0);
    EXPECT_EQ(m_server->asked, expiries) << "each token is renewed once, by whoever comes first";
    EXPECT_EQ(m_server->invalidGrants, 0);
    EXPECT_EQ(std::set<int>(m_server->heard, m_server->heard + m_server->asked).size(),
              static_cast<std::size_t>(expiries));
    EXPECT_EQ(generation(), expiries + 1U);
    std::printf("figure: two processes, %d expiries, %d requests, %d invalid_grant\n", expiries, m_server->asked,
                m_server->invalidGrants);
}

} // namespace knockback::test
