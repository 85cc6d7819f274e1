// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/DnsMessage.h"
#include "tests/app/connectivity/DnsAnswer.h"
#include "tests/support/SeededRandom.h"

namespace knockback::connectivity {
namespace {

using test::DnsAnswer;

TEST(DnsMessageTest, aQueryAsTheStandardWritesIt) {
    const QByteArray query = dnsQuery(0x1234, "api.example", DnsType::A);
    EXPECT_EQ(query.toHex(' '),
              "12 34 01 00 00 01 00 00 00 00 00 00 03 61 70 69 07 65 78 61 6d 70 6c 65 00 00 01 00 01");
}

TEST(DnsMessageTest, namesThatCannotBeAskedFor) {
    for (const QByteArray& name : {QByteArray(), QByteArray("a..b"), QByteArray(".a"), QByteArray(64, 'a') + ".b",
                                   QByteArray("a.").repeated(140) + "b"})
        EXPECT_TRUE(dnsQuery(1, name, DnsType::A).isEmpty()) << name.constData();
    EXPECT_FALSE(dnsQuery(1, QByteArray(63, 'a') + ".b", DnsType::A).isEmpty());
}

TEST(DnsMessageTest, addressesOfBothFamilies) {
    const QByteArray query = dnsQuery(7, "api.example", DnsType::A);
    const auto reply =
        parseDnsReply(DnsAnswer(query).a("192.0.2.1").a("192.0.2.2").bytes(), 7, "api.example", DnsType::A);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->addresses, (std::vector<QByteArray>{"192.0.2.1", "192.0.2.2"}));
    const QByteArray query6 = dnsQuery(8, "api.example", DnsType::Aaaa);
    const auto reply6 = parseDnsReply(DnsAnswer(query6).aaaa("2001:db8::1").bytes(), 8, "api.example", DnsType::Aaaa);
    ASSERT_TRUE(reply6);
    EXPECT_EQ(reply6->addresses, (std::vector<QByteArray>{"2001:db8::1"}));
}

TEST(DnsMessageTest, aliasesAreSkippedAndTheirAddressesTaken) {
    const QByteArray query = dnsQuery(7, "api.example", DnsType::A);
    const auto reply =
        parseDnsReply(DnsAnswer(query).alias("edge.cdn.example").a("192.0.2.9").bytes(), 7, "API.Example", DnsType::A);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->addresses, (std::vector<QByteArray>{"192.0.2.9"}));
}

TEST(DnsMessageTest, codesAndTruncation) {
    const QByteArray query = dnsQuery(7, "api.example", DnsType::A);
    EXPECT_EQ(parseDnsReply(DnsAnswer(query).code(3).bytes(), 7, "api.example", DnsType::A)->code,
              int(DnsCode::NameError));
    EXPECT_TRUE(parseDnsReply(DnsAnswer(query).truncated().bytes(), 7, "api.example", DnsType::A)->truncated);
}

TEST(DnsMessageTest, anotherQuestionsAnswerIsNotOurs) {
    const QByteArray reply = DnsAnswer(dnsQuery(7, "api.example", DnsType::A)).a("192.0.2.1").bytes();
    EXPECT_TRUE(parseDnsReply(reply, 7, "api.example", DnsType::A));
    EXPECT_FALSE(parseDnsReply(reply, 8, "api.example", DnsType::A));
    EXPECT_FALSE(parseDnsReply(reply, 7, "other.example", DnsType::A));
    EXPECT_FALSE(parseDnsReply(reply, 7, "api.example", DnsType::Aaaa));
    EXPECT_FALSE(parseDnsReply(dnsQuery(7, "api.example", DnsType::A), 7, "api.example", DnsType::A)) << "a question";
}

TEST(DnsMessageTest, aPointerThatLeadsToItselfEnds) {
    QByteArray message = DnsAnswer(dnsQuery(7, "a", DnsType::A)).a("192.0.2.1").bytes();
    const qsizetype owner = 12 + 3 + 4; // behind header and question
    message[owner] = char(0xc0);
    message[owner + 1] = char(owner);
    EXPECT_FALSE(parseDnsReply(message, 7, "a", DnsType::A));
}

TEST(DnsMessageTest, everyCutMessageIsRefused) {
    const QByteArray whole =
        DnsAnswer(dnsQuery(7, "api.example", DnsType::A)).alias("b.example").a("192.0.2.1").bytes();
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(parseDnsReply(whole.first(size), 7, "api.example", DnsType::A)) << size;
}

TEST(DnsMessageTest, noiseNeverBreaksIt) {
    test::SeededRandom random(5);
    const QByteArray whole =
        DnsAnswer(dnsQuery(7, "api.example", DnsType::A)).alias("b.example").a("192.0.2.1").bytes();
    for (int round = 0; round < 20'000; ++round) {
        QByteArray message = whole;
        for (int i = 0; i < 3; ++i)
            message[qsizetype(random.next() % std::uint64_t(message.size()))] = char(random.next());
        if (const auto reply = parseDnsReply(message, 7, "api.example", DnsType::A)) {
            EXPECT_LE(reply->addresses.size(), 2u);
        }
    }
}

} // namespace
} // namespace knockback::connectivity
