// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that share one credential, at a server that rotates refresh tokens and ends the grant when one comes twice.
// A small share by default; KNOCKBACK_FIGURES=whole in the environment runs what the figures are promised for.
#include "tests/app/oauth/Mortal.h"
#include "tests/app/vault/VaultFixture.h"
#include "tests/real/oidc/OidcFixture.h"

#include <set>

namespace knockback::test {

using oauth::RenewalReason;
using vault::CredentialKind;
using vault::SecretRole;

namespace {
// Dies on the way to the server or back.
class MortalWire final : public http::Transport {
public:
    MortalWire(http::Transport& wire, Death death) : m_wire(wire), m_death(death) {}
    [[nodiscard]] std::unique_ptr<http::PendingAttempt> send(const http::Request& request,
                                                             std::function<void(http::Attempt)> finished,
                                                             http::AttemptProgress progress) override {
        dieAt(Death::NoteWritten, m_death);
        progress.headReceived = [this](const http::ResponseHead&) { dieAt(Death::ServerActed, m_death); };
        return m_wire.send(
            request,
            [this, finished = std::move(finished)](http::Attempt attempt) {
                dieAt(Death::AnswerHere, m_death);
                finished(std::move(attempt));
            },
            std::move(progress));
    }

private:
    http::Transport& m_wire;
    Death m_death;
};

bool isWhole() {
    return qEnvironmentVariable("KNOCKBACK_FIGURES") == QStringLiteral("whole");
}
} // namespace

class ProcessFigureTest : public OidcFixture {
protected:
    void SetUp() override {
        OidcFixture::SetUp();
        add("native", CredentialKind::AuthorizationCode);
        ASSERT_EQ(signIn(*m_vault.find("native")), QString());
        auto record = *m_vault.find("native");
        record.hosts = {"api.test"};
        ASSERT_TRUE(opened()->add(record, tokens()));
    }
    [[nodiscard]] std::unique_ptr<vault::VaultFile> store() const {
        auto wrap = std::make_unique<vault::PassphraseWrap>(base::Secret("open sesame"), QStringLiteral("It"),
                                                            base::systemRandom(), vault::KdfCost{1, 8192});
        return std::make_unique<vault::VaultFile>(path(), std::move(wrap), base::systemRandom());
    }
    [[nodiscard]] std::unique_ptr<vault::Vault> opened() const {
        auto vault = std::make_unique<vault::Vault>(store(), vault::VaultMode::Passphrase, base::systemClock());
        EXPECT_TRUE(vault->open());
        return vault;
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("k.vault")); }
    vault::Secrets tokens() {
        vault::Secrets secrets;
        secrets.emplace(SecretRole::Value, base::Secret(stored("native")));
        secrets.emplace(SecretRole::RefreshToken, base::Secret(stored("native", SecretRole::RefreshToken)));
        return secrets;
    }
    // As the user does when the grant has ended.
    void signInAgain() {
        ASSERT_EQ(signIn(*m_vault.find("native")), QString());
        ASSERT_TRUE(opened()->rotate("native", onDisk().generation, tokens(), m_vault.find("native")->expiresAt));
    }
    // One process that renews: what became of it, 0 = a token can be used.
    int renew(Death death, std::uint64_t seen) const {
        dieAt(Death::BeforeTheLock, death);
        base::EpollLoop loop;
        http::CurlTransport curl(loop);
        MortalWire wire(curl, death);
        vault::Vault vault(std::make_unique<MortalStore>(store(), death), vault::VaultMode::Passphrase, loop.clock());
        if (!vault.open())
            return 2;
        oauth::Parts parts{wire, vault, loop, base::systemRandom(), {}, path() + QStringLiteral(".renewing")};
        oauth::TokenRefresher refresher(parts);
        int result = 3;
        refresher.refresh("native", seen, RenewalReason::Refused, [&](const oauth::RenewalOutcome& outcome) {
            dieAt(Death::Told, death);
            result = outcome ? 0 : 1;
        });
        static_cast<void>(runUntil(loop, [&] { return result != 3; }));
        return result;
    }
    [[nodiscard]] vault::Credential onDisk() const { return *opened()->find("native"); }
    [[nodiscard]] QByteArray tokenOnDisk() const {
        return opened()->reveal("native", SecretRole::RefreshToken)->reveal().toByteArray();
    }
    // The refresh tokens that the server heard, in order, and how often it refused one.
    std::vector<QByteArray> heard(int& refused) {
        std::vector<QByteArray> sent;
        refused = 0;
        for (const auto& line : log()) {
            if (line.value(QStringLiteral("grant")) != QStringLiteral("refresh_token"))
                continue;
            sent.push_back(line.value(QStringLiteral("token")).toString().toUtf8());
            refused += line.value(QStringLiteral("error")) == QStringLiteral("invalid_grant") ? 1 : 0;
        }
        return sent;
    }

    QTemporaryDir m_folder;
};

TEST_F(ProcessFigureTest, TwoProcessesAreNeverTakenForThieves) {
    const int expiries = isWhole() ? 100 : 20;
    const auto first = onDisk().generation;
    const auto work = [&] {
        for (int i = 0; i < expiries; ++i)
            if (const int result = renew(Death::Never, first + static_cast<std::uint64_t>(i)); result != 0)
                return result;
        return 0;
    };
    const pid_t one = inChild(work);
    const pid_t two = inChild(work);
    EXPECT_EQ(exitCodeOf(one), 0);
    EXPECT_EQ(exitCodeOf(two), 0);
    int refused = 0;
    const auto sent = heard(refused);
    EXPECT_EQ(refused, 0);
    EXPECT_EQ(sent.size(), static_cast<std::size_t>(expiries)) << "each token is renewed once, by whoever comes first";
    EXPECT_EQ(std::set<QByteArray>(sent.begin(), sent.end()).size(), sent.size());
    std::printf("figure: oidc-provider, two processes, %d expiries, %zu requests, %d invalid_grant\n", expiries,
                sent.size(), refused);
}

// Killed between the server's deed and the commit, the new token is lost with the process: at such a server the old one
// then ends the grant, which the record explains. Everywhere else the next process goes on.
TEST_F(ProcessFigureTest, KilledAnywhereItSendsNoTokenAfterItsSuccessorIsStored) {
    const int rounds = isWhole() ? 50 : 3;
    int explained = 0;
    std::set<QByteArray> replaced; // tokens whose successor was stored
    for (int round = 0; round < rounds; ++round) {
        for (int place = 0; place < deathPlaces; ++place) {
            SCOPED_TRACE(place);
            const auto death = static_cast<Death>(place);
            const auto before = tokenOnDisk();
            const auto generation = onDisk().generation;
            ASSERT_EQ(exitCodeOf(inChild([&] { return renew(death, generation); })), -SIGKILL);
            const bool committed = death == Death::Committed || death == Death::Told;
            const bool inDoubt =
                death == Death::NoteWritten || death == Death::ServerActed || death == Death::AnswerHere;
            const auto left = onDisk();
            const auto token = tokenOnDisk();
            ASSERT_EQ(token != before, committed);
            ASSERT_EQ(left.renewingSince.has_value(), inDoubt) << "the state says what is known";
            if (committed)
                replaced.insert(before);
            int refusedBefore = 0;
            const auto already = heard(refusedBefore).size();
            const int next = exitCodeOf(inChild([&] { return renew(Death::Never, left.generation); }));
            int refused = 0;
            const auto sent = heard(refused);
            for (std::size_t i = already; i < sent.size(); ++i)
                ASSERT_FALSE(replaced.contains(sent[i])) << "sent after its successor was stored";
            ASSERT_EQ(sent.size(), already + 1);
            const bool lost = death == Death::ServerActed || death == Death::AnswerHere;
            ASSERT_EQ(next, lost ? 1 : 0);
            ASSERT_EQ(refused - refusedBefore, lost ? 1 : 0);
            if (!lost) {
                replaced.insert(token);
                continue;
            }
            explained +=
                onDisk().lastProblem.contains(QStringLiteral("because the last renewal was cut off at")) ? 1 : 0;
            ASSERT_EQ(exitCodeOf(inChild([&] { return renew(Death::Never, left.generation); })), 1);
            ASSERT_EQ(heard(refused).size(), sent.size()) << "and a dead one is not sent again";
            signInAgain();
        }
    }
    EXPECT_EQ(explained, 2 * rounds);
    std::printf("figure: oidc-provider, %d kills at %d places, 0 tokens sent after their successor was stored, "
                "%d of %d lost answers explained\n",
                rounds * deathPlaces, deathPlaces, explained, 2 * rounds);
}

} // namespace knockback::test
