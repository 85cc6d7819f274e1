// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/LoopbackListener.h"

namespace knockback::oauth {

namespace {
// The address that it listens on, or the sentence of why it does not.
QByteArray listening(const QByteArray& redirectUri) {
    base::EpollLoop loop;
    LoopbackListener listener(loop, [](const QByteArray&) { return false; });
    const auto outcome = listener.listen(redirectUri);
    return outcome ? listener.redirectUri() : outcome.error().toUtf8();
}
} // namespace

TEST(LoopbackListener, ListensOnThisMachineAlone) {
    EXPECT_TRUE(listening({}).startsWith("http://127.0.0.1:"));
    EXPECT_TRUE(listening({}).endsWith("/callback"));
    EXPECT_TRUE(listening("http://127.0.0.1/a/b").endsWith("/a/b"));
    EXPECT_TRUE(listening("http://127.0.0.1").endsWith("/")) << "the path of an address without one";
    EXPECT_TRUE(listening("http://[::1]/x").startsWith("http://[::1]:"));
    for (const char* bad :
         {"http://localhost/callback", "http://0.0.0.0/callback", "http://192.168.1.1/callback",
          "https://127.0.0.1/callback", "http://127.0.0.1/callback?x=1", "http://127.0.0.1/callback#x",
          "http://127.0.0.2/callback", "urn:ietf:wg:oauth:2.0:oob", "nonsense"})
        EXPECT_TRUE(listening(bad).contains("cannot be listened on")) << bad;
}

TEST(LoopbackListener, APortThatIsTakenIsSaid) {
    base::EpollLoop loop;
    LoopbackListener first(loop, [](const QByteArray&) { return false; });
    ASSERT_TRUE(first.listen({}));
    EXPECT_TRUE(listening(first.redirectUri()).contains("Address already in use"))
        << listening(first.redirectUri()).constData();
}

TEST(LoopbackListener, AFixedPortIsFreeAgainAfterwards) {
    const QByteArray address = listening({});
    EXPECT_EQ(listening(address), address);
    EXPECT_EQ(listening(address), address);
}

TEST(LoopbackListener, SeveralMayWaitAtTheSameTime) {
    base::EpollLoop loop;
    LoopbackListener one(loop, [](const QByteArray&) { return false; });
    LoopbackListener two(loop, [](const QByteArray&) { return false; });
    ASSERT_TRUE(one.listen({}) && two.listen({}));
    EXPECT_NE(one.redirectUri(), two.redirectUri());
}

} // namespace knockback::oauth
