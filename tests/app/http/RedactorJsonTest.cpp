// SPDX-License-Identifier: GPL-3.0-or-later
// JSON and forms stay what they are, whatever is hidden in them.
#include "app/http/Redactor.h"

#include "app/http/Url.h"
#include "tests/support/SeededRandom.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::http {

namespace {

class RandomJson {
public:
    RandomJson(test::SeededRandom& random, QString secret) : m_random(random), m_secret(std::move(secret)) {}

    QJsonObject object(int depth) {
        static const char* const names[] = {"access_token",  "password", "id",    "data",
                                            "client_secret", "name",     "token", "Cookie"};
        QJsonObject result;
        for (auto n = below(5); n > 0; --n)
            result[QLatin1String(names[below(std::size(names))])] = value(depth);
        return result;
    }

private:
    std::uint64_t below(std::uint64_t n) { return m_random.next() % n; }

    QString text() {
        QString result;
        for (auto n = below(12); n > 0; --n)
            result += QChar(static_cast<char16_t>(below(3) ? 0x20 + below(0x60) : 1 + below(0x3000)));
        return below(3) ? result : result + m_secret + result;
    }

    QJsonValue value(int depth) {
        switch (depth > 0 ? below(7) : 1 + below(3)) {
        case 0:
            return QString::fromUtf8(QJsonDocument(object(depth - 1)).toJson(QJsonDocument::Compact));
        case 1:
            return static_cast<qint64>(below(100'000'000));
        case 2:
            return QJsonValue();
        case 3:
            return text();
        case 4: {
            QJsonArray array;
            for (auto n = below(4); n > 0; --n)
                array.append(value(depth - 1));
            return array;
        }
        default:
            return object(depth - 1);
        }
    }

    test::SeededRandom& m_random;
    QString m_secret;
};

// The same members and lists, whatever the values are.
bool sameShape(const QJsonValue& a, const QJsonValue& b) {
    if (a.isObject() != b.isObject() || a.isArray() != b.isArray())
        return false;
    if (a.isObject()) {
        const QJsonObject left = a.toObject();
        const QJsonObject right = b.toObject();
        if (left.keys() != right.keys())
            return false;
        for (const QString& key : left.keys())
            if (!sameShape(left[key], right[key]))
                return false;
    } else if (a.isArray()) {
        const QJsonArray left = a.toArray();
        const QJsonArray right = b.toArray();
        if (left.size() != right.size())
            return false;
        for (qsizetype i = 0; i < left.size(); ++i)
            if (!sameShape(left[i], right[i]))
                return false;
    }
    return true;
}

} // namespace

TEST(RedactorJson, keepsItsShape) {
    test::SeededRandom random(11);
    const QString secret = QStringLiteral("ca\"na\\ry/0123456789");
    Redactor redactor;
    redactor.addSecret("canary", base::Secret(secret.toUtf8()));
    for (int round = 0; round < 2000; ++round) {
        const QJsonObject original = RandomJson(random, secret).object(3);
        const QByteArray json =
            QJsonDocument(original).toJson(round % 2 ? QJsonDocument::Compact : QJsonDocument::Indented);
        Attempt attempt;
        attempt.request.headers.append("Content-Type", "application/json");
        attempt.request.body = Body(json);
        const QByteArray redacted = redactor.redact(attempt).attempt().request.body.bytes();
        const QJsonDocument parsed = QJsonDocument::fromJson(redacted);
        ASSERT_TRUE(parsed.isObject()) << json.constData() << "\n" << redacted.constData();
        EXPECT_TRUE(sameShape(original, parsed.object())) << json.constData() << "\n" << redacted.constData();
        EXPECT_FALSE(redacted.contains("0123456789"));
    }
}

TEST(RedactorJson, formsKeepTheirNames) {
    test::SeededRandom random(12);
    const char* const names[] = {"password", "a", "client_secret", "grant_type", "user[token]", "code"};
    for (int round = 0; round < 500; ++round) {
        QByteArray form;
        for (auto n = 1 + random.next() % 6; n > 0; --n) {
            QByteArray value;
            for (auto length = random.next() % 20; length > 0; --length)
                value += static_cast<char>(random.next() % 256);
            form +=
                (form.isEmpty() ? "" : "&") + QByteArray(names[random.next() % 6]) + '=' + value.toPercentEncoding();
        }
        Attempt attempt;
        attempt.request.headers.append("Content-Type", "application/x-www-form-urlencoded");
        attempt.request.body = Body(form);
        const QByteArray redacted = Redactor().redact(attempt).attempt().request.body.bytes();
        const auto before = parseQuery(form);
        const auto after = parseQuery(redacted);
        ASSERT_EQ(before.size(), after.size()) << form.constData();
        for (std::size_t i = 0; i < before.size(); ++i) {
            EXPECT_EQ(before[i].name, after[i].name);
            EXPECT_EQ(before[i].value.isEmpty(), after[i].value.isEmpty());
        }
    }
}

// Cut off anywhere, and with anything in it: no crash, and no secret.
TEST(RedactorJson, anyBytesAreTaken) {
    test::SeededRandom random(13);
    const char* const pieces[] = {"\"",
                                  "\\",
                                  "{",
                                  "}",
                                  "[",
                                  "]",
                                  ":",
                                  ",",
                                  "\"password\"",
                                  "\"token\":",
                                  "=",
                                  "&",
                                  "?",
                                  "%3D",
                                  "%26",
                                  "://",
                                  "@",
                                  "\r\n",
                                  "Authorization:",
                                  "Bearer ",
                                  "Basic ",
                                  "kb-canary-0123456789",
                                  "\xe2\x80\xb9",
                                  "\xe2\x80\xba",
                                  "\xff",
                                  "name=\"password\"",
                                  "--B\r\n",
                                  "Cookie: a=",
                                  "'",
                                  "1"};
    Redactor redactor;
    redactor.addSecret("canary", base::Secret("kb-canary-0123456789"));
    for (int round = 0; round < 5000; ++round) {
        QByteArray text;
        for (auto n = random.next() % 30; n > 0; --n)
            text += pieces[random.next() % std::size(pieces)];
        Attempt attempt;
        attempt.request.url = text;
        attempt.request.headers = {{"Content-Type", round % 2 ? "multipart/form-data" : "text/plain"},
                                   {"Authorization", text},
                                   {"Cookie", text},
                                   {"Set-Cookie", text},
                                   {"Location", text}};
        attempt.request.body = Body(text);
        attempt.sentHead = text;
        const Attempt redacted = redactor.redact(attempt).attempt();
        for (const QByteArray& part :
             {redacted.request.url, redacted.request.body.bytes(), redacted.sentHead, redactor.redact(text)})
            EXPECT_FALSE(part.contains("canary-0")) << text.constData();
        for (const HeaderField& field : redacted.request.headers)
            EXPECT_FALSE(field.value.contains("canary-0")) << text.constData();
    }
}

} // namespace knockback::http
