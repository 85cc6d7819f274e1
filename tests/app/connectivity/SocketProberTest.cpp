// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/ServerLookup.h"
#include "app/connectivity/TcpDial.h"
#include "tests/app/connectivity/DnsAnswer.h"
#include "tests/app/connectivity/TinyDnsServer.h"
#include "tests/support/LoopRunner.h"
#include "tests/support/SeededRandom.h"

namespace knockback::connectivity {
namespace {

using test::DnsAnswer;
using test::TinyDnsServer;

class ServerLookupTest : public testing::Test {
protected:
    NameAnswer ask(const TinyDnsServer& server, const QByteArray& host) {
        return ask(NameServer{"127.0.0.1", server.port()}, host);
    }
    NameAnswer ask(const NameServer& server, const QByteArray& host) {
        std::optional<NameAnswer> answer;
        const ServerLookup lookup(loop, random, server, host, {base::Milliseconds(40), 3},
                                  [&](NameAnswer got) { answer = std::move(got); });
        EXPECT_TRUE(test::runUntil(loop, [&] { return answer.has_value(); }));
        return answer.value_or(NameAnswer());
    }

    base::EpollLoop loop;
    test::SeededRandom random;
};

TEST_F(ServerLookupTest, bothFamiliesTheOldOneFirst) {
    const TinyDnsServer server([](const QByteArray& query, bool) {
        return TinyDnsServer::typeOf(query) == 1 ? DnsAnswer(query).alias("b.example").a("192.0.2.1").bytes()
                                                 : DnsAnswer(query).aaaa("2001:db8::1").bytes();
    });
    EXPECT_EQ(ask(server, "api.example").addresses, (std::vector<QByteArray>{"192.0.2.1", "2001:db8::1"}));
}

TEST_F(ServerLookupTest, noSuchName) {
    const TinyDnsServer server([](const QByteArray& query, bool) { return DnsAnswer(query).code(3).bytes(); });
    const auto answer = ask(server, "api.example");
    EXPECT_TRUE(answer.notFound);
    EXPECT_EQ(answer.problem, QStringLiteral("no such name"));
}

TEST_F(ServerLookupTest, aNameWithoutAddressesIsNotAMissingName) {
    const TinyDnsServer server([](const QByteArray& query, bool) { return DnsAnswer(query).bytes(); });
    const auto answer = ask(server, "api.example");
    EXPECT_FALSE(answer.notFound);
    EXPECT_EQ(answer.problem, QStringLiteral("no addresses under that name"));
}

TEST_F(ServerLookupTest, theServerRefusesOrFails) {
    for (const auto& [code, words] : {std::pair(2, "SERVFAIL"), std::pair(5, "REFUSED")}) {
        const TinyDnsServer server(
            [code = code](const QByteArray& query, bool) { return DnsAnswer(query).code(code).bytes(); });
        EXPECT_THAT(ask(server, "api.example").problem.toStdString(), testing::HasSubstr(words));
    }
}

TEST_F(ServerLookupTest, aLostQuestionIsAskedAgain) {
    std::atomic<int> number{0};
    const TinyDnsServer server([&number](const QByteArray& query, bool) {
        return ++number <= 2 ? QByteArray() : DnsAnswer(query).a("192.0.2.1").bytes();
    });
    EXPECT_EQ(ask(server, "api.example").addresses.front(), "192.0.2.1");
    EXPECT_GE(server.questions(), 4);
}

TEST_F(ServerLookupTest, silenceEndsAfterTheLastTry) {
    const TinyDnsServer server([](const QByteArray&, bool) { return QByteArray(); });
    EXPECT_EQ(ask(server, "api.example").problem, QStringLiteral("no answer in time"));
    EXPECT_EQ(server.questions(), 6) << "three of each family";
}

TEST_F(ServerLookupTest, aLongAnswerComesOverTcp) {
    const TinyDnsServer server([](const QByteArray& query, bool overTcp) {
        return overTcp ? DnsAnswer(query).a("192.0.2.9").bytes() : DnsAnswer(query).truncated().bytes();
    });
    EXPECT_EQ(ask(server, "api.example").addresses.front(), "192.0.2.9");
}

TEST_F(ServerLookupTest, forgedAnswersAreIgnored) {
    const TinyDnsServer server([](const QByteArray& query, bool) {
        QByteArray forged = DnsAnswer(query).a("198.51.100.66").bytes();
        forged[0] = char(forged[0] ^ 1); // another id
        return forged;
    });
    EXPECT_TRUE(ask(server, "api.example").addresses.empty());
}

TEST_F(ServerLookupTest, nobodyListens) {
    int port = 0;
    {
        const TinyDnsServer gone([](const QByteArray&, bool) { return QByteArray(); });
        port = gone.port();
    }
    EXPECT_EQ(ask(NameServer{"127.0.0.1", port}, "api.example").problem, QStringLiteral("connection refused"));
}

TEST_F(ServerLookupTest, aNameThatCannotBeAsked) {
    const TinyDnsServer server([](const QByteArray& query, bool) { return DnsAnswer(query).bytes(); });
    EXPECT_FALSE(ask(server, "a..b").problem.isEmpty());
    EXPECT_EQ(server.questions(), 0);
}

TEST_F(ServerLookupTest, aBadAddressFailsAtOnce) {
    std::optional<ConnectAnswer> answer;
    const TcpDial dial(loop, "not-an-address", 80, base::Seconds(5), [&](ConnectAnswer got) { answer = got; });
    EXPECT_TRUE(test::runUntil(loop, [&] { return answer.has_value(); }));
    EXPECT_FALSE(answer->ok);
    EXPECT_EQ(answer->problem, QStringLiteral("invalid argument"));
}

} // namespace
} // namespace knockback::connectivity
