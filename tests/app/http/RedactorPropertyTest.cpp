// SPDX-License-Identifier: GPL-3.0-or-later
// Nobody told the redactor of any of these secrets: whatever printable bytes stand in a place that is for secrets, no
// piece of them is in the record.
#include "app/http/Redactor.h"

#include "tests/support/SeededRandom.h"

#include <functional>

namespace knockback::http {

namespace {

// Puts a secret into an exchange in one way.
struct Place {
    const char* name;
    const char* without; // what cannot be part of a value there, as it ends it
    std::function<void(Attempt&, const QByteArray&)> put;
};

QByteArray json(const QByteArray& secret) {
    QByteArray text;
    for (const char c : secret)
        text += c == '"' || c == '\\' ? QByteArray("\\") + c : QByteArray(1, c);
    return text;
}

void setBody(Attempt& attempt, const QByteArray& type, const QByteArray& body) {
    attempt.request.headers.append("Content-Type", type);
    attempt.request.body = Body(body);
}

void setAnswer(Attempt& attempt, const QByteArray& type, const QByteArray& body) {
    attempt.response->head.headers.append("Content-Type", type);
    attempt.response->body = Body(body);
}

Place field(const char* name, const QByteArray& before, const QByteArray& after = {}, const char* without = "") {
    return {name, without, [=](Attempt& attempt, const QByteArray& secret) {
                attempt.request.headers.append(name, before + secret + after);
                attempt.sentHead += QByteArray(name) + ": " + before + secret + after + "\r\n";
            }};
}

std::vector<Place> places() {
    std::vector<Place> all{
        field("Authorization", "Bearer "),
        field("Authorization", "Basic "),
        field("Authorization", ""),
        field("Proxy-Authorization", "Digest username=\"u\", response=\"", "\""),
        field("Cookie", "theme=dark; sid=", "; lang=en", ";"),
        field("X-Api-Key", ""),
        field("Referer", "https://h/p?token=", "&x=1", "&#"),
        field("Referer", "https://u:", "@h/p", "/?#"),
    };
    all.push_back({"Basic", "", [](Attempt& a, const QByteArray& secret) {
                       const QByteArray value = "Basic " + ("user:" + secret).toBase64();
                       a.request.headers.append("Authorization", value);
                       setAnswer(a, "text/plain", "You sent " + value);
                   }});
    all.push_back({"address", "&#", [](Attempt& a, const QByteArray& secret) {
                       a.request.url = "https://h/p?q=1&api_key=" + secret;
                       a.sentHead = "GET /p?q=1&api_key=" + secret + " HTTP/1.1\r\n\r\n";
                   }});
    all.push_back({"encoded address", "", [](Attempt& a, const QByteArray& secret) {
                       a.request.url = "https://h/p?api_key=" + secret.toPercentEncoding() + "#x";
                   }});
    all.push_back({"address in an address", "", [](Attempt& a, const QByteArray& secret) {
                       const QByteArray inner = "https://h/?code=" + secret.toPercentEncoding();
                       a.response->head.headers.append("Location", "/login?back=" + inner.toPercentEncoding());
                   }});
    all.push_back({"user info", "/?#", [](Attempt& a, const QByteArray& secret) {
                       a.request.url = "https://user:" + secret + "@h/p";
                       a.request.options.proxy = "user:" + secret + "@proxy:3128";
                   }});
    all.push_back({"Set-Cookie", ";", [](Attempt& a, const QByteArray& secret) {
                       a.response->head.headers.append("Set-Cookie", "sid=" + secret + "; Path=/; HttpOnly");
                       a.response->head.raw = "HTTP/1.1 200 OK\r\nSet-Cookie: sid=" + secret + "; Path=/\r\n\r\n";
                   }});
    all.push_back({"form", "&%", [](Attempt& a, const QByteArray& secret) {
                       setBody(a, "application/x-www-form-urlencoded", "grant_type=password&password=" + secret);
                   }});
    all.push_back({"JSON in a form", "", [](Attempt& a, const QByteArray& secret) {
                       const QByteArray inner = R"({"token":")" + json(secret) + R"("})";
                       setBody(a, "application/x-www-form-urlencoded", "payload=" + inner.toPercentEncoding());
                   }});
    all.push_back({"multipart", "", [](Attempt& a, const QByteArray& secret) {
                       setBody(a, "multipart/form-data; boundary=x9",
                               "--x9\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + secret +
                                   "\r\n--x9--\r\n");
                   }});
    all.push_back({"JSON", "", [](Attempt& a, const QByteArray& secret) {
                       setBody(a, "application/json", R"({"a":1,"client_secret":")" + json(secret) + R"("})");
                   }});
    all.push_back({"JSON in JSON", "", [](Attempt& a, const QByteArray& secret) {
                       const QByteArray inner = R"({"password":")" + json(secret) + R"("})";
                       setAnswer(a, "application/json", R"({"sent":")" + json(inner) + R"("})");
                   }});
    all.push_back({"variables of GraphQL", "", [](Attempt& a, const QByteArray& secret) {
                       setBody(a, "application/json",
                               R"({"query":"mutation($p: String!) { login(p: $p) }","variables":{"password":")" +
                                   json(secret) + R"("}})");
                   }});
    all.push_back({"GraphQL", "", [](Attempt& a, const QByteArray& secret) {
                       const QByteArray query = R"(mutation { login(password: ")" + json(secret) + R"(") { id } })";
                       setBody(a, "application/json", R"({"query":")" + json(query) + R"("})");
                   }});
    all.push_back({"echoed line", "\"'", [](Attempt& a, const QByteArray& secret) {
                       setAnswer(a, "text/plain", "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer " + secret + "\n\n");
                   }});
    all.push_back({"echoed line in JSON", "", [](Attempt& a, const QByteArray& secret) {
                       const QByteArray inner = json("GET / HTTP/1.1\nX-Api-Key: " + secret);
                       setAnswer(a, "application/json", R"({"raw":")" + inner + R"(\nHost: h","user":"u"})");
                   }});
    all.push_back({"XML", "<>&", [](Attempt& a, const QByteArray& secret) {
                       setAnswer(a, "text/xml", "<r><SecretAccessKey>" + secret + "</SecretAccessKey></r>");
                   }});
    return all;
}

// Printable bytes, blanks and some beyond ASCII, never at the ends.
QByteArray randomSecret(test::SeededRandom& random, QByteArrayView without) {
    QByteArray secret = "q";
    for (auto length = 16 + random.next() % 32; length > 0;) {
        const char c = static_cast<char>(0x20 + random.next() % 0x5f);
        if (without.contains(c))
            continue;
        secret += random.next() % 24 == 0 ? QByteArray("\xc3\xa9") : QByteArray(1, c);
        --length;
    }
    return secret + "7Z";
}

Attempt emptyExchange() {
    Attempt attempt;
    attempt.request.method = "POST";
    attempt.request.url = "https://h/";
    attempt.sentHead = "POST / HTTP/1.1\r\n";
    attempt.response.emplace();
    return attempt;
}

QByteArray dump(const HeaderList& headers) {
    QByteArray text;
    for (const HeaderField& field : headers)
        text += field.name + '\n' + field.value + '\n';
    return text;
}

QByteArray dump(const Attempt& a) {
    return a.request.url + '\n' + dump(a.request.headers) + a.request.body.bytes() + '\n' + a.request.options.proxy +
           '\n' + a.sentHead + '\n' + dump(a.response->head.headers) + a.response->head.raw + a.response->body.bytes();
}

// Any six bytes of the secret in a row, as they are or as JSON, an address or base64 writes them: a part is a leak,
// too.
QByteArray pieceIn(const QByteArray& record, const QByteArray& secret) {
    constexpr qsizetype piece = 6;
    for (qsizetype at = 0; at + piece <= secret.size(); ++at) {
        const QByteArray part = secret.mid(at, piece);
        for (const QByteArray& form :
             {part, json(part), part.toPercentEncoding(), part.toPercentEncoding().toPercentEncoding()})
            if (record.contains(form))
                return form;
    }
    for (qsizetype before = 0; before < 3; ++before)
        if (const QByteArray coded = (QByteArray(before, 'x') + secret).toBase64().mid(4, 12); record.contains(coded))
            return coded;
    return {};
}

} // namespace

TEST(RedactorProperty, noPieceOfASecretIsLeftInAnyPlaceThatIsForSecrets) {
    test::SeededRandom random(2024);
    const auto all = places();
    for (int round = 0; round < 3000; ++round) {
        const Place& place = all[random.next() % all.size()];
        const QByteArray secret = randomSecret(random, place.without);
        Attempt attempt = emptyExchange();
        place.put(attempt, secret);
        ASSERT_FALSE(pieceIn(dump(attempt), secret).isEmpty()) << place.name;
        const QByteArray record = dump(Redactor().redact(attempt).attempt());
        const QByteArray piece = pieceIn(record, secret);
        ASSERT_TRUE(piece.isEmpty()) << place.name << "\nsecret: " << secret.constData()
                                     << "\nleft: " << piece.constData() << "\nrecord:\n"
                                     << record.constData();
    }
}

TEST(RedactorProperty, aKnownSecretIsFoundAnywhereWithBlanksInIt) {
    test::SeededRandom random(7);
    for (int round = 0; round < 500; ++round) {
        const QByteArray secret = randomSecret(random, "");
        Redactor redactor;
        redactor.addSecret("known", base::Secret(secret));
        Attempt attempt = emptyExchange();
        attempt.request.url = "https://h/" + secret.toPercentEncoding();
        attempt.request.headers.append("X-Note", "about " + secret + " and more");
        setBody(attempt, "text/plain", "Dear " + secret + ", hello");
        setAnswer(attempt, "application/json", R"(["you said )" + json(secret) + R"("])");
        const QByteArray record = dump(redactor.redact(attempt).attempt());
        ASSERT_TRUE(pieceIn(record, secret).isEmpty()) << secret.constData() << "\n" << record.constData();
    }
}

} // namespace knockback::http
