// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Check.h"
#include "tests/app/connectivity/ScriptedProber.h"
#include "tests/support/VirtualScheduler.h"

namespace knockback::connectivity {
namespace {

using diagnosis::Cause;

class CheckTest : public testing::Test {
protected:
    CheckTest() {
        order.url = "https://api.example/v1/items";
        order.otherServer = NameServer{"192.0.2.53"};
        prober.system.addresses = {"93.184.216.34", "2606:2800::1"};
        prober.other = prober.system;
        prober.doors["93.184.216.34 443"] = open;
        prober.doors["2606:2800::1 443"] = open;
        prober.server = [](const http::Request& request) { return answer(request, 200); };
    }

    static http::Attempt answer(const http::Request& request, int status, const http::HeaderList& headers = {}) {
        http::Attempt attempt;
        attempt.request = request;
        attempt.connection.tlsVersion = request.url.startsWith("https") ? "TLSv1.3" : "";
        auto& certificate = attempt.connection.certificates.emplace_back();
        certificate.issuer = "O=Some CA";
        certificate.notAfter = "2027";
        attempt.response.emplace().head = {"HTTP/1.1", status, {}, headers, {}};
        return attempt;
    }
    static http::Attempt failure(const http::Request& request, http::FailureKind kind, http::Phase phase) {
        http::Attempt attempt;
        attempt.request = request;
        attempt.failure = http::NetworkFailure{kind, phase, QStringLiteral("issuer=O=Acme Gateway")};
        return attempt;
    }

    const Conclusion& run() {
        check.emplace(prober, order,
                      Check::Ears{[this] { ++changes; },
                                  [this](const http::Attempt& attempt) { return diagnose(attempt); },
                                  [this] { return scheduler.clock().wallNow(); }});
        check->begin();
        scheduler.runAll();
        EXPECT_TRUE(check->conclusion());
        for (const StepRow& row : check->rows())
            EXPECT_TRUE(row.state != StepState::Waiting && row.state != StepState::Running) << qPrintable(row.title);
        return *check->conclusion();
    }
    const StepRow& row(StepKind kind) const {
        return *std::find_if(check->rows().begin(), check->rows().end(),
                             [kind](const StepRow& one) { return one.kind == kind; });
    }
    std::string said() { return run().sentence.toStdString(); }

    const ConnectAnswer open{true, false, {}, std::chrono::milliseconds(3)};
    test::VirtualScheduler scheduler;
    test::ScriptedProber prober{scheduler};
    CheckOrder order;
    std::function<diagnosis::Diagnosis(const http::Attempt&)> diagnose = [](const http::Attempt&) {
        return diagnosis::Diagnosis();
    };
    std::optional<Check> check;
    int changes = 0;
};

using testing::HasSubstr;

TEST_F(CheckTest, allIsWell) {
    EXPECT_THAT(said(), HasSubstr("Everything works from here: api.example answers with 200"));
    EXPECT_EQ(check->conclusion()->side, Side::Nobody);
    for (const StepKind kind : {StepKind::SystemNames, StepKind::OtherNames, StepKind::ConnectV4, StepKind::ConnectV6,
                                StepKind::Tls, StepKind::Http})
        EXPECT_EQ(row(kind).state, StepState::Ok) << qPrintable(row(kind).title);
    EXPECT_EQ(row(StepKind::ConnectV4).took, std::chrono::milliseconds(3));
    EXPECT_EQ(row(StepKind::PlainHttp).state, StepState::Skipped);
}

TEST_F(CheckTest, aSinkholeThatAnotherResolverDoesNotHave) {
    prober.system.addresses = {"0.0.0.0"};
    prober.other.addresses = {"93.184.216.34"};
    EXPECT_EQ(said(),
              "Your resolver answers 0.0.0.0, another one 93.184.216.34: the block is on your side of the network.");
    EXPECT_EQ(check->conclusion()->side, Side::Yours);
    EXPECT_EQ(row(StepKind::SystemNames).state, StepState::Suspicious);
    EXPECT_EQ(row(StepKind::Http).state, StepState::Ok) << "tried at the other resolver's address";
    EXPECT_EQ(prober.requests.front().options.resolve, (std::vector<QByteArray>{"api.example:443:93.184.216.34"}));
}

TEST_F(CheckTest, aNameThatIsKeptFromYou) {
    prober.system = {{}, true, QStringLiteral("no such name"), {}};
    EXPECT_THAT(said(), HasSubstr("is kept from you"));
    EXPECT_EQ(check->conclusion()->side, Side::Yours);
}

TEST_F(CheckTest, aNameThatNobodyKnows) {
    prober.system = prober.other = {{}, true, QStringLiteral("no such name"), {}};
    EXPECT_THAT(said(), HasSubstr("Neither resolver knows api.example"));
    EXPECT_EQ(check->conclusion()->side, Side::Theirs);
    EXPECT_EQ(row(StepKind::Http).state, StepState::Skipped);
    EXPECT_TRUE(prober.requests.empty());
}

TEST_F(CheckTest, noOtherResolverWasNamed) {
    order.otherServer.reset();
    prober.system = {{}, true, QStringLiteral("no such name"), {}};
    EXPECT_THAT(said(), HasSubstr("Another resolver would tell which"));
    EXPECT_EQ(prober.contacts, QStringList{QStringLiteral("system api.example")});
}

TEST_F(CheckTest, theOtherResolverDoesNotAnswer) {
    prober.system = {{}, true, QStringLiteral("no such name"), {}};
    prober.other = {{}, false, QStringLiteral("connection refused"), {}};
    EXPECT_THAT(said(), HasSubstr("The other resolver does not tell which (connection refused)"));
    EXPECT_EQ(check->conclusion()->side, Side::Unknown);
}

TEST_F(CheckTest, noResolverAnswersAtAll) {
    prober.system = prober.other = {{}, false, QStringLiteral("no answer in time"), {}};
    EXPECT_THAT(said(), HasSubstr("No resolver answers"));
    EXPECT_EQ(check->conclusion()->side, Side::Yours);
}

TEST_F(CheckTest, onlyOneFamilyGetsThrough) {
    prober.doors.erase("2606:2800::1 443");
    EXPECT_THAT(said(), HasSubstr("IPv6 does not get through from here, IPv4 does."));
    EXPECT_EQ(row(StepKind::ConnectV6).state, StepState::Failed);
}

TEST_F(CheckTest, refusedAndSilentPorts) {
    prober.doors.clear();
    EXPECT_THAT(said(), HasSubstr("Nobody answers at port 443 of api.example (no answer in time)"));
    prober.doors["93.184.216.34 443"] = {false, true, QStringLiteral("connection refused"), {}};
    EXPECT_THAT(said(), HasSubstr("refuses connections to port 443"));
    EXPECT_TRUE(prober.requests.empty());
}

TEST_F(CheckTest, somebodyOpensTheConnection) {
    prober.server = [](const http::Request& request) {
        return failure(request, http::FailureKind::SslHandshakeFailed, http::Phase::Tls);
    };
    diagnose = [](const http::Attempt&) {
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = Cause::Network;
        diagnosis.subcause = "tls_intercepted";
        diagnosis.title = QStringLiteral("Intercepted by Acme Gateway");
        return diagnosis;
    };
    EXPECT_EQ(run().side, Side::Yours);
    EXPECT_EQ(row(StepKind::Tls).state, StepState::Failed);
    EXPECT_THAT(row(StepKind::Tls).text.toStdString(), HasSubstr("Acme Gateway"));
}

TEST_F(CheckTest, aPortalShowsItselfOverPlainHttp) {
    prober.server = [](const http::Request& request) {
        return request.url.startsWith("https") ? failure(request, http::FailureKind::Timeout, http::Phase::Tls)
                                               : answer(request, 302, {{"Location", "http://10.0.0.1/login"}});
    };
    diagnose = [](const http::Attempt& attempt) {
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = Cause::Network;
        diagnosis.subcause = attempt.response ? "captive_portal" : "read_timeout";
        diagnosis.title = attempt.response ? QStringLiteral("A captive portal") : QStringLiteral("No answer");
        return diagnosis;
    };
    EXPECT_THAT(said(), HasSubstr("A captive portal"));
    EXPECT_EQ(check->conclusion()->side, Side::Yours);
    EXPECT_EQ(prober.contacts.last(), QStringLiteral("HEAD http://api.example/"));
}

TEST_F(CheckTest, aHandshakeThatIsCut) {
    prober.server = [](const http::Request& request) {
        return failure(request, http::FailureKind::RemoteHostClosed, http::Phase::Tls);
    };
    EXPECT_THAT(said(), HasSubstr("cut during the TLS handshake"));
}

TEST_F(CheckTest, theServerItselfTurnsYouAway) {
    prober.server = [](const http::Request& request) { return answer(request, 403); };
    diagnose = [](const http::Attempt&) {
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = Cause::GeoLock;
        diagnosis.title = QStringLiteral("Refused for your location by Cloudflare");
        return diagnosis;
    };
    EXPECT_THAT(said(), HasSubstr("the server itself turns this machine away: Refused for your location"));
    EXPECT_EQ(check->conclusion()->side, Side::Theirs);
    EXPECT_EQ(row(StepKind::Http).state, StepState::Suspicious);
}

TEST_F(CheckTest, aClockThatIsWrong) {
    prober.server = [](const http::Request& request) {
        return answer(request, 200, {{"Date", "Sat, 21 Nov 2026 10:20:00 GMT"}}); // the fake clock says 10:00
    };
    EXPECT_THAT(said(), HasSubstr("This machine's clock is 20 min behind the server's"));
    EXPECT_EQ(row(StepKind::Clock).state, StepState::Failed);
}

TEST_F(CheckTest, aServerWithoutHeadIsAskedWithGet) {
    prober.server = [](const http::Request& request) { return answer(request, request.method == "HEAD" ? 405 : 200); };
    EXPECT_THAT(said(), HasSubstr("answers with 200"));
    EXPECT_EQ(prober.requests.size(), 2u);
}

TEST_F(CheckTest, throughAProxyOnlyTheProxyIsContacted) {
    order.proxy = "http://user:hush@proxy.corp.example:3128";
    prober.doors["93.184.216.34 3128"] = open;
    prober.doors["2606:2800::1 3128"] = open;
    run();
    EXPECT_EQ(prober.contacts.first(), QStringLiteral("system proxy.corp.example"));
    EXPECT_FALSE(prober.contacts.join(u' ').contains(u"192.0.2.53"));
    EXPECT_EQ(row(StepKind::Proxy).text, QStringLiteral("proxy.corp.example:3128"));
    for (const StepRow& one : check->rows())
        EXPECT_FALSE(one.text.contains(u"hush"));
    EXPECT_FALSE(contactsOf(order).join(u' ').contains(u"hush"));
}

TEST_F(CheckTest, anAddressNeedsNoResolver) {
    order.url = "http://127.0.0.1:8080/x";
    prober.doors["127.0.0.1 8080"] = open;
    run();
    EXPECT_EQ(prober.contacts,
              (QStringList{QStringLiteral("connect 127.0.0.1 8080"), QStringLiteral("HEAD http://127.0.0.1:8080/x")}));
    EXPECT_EQ(row(StepKind::SystemNames).state, StepState::Skipped);
}

TEST_F(CheckTest, cancelledInBetween) {
    check.emplace(prober, order,
                  Check::Ears{[this] { ++changes; }, diagnose, [this] { return scheduler.clock().wallNow(); }});
    check->begin();
    scheduler.advance(base::Milliseconds(1));
    check->cancel();
    const int then = changes;
    check->cancel();
    scheduler.runAll();
    EXPECT_EQ(changes, then);
    EXPECT_EQ(check->conclusion()->sentence, QStringLiteral("Cancelled."));
    EXPECT_TRUE(prober.requests.empty());
}

// What the user agreed to is all that is contacted, whatever happens.
TEST_F(CheckTest, nothingIsContactedThatWasNotNamed) {
    for (int world = 0; world < 64; ++world) {
        order.otherServer = world & 1 ? std::optional(NameServer{"192.0.2.53"}) : std::nullopt;
        prober.system.addresses =
            world & 2 ? std::vector<QByteArray>{"0.0.0.0"} : std::vector<QByteArray>{"93.184.216.34"};
        prober.doors.clear();
        if (world & 4)
            prober.doors["93.184.216.34 443"] = open;
        if (world & 8)
            prober.doors["0.0.0.0 443"] = open;
        prober.server = [world](const http::Request& request) {
            return world & 16 ? failure(request, http::FailureKind::Timeout, http::Phase::Tls)
                              : answer(request, world & 32 ? 405 : 200);
        };
        prober.contacts.clear();
        prober.requests.clear();
        run();
        const QString agreed = contactsOf(order).join(u'\n');
        for (const QString& contact : prober.contacts)
            EXPECT_TRUE(!contact.startsWith(u"192.0.2.53") || agreed.contains(u"192.0.2.53"));
        for (const auto& request : prober.requests) {
            EXPECT_TRUE(request.url == order.url || request.url == "http://api.example/");
            EXPECT_FALSE(request.headers.contains("Authorization"));
            EXPECT_EQ(request.body.size(), 0);
        }
    }
}

TEST(ContactsTest, eachIsNamedBeforeItStarts) {
    CheckOrder order;
    order.url = "https://api.example:8443/items";
    order.otherServer = NameServer{"192.0.2.53"};
    const QStringList contacts = contactsOf(order);
    ASSERT_EQ(contacts.size(), 4);
    EXPECT_THAT(contacts[0].toStdString(), testing::HasSubstr("system's resolver: the name api.example"));
    EXPECT_THAT(contacts[1].toStdString(), testing::HasSubstr("192.0.2.53"));
    EXPECT_THAT(contacts[2].toStdString(), testing::HasSubstr("api.example:8443"));
    EXPECT_THAT(contacts[3].toStdString(), testing::HasSubstr("api.example:80, only if that fails"));
    order.url = "nonsense";
    EXPECT_NE(whyNoCheck(order), QString());
}

} // namespace
} // namespace knockback::connectivity
