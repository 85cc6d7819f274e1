// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/CompiledRules.h"
#include "app/diagnosis/Sightings.h"
#include "tests/app/diagnosis/Exchange.h"
#include "tests/support/SeededRandom.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace knockback::diagnosis::test {
namespace {

using knockback::test::SeededRandom;

const RuleTables& tables = builtInRuleTables;

std::vector<std::string> idsOf(const std::vector<Match>& matches) {
    std::vector<std::string> ids;
    for (const auto& match : matches)
        ids.push_back(match.rule->id.toStdString());
    return ids;
}

// Puts answers together from the words that the rules themselves look for.
class Inventor {
public:
    explicit Inventor(std::uint64_t seed) : m_random(seed) {}

    http::Attempt attempt() {
        static constexpr int statuses[] = {200, 200, 301, 400, 401, 403, 403, 404, 429, 429, 500, 502, 503, 599, 999};
        http::Attempt made =
            answered("https://" + word(tables.names) + "/" + word(tables.atoms[0].atoms), statuses[below(15)], {},
                     body(), below(4) == 0 ? word(tables.atoms[0].atoms) : QByteArray());
        made.request.headers.append("User-Agent", below(2) ? "curl/8.0" : "sqlmap/1.7");
        auto& headers = made.response->head.headers;
        for (std::size_t i = below(6); i > 0; --i)
            headers.append(word(tables.names),
                           below(2) ? word(tables.atoms[0].atoms) : QByteArray::number(qint64(below(5))));
        for (std::size_t i = below(3); i > 0; --i)
            headers.append("Set-Cookie", word(tables.atoms[0].atoms) + "=1");
        return made;
    }

private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random.next() % bound); }

    QByteArray word(std::span<const Piece> words) {
        const auto text = tables.at(words[below(words.size())]);
        QByteArray result(text.data(), static_cast<qsizetype>(text.size()));
        return below(3) == 0 ? result.toUpper() : result;
    }

    QByteArray words() {
        QByteArray text;
        for (std::size_t i = below(12); i > 0; --i)
            text += word(below(4) == 0 ? tables.names
                         : below(2)    ? tables.atoms[1].atoms
                                       : tables.atoms[0].atoms) +
                    (below(8) ? " " : "\n");
        return text;
    }

    // A page or data of up to 64 KiB, with words anywhere.
    QByteArray longBody() {
        const bool json = below(2) == 0;
        QByteArray text = json ? QByteArray(R"({"error": {"code": ")" + word(tables.names) + R"("}, "seen": [")")
                               : QByteArray("<html><head><title>Error</title></head><body>");
        while (text.size() < 63 * 1024) {
            text += below(3) ? QByteArray(" the archive, its keys and its limits; a hall for <b>access</b> was open ")
                             : word(tables.atoms[below(tables.atoms.size())].atoms);
            if (json && below(4) == 0)
                text += R"(", ")";
        }
        return text + (json ? R"("]})" : "</body></html>");
    }

    QByteArray body() {
        if (below(25) == 0)
            return longBody();
        switch (below(4)) {
        case 0:
            return words();
        case 1:
            return "<html><head><title>" + words() + "</title></head><body>" + words() + "</body></html>";
        default:
            return R"({"error": {"code": ")" + word(tables.names) + R"(", "type": ")" + word(tables.atoms[0].atoms) +
                   R"(", "message": ")" + word(tables.atoms[0].atoms) + R"(\u0021"}, ")" + word(tables.atoms[0].atoms) +
                   R"(": ")" + word(tables.atoms[0].atoms) + R"("})";
        }
    }

    SeededRandom m_random;
};

TEST(CompiledRules, SayTheSameAsAllRulesTriedOneByOne) {
    const CompiledRules compiled(tables);
    const auto all = RuleSet::builtIn();
    Inventor inventor(7);
    std::set<std::string> seen;
    for (int i = 0; i < 1500; ++i) {
        const auto attempt = inventor.attempt();
        const auto quota = noLimits();
        const Subject quick(attempt, quota, compiled.requestPatterns(attempt));
        const Subject thorough(attempt, quota, all->requestPatterns(attempt));
        const auto ids = idsOf(compiled.match(quick));
        ASSERT_EQ(ids, idsOf(all->match(thorough))) << attempt.response->body.bytes().constData();
        seen.insert(ids.begin(), ids.end());
    }
    EXPECT_GT(seen.size(), 100U) << "the invented answers hit too few rules to prove anything";
}

TEST(CompiledRules, AnOrdinaryAnswerGivesFewRulesAChance) {
    const CompiledRules compiled(tables);
    const auto attempt =
        answered("https://api.example.com/items", 200, {{"Server", "nginx"}, {"Content-Type", "application/json"}},
                 R"({"items": [{"id": 1, "name": "bolt"}, {"id": 2, "name": "nut"}], "next": null})");
    const auto quota = noLimits();
    const Subject subject(attempt, quota, compiled.requestPatterns(attempt));
    EXPECT_LE(compiled.candidates(subject).size(), 3U);
}

TEST(CompiledRules, AnAnswerThatSaysEverythingIsTriedInOnePass) {
    const CompiledRules compiled(tables);
    const auto all = RuleSet::builtIn();
    QByteArray body;
    for (const auto atoms :
         {tables.atoms[1].atoms, tables.atoms[2].atoms, tables.atoms[3].atoms, tables.atoms[0].atoms})
        for (const Piece atom : atoms)
            body += QByteArray(tables.at(atom).data(), static_cast<qsizetype>(atom.size)) + '\n';
    const auto attempt = answered("https://api.example.com/", 403, {}, body.left(15'000));
    const auto quota = noLimits();
    const Subject subject(attempt, quota, all->requestPatterns(attempt));
    EXPECT_GT(compiled.candidates(subject).size(), 64U);
    EXPECT_EQ(idsOf(compiled.match(subject)), idsOf(all->match(subject)));
}

TEST(CompiledRules, AnUnknownStatusFitsOnlyRulesThatTakeAny) {
    StatusRow forbidden{};
    forbidden.bits[403 / 64] |= std::uint64_t(1) << (403 % 64);
    EXPECT_TRUE(isOneOf(403, forbidden));
    for (const int status : {0, 402, 404, 1403, -1})
        EXPECT_FALSE(isOneOf(status, forbidden)) << status;
    StatusRow any{};
    for (auto& bits : any.bits)
        bits = ~std::uint64_t(0);
    for (const int status : {0, 403, 999, 1403, -1})
        EXPECT_TRUE(isOneOf(status, any)) << status;
}

TEST(CompiledRules, CanBeAskedFromSeveralThreadsAtOnce) {
    const CompiledRules compiled(tables);
    const auto all = RuleSet::builtIn();
    const auto ask = [&](bool& same) {
        Inventor inventor(11);
        for (int i = 0; i < 150; ++i) {
            const auto attempt = inventor.attempt();
            const auto quota = noLimits();
            const Subject subject(attempt, quota, compiled.requestPatterns(attempt));
            same = same && idsOf(compiled.match(subject)) == idsOf(all->match(subject));
        }
    };
    bool here = true;
    bool there = true;
    std::thread other(ask, std::ref(there));
    ask(here);
    other.join();
    EXPECT_TRUE(here && there);
}

TEST(CompiledRules, HaveTheSameWordsAndVendors) {
    const CompiledRules compiled(tables);
    const auto all = RuleSet::builtIn();
    const RuleData data = readAll(tables);
    for (const auto& vendor : data.vendors) {
        ASSERT_NE(compiled.vendor(vendor.id), nullptr) << vendor.id.constData();
        EXPECT_EQ(compiled.vendor(vendor.id)->name, all->vendor(vendor.id)->name);
        for (QByteArray host : vendor.hosts) {
            host.replace('*', 'a');
            ASSERT_NE(compiled.vendorOfHost(host), nullptr) << host.constData();
            EXPECT_EQ(compiled.vendorOfHost(host)->id, all->vendorOfHost(host)->id);
        }
    }
    for (const auto& words : data.words)
        EXPECT_EQ(compiled.words(words.cause, words.subcause)->title, all->words(words.cause, words.subcause)->title);
    EXPECT_EQ(compiled.words(Cause::RateLimit, "no such")->title, all->words(Cause::RateLimit, {})->title);
    EXPECT_EQ(compiled.vendor("nobody"), nullptr);
    EXPECT_EQ(compiled.vendorOfHost("nobody.example"), nullptr);
}

} // namespace
} // namespace knockback::diagnosis::test
