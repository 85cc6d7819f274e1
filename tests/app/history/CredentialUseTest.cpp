// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/history/HistoryFixture.h"

#include "app/history/Retention.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;

class CredentialUse : public HistoryTest {
protected:
    void use(const QByteArray& credential, const QByteArray& url = "https://api.example.com/a",
             const QString& request = QStringLiteral("List")) {
        add({.url = url, .requestName = request, .credentials = {credential}});
    }
    StoredUse only(const QByteArray& credential) {
        std::vector<StoredUse> found;
        for (auto& use : written()->credentialUses())
            if (use.credential == credential)
                found.push_back(std::move(use));
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? StoredUse{} : found.front();
    }
};

TEST_F(CredentialUse, IsSummedUpByRequestHostAndScopes) {
    open();
    use("github");
    clock.advance(1h);
    const auto last = clock.wallNow();
    use("github");
    add({.credentials = {}});
    add({.tokenRequest = true, .credentials = {"github"}});
    const auto kept = only("github");
    EXPECT_EQ(kept.requestName, QStringLiteral("List"));
    EXPECT_EQ(kept.host, "api.example.com");
    EXPECT_TRUE(kept.tls);
    EXPECT_EQ(kept.count, 2);
    EXPECT_EQ(kept.lastAt, std::chrono::floor<base::Milliseconds>(last));
    EXPECT_FALSE(kept.accepted);
    use("github", "HTTPS://api.example.com/b"); // the same host over TLS
    EXPECT_EQ(only("github").count, 3);
    use("github", "http://api.example.com:8080/a");
    const auto uses = written()->credentialUses();
    ASSERT_EQ(uses.size(), 2U);
    EXPECT_EQ(std::count_if(uses.begin(), uses.end(),
                            [](const StoredUse& use) { return !use.tls && use.host == "api.example.com:8080"; }),
              1);
}

TEST_F(CredentialUse, TellsWhichScopesWouldHaveDone) {
    open();
    for (const char* told : {"repo, read:org", "read:org,repo ", ""})
        add({.credentials = {"github"}, .acceptedScopes = QByteArray(told)});
    const auto uses = written()->credentialUses();
    ASSERT_EQ(uses.size(), 2U) << "their order does not matter";
    for (const auto& use : uses) {
        ASSERT_TRUE(use.accepted);
        EXPECT_EQ(*use.accepted,
                  use.count == 2 ? std::vector<QByteArray>({"read:org", "repo"}) : std::vector<QByteArray>{});
    }
}

TEST_F(CredentialUse, IsKnownAfterARestart) {
    open();
    use("github");
    static_cast<void>(written());
    restart();
    EXPECT_EQ(only("github").count, 1);
    use("github");
    EXPECT_EQ(only("github").count, 2);
}

TEST_F(CredentialUse, TheLatestOutlivesTheAttemptsItWasSeenIn) {
    open();
    use("old", "https://api.example.com/a", QStringLiteral("First"));
    clock.advance(1h);
    use("old", "https://api.example.com/a", QStringLiteral("Second"));
    clock.advance(std::chrono::hours(24 * 100));
    use("new");
    static_cast<void>(written());
    store->prune({.maxAge = std::chrono::hours(24 * 90)});
    ASSERT_TRUE(store->flush());
    EXPECT_EQ(written()->count(), 1);
    EXPECT_EQ(only("old").requestName, QStringLiteral("Second")) << "it tells since when nobody has needed it";
    EXPECT_EQ(only("new").count, 1);
}

TEST_F(CredentialUse, AMillionUsesAreFewRows) {
    open();
    for (int i = 0; i < 5'000; ++i)
        use("c" + QByteArray::number(i % 5), "https://api.example.com/" + QByteArray::number(i));
    EXPECT_EQ(written()->credentialUses().size(), 5U);
}

} // namespace
} // namespace knockback::history
