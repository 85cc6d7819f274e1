// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ratelimit/DialectCase.h"
#include "tests/support/SeededRandom.h"

namespace knockback::ratelimit {

using examples::DialectCase;

namespace {

constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200)); // 2026-11-21T10:00:00Z

http::Attempt attemptOf(const DialectCase& dialect) {
    http::Attempt attempt;
    attempt.request.url = dialect.url;
    attempt.response.emplace();
    attempt.response->head.status = dialect.status;
    attempt.response->head.headers.append("Date", "Sat, 21 Nov 2026 10:00:00 GMT");
    for (const auto& [name, value] : dialect.headers)
        attempt.response->head.headers.append(name, value);
    attempt.response->body = QByteArray(dialect.body);
    return attempt;
}

QuotaReading readingOf(const http::Attempt& attempt) {
    return readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
}

std::string text(std::optional<double> number) {
    return number ? QByteArray::number(*number, 'g', 10).toStdString() : "-";
}

// As DialectCase::windows writes it; blanks within a name become "-".
std::string text(const QuotaWindow& window) {
    const auto word = [](QString name) {
        return name.isEmpty() ? std::string("-") : name.replace(u' ', u'-').toStdString();
    };
    return word(window.bucket) + ' ' + text(window.limit) + ' ' + text(window.remaining) + ' ' + word(window.unit) +
           ' ' + text(window.windowSeconds) + ' ' + text(window.resetSeconds) + ' ' + word(window.partitionKey);
}

std::string caseName(const testing::TestParamInfo<DialectCase>& info) {
    std::string name;
    for (const char c : std::string(info.param.name))
        if (std::isalnum(static_cast<unsigned char>(c)))
            name += c;
    return name;
}

} // namespace

class DocumentedDialect : public testing::TestWithParam<DialectCase> {};
INSTANTIATE_TEST_SUITE_P(All, DocumentedDialect, testing::ValuesIn(examples::documentedDialects()), caseName);

TEST_P(DocumentedDialect, isReadAsItIsMeant) {
    const DialectCase& dialect = GetParam();
    ASSERT_NE(providers::Catalogue::builtIn().byId(dialect.provider), nullptr);
    const QuotaReading reading = readingOf(attemptOf(dialect));
    std::vector<std::string> windows;
    for (const QuotaWindow& window : reading.windows)
        windows.push_back(text(window));
    std::vector<std::string> wanted;
    for (const char* window : dialect.windows) {
        std::string words = window; // "client per_hour" has a blank in its name
        if (std::count(words.begin(), words.end(), ' ') == 7)
            words[words.find(' ')] = '-';
        wanted.push_back(words);
    }
    EXPECT_EQ(windows, wanted);
    ASSERT_EQ(reading.retryAfterSeconds.has_value(), dialect.wait.has_value()) << text(reading.retryAfterSeconds);
    EXPECT_NEAR(reading.retryAfterSeconds.value_or(0), dialect.wait.value_or(0), 1e-9);
    EXPECT_EQ(reading.retryAfterSource.isEmpty(), !dialect.wait);
    for (const QString& problem : reading.problems)
        ADD_FAILURE() << problem.toStdString();
    for (const QuotaWindow& window : reading.windows)
        EXPECT_FALSE(window.source.isEmpty());
}

// Whatever is written into a field or the body, nothing is read that makes no sense, and nothing fails.
TEST_P(DocumentedDialect, survivesHostileValues) {
    static const std::vector<QByteArray> hostile{"",
                                                 " ",
                                                 "-1",
                                                 "NaN",
                                                 "Infinity",
                                                 "1e999",
                                                 "0x10",
                                                 "99999999999999999999999999",
                                                 "9223372036854775808",
                                                 "1;w=-1",
                                                 ",,,",
                                                 ";;;=",
                                                 "{\"a\":",
                                                 "[[[[",
                                                 "\"",
                                                 "1/0",
                                                 "0/0",
                                                 "-5/-3",
                                                 "::",
                                                 "1:0",
                                                 "=",
                                                 "b=;q=;r=;t=",
                                                 "\xff\xfe",
                                                 "1\r\n2",
                                                 QByteArray(20'000, '9'),
                                                 QByteArray(5'000, ','),
                                                 "true",
                                                 "null"};
    test::SeededRandom random(11);
    const http::Attempt documented = attemptOf(GetParam());
    for (int round = 0; round < 60; ++round) {
        http::Attempt attempt = documented;
        for (http::HeaderField& field : attempt.response->head.headers)
            if (random.next() % 2 == 0)
                field.value = hostile[random.next() % hostile.size()];
        QByteArray body = documented.response->body.bytes();
        if (!body.isEmpty() && random.next() % 2 == 0)
            body.insert(static_cast<qsizetype>(random.next() % static_cast<quint64>(body.size())),
                        hostile[random.next() % hostile.size()]);
        attempt.response->body = body;
        const QuotaReading reading = readingOf(attempt);
        const auto sane = [](std::optional<double> number) {
            return !number || (std::isfinite(*number) && *number >= 0);
        };
        EXPECT_TRUE(sane(reading.retryAfterSeconds));
        for (const QuotaWindow& window : reading.windows) {
            EXPECT_TRUE(sane(window.limit) && sane(window.remaining) && sane(window.used) &&
                        sane(window.windowSeconds) && sane(window.resetSeconds) && sane(window.refillPerSecond))
                << text(window);
        }
        for (const QString& problem : reading.problems)
            EXPECT_LT(problem.size(), 400);
    }
}

TEST(DocumentedDialects, minusOneIsUnknown) {
    http::Attempt attempt;
    attempt.request.url = "https://api.openai.com/v1/responses";
    attempt.response.emplace();
    attempt.response->head.headers = {{"x-ratelimit-limit-requests", "-1"}, {"x-ratelimit-remaining-requests", "-1"}};
    const auto reading = readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
    EXPECT_TRUE(reading.windows.empty());
    EXPECT_EQ(reading.problems.size(), 2u);
}

TEST(DocumentedDialects, allOfTheCatalogueHaveAnExample) {
    std::set<QByteArray> shown;
    for (const DialectCase& dialect : examples::documentedDialects())
        shown.insert(dialect.provider);
    for (const providers::Provider* provider : providers::Catalogue::builtIn().all())
        EXPECT_TRUE(shown.contains(provider->id) || provider->id == "lab" || provider->id == "common" ||
                    (provider->limits.empty() && provider->kind == "standard"))
            << provider->id.constData();
    EXPECT_EQ(examples::documentedDialects().size(), 84u);
}

} // namespace knockback::ratelimit
