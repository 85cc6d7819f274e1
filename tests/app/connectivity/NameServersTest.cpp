// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/NameServers.h"
#include "app/connectivity/Sinkhole.h"

namespace knockback::connectivity {
namespace {

TEST(NameServersTest, addressesWithAndWithoutAPort) {
    EXPECT_EQ(parseNameServer(" 192.0.2.1 "), (NameServer{"192.0.2.1", 53}));
    EXPECT_EQ(parseNameServer("192.0.2.1:5353"), (NameServer{"192.0.2.1", 5353}));
    EXPECT_EQ(parseNameServer("2001:db8::1"), (NameServer{"2001:db8::1", 53}));
    EXPECT_EQ(parseNameServer("[2001:db8::1]:5353"), (NameServer{"2001:db8::1", 5353}));
    for (const char* nonsense : {"", "dns.example", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:99999", "192.0.2.1:x",
                                 "[2001:db8::1", "192.0.2", "[192.0.2.1]:53"})
        EXPECT_FALSE(parseNameServer(nonsense)) << nonsense;
}

TEST(NameServersTest, textIsReadAgain) {
    for (const char* text : {"192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]:5353"})
        EXPECT_EQ(parseNameServer(text)->text(), text);
}

TEST(NameServersTest, theSystemsOwn) {
    const auto servers =
        nameServersOf("# made by hand\nsearch example\nnameserver 192.0.2.1\n  nameserver\t2001:db8::1  "
                      "# two\nnameserver\nnameserver name\noptions ndots:1\nnameserver 127.0.0.53\n");
    ASSERT_EQ(servers.size(), 3u);
    EXPECT_EQ(servers[0].address, "192.0.2.1");
    EXPECT_EQ(servers[1].address, "2001:db8::1");
    EXPECT_EQ(servers[2].address, "127.0.0.53");
}

TEST(SinkholeTest, standInsOfFilters) {
    for (const char* address :
         {"0.0.0.0", "127.0.0.1", "10.10.34.35", "192.168.1.1", "146.112.61.106", "::", "::1", "fd00::1"})
        EXPECT_FALSE(sinkholeReason("api.example", {address}).isEmpty()) << address;
}

TEST(SinkholeTest, ordinaryAnswers) {
    EXPECT_TRUE(sinkholeReason("api.example", {"93.184.216.34"}).isEmpty());
    EXPECT_TRUE(sinkholeReason("api.example", {}).isEmpty());
    EXPECT_TRUE(sinkholeReason("api.example", {"10.0.0.1", "93.184.216.34"}).isEmpty()) << "one of them leads there";
    EXPECT_TRUE(sinkholeReason("build.internal", {"10.0.0.1"}).isEmpty()) << "is meant to be private";
    EXPECT_TRUE(sinkholeReason("localhost", {"127.0.0.1"}).isEmpty());
    EXPECT_TRUE(sinkholeReason("api.example", {"146.112.61.112"}).isEmpty());
}

} // namespace
} // namespace knockback::connectivity
