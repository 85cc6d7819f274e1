// SPDX-License-Identifier: GPL-3.0-or-later
// A canary in every form and every place never survives.
#include "app/http/Redactor.h"

#include "app/base/Clock.h"
#include "tests/support/SeededRandom.h"

namespace knockback::http {

namespace {

const QByteArray canary = "kb!canary/\"7f3\\9+a&b c";

// Percent-encoded with small digits.
QByteArray smallEscapes(const QByteArray& secret) {
    QByteArray text = secret.toPercentEncoding();
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1))
        text.replace(at, 3, text.mid(at, 3).toLower());
    return text;
}

std::vector<QByteArray> formsOf(const QByteArray& secret) {
    QByteArray json;
    QByteArray unicode;
    for (const char c : secret) {
        if (c == '"' || c == '\\')
            json += '\\';
        json += c;
        unicode += "\\u" + QByteArray::number(static_cast<unsigned char>(c), 16).rightJustified(4, '0');
    }
    QByteArray html = QString::fromUtf8(secret).toHtmlEscaped().toUtf8();
    return {secret,
            secret.toPercentEncoding(),
            smallEscapes(secret),
            secret.toPercentEncoding({}, secret),
            secret.toPercentEncoding().toPercentEncoding(),
            QByteArray(secret.toPercentEncoding()).replace("%20", "+"),
            json,
            unicode,
            html,
            secret.toBase64(),
            secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
            ("u:" + secret).toBase64(),
            ("us:" + secret + "xy").toBase64(),
            ("use:" + secret).toBase64(QByteArray::Base64UrlEncoding),
            secret.toHex(),
            secret.toHex().toUpper()};
}

// An attempt with the same text in every place that can hold one.
Attempt everywhere(const QByteArray& text) {
    Attempt attempt;
    attempt.request.method = text;
    attempt.request.url = "https://" + text + "@" + text + ":1/" + text + "/?" + text + "=" + text + "#" + text;
    attempt.request.headers = {{text, text}, {"X-Plain", "a " + text + " b"}, {"Cookie", "a=" + text + "; " + text}};
    attempt.request.body = Body("before " + text + " after");
    attempt.request.options.proxy = "http://" + text + "@proxy:1";
    attempt.request.options.caFile = text;
    attempt.request.options.resolve = {text};
    attempt.request.options.clientCertificate = {text, text, text};
    attempt.sentHead = "GET /" + text + " HTTP/1.1\r\nX: " + text + "\r\n " + text + "\r\n\r\n";
    attempt.response.emplace();
    attempt.response->informational.push_back(
        {"HTTP/1.1", 103, text, {{"Link", text}}, "HTTP/1.1 103 " + text + "\r\n\r\n"});
    attempt.response->head = {"HTTP/1.1", 429, text, {{"Location", text}, {"Set-Cookie", "a=b; " + text}}, text};
    attempt.response->trailers = {{"X-Trailer", text}};
    attempt.response->body = Body(QByteArray(5, '\0') + text + QByteArray(5, '\xff'));
    attempt.failure = NetworkFailure{FailureKind::Other, Phase::None, QString::fromUtf8("detail=" + text)};
    return attempt;
}

QByteArray dump(const HeaderList& headers) {
    QByteArray text;
    for (const HeaderField& field : headers)
        text += field.name + '\n' + field.value + '\n';
    return text;
}

QByteArray dump(const ResponseHead& head) {
    return head.reason + '\n' + dump(head.headers) + head.raw + '\n';
}

QByteArray dump(const Attempt& a) {
    QByteArray text = a.request.method + '\n' + a.request.url + '\n' + dump(a.request.headers) +
                      a.request.body.bytes() + '\n' + a.request.options.proxy + '\n' + a.request.options.caFile + '\n' +
                      a.sentHead + '\n';
    const ClientCertificate& certificate = a.request.options.clientCertificate;
    text += certificate.file + '\n' + certificate.keyFile + '\n' + certificate.passphrase + '\n';
    for (const QByteArray& entry : a.request.options.resolve)
        text += entry + '\n';
    for (const ResponseHead& head : a.response->informational)
        text += dump(head);
    return text + dump(a.response->head) + dump(a.response->trailers) + a.response->body.bytes() + '\n' +
           a.failure->detail.toUtf8();
}

// The piece of a form that nothing but the secret decides: base64 is padded and shifted at its ends.
QByteArray core(const QByteArray& form) {
    return form.size() < 24 ? form : form.mid(4, form.size() - 12);
}

} // namespace

TEST(RedactorCanary, survivesInNoFormAndNoPlace) {
    Redactor redactor;
    redactor.addSecret("canary", base::Secret(canary));
    for (const QByteArray& form : formsOf(canary)) {
        const QByteArray before = dump(everywhere(form));
        ASSERT_GE(before.count(form), 20);
        const QByteArray after = dump(redactor.redact(everywhere(form)).attempt());
        EXPECT_FALSE(after.contains(form)) << form.constData();
        EXPECT_FALSE(after.contains(core(form))) << form.constData() << "\n" << after.constData();
        EXPECT_FALSE(redactor.redact("text " + form + " text").contains(core(form))) << form.constData();
    }
}

TEST(RedactorCanary, randomSecretsInRandomFormsNeverSurvive) {
    test::SeededRandom random(42);
    for (int round = 0; round < 150; ++round) {
        QByteArray secret;
        for (auto length = 12 + random.next() % 40; length > 0; --length)
            secret += static_cast<char>(0x21 + random.next() % 0x5e);
        Redactor redactor;
        redactor.addSecret("other", base::Secret(QByteArray(secret).append("-longer")));
        redactor.addSecret("canary", base::Secret(secret));
        const auto forms = formsOf(secret);
        const QByteArray& form = forms[random.next() % forms.size()];
        const QByteArray after = dump(redactor.redact(everywhere(form)).attempt());
        EXPECT_FALSE(after.contains(core(form))) << secret.constData() << "\n" << form.constData();
    }
}

// Nobody needs to know these as secrets: what they are for says so.
TEST(RedactorCanary, aPassphraseAndAProxysPasswordAreHiddenUnknown) {
    Attempt attempt;
    attempt.request.options.proxy = "socks5h://user:pw@proxy:1080";
    attempt.request.options.clientCertificate = {"/keys/client.pem", "/keys/client.key", "pw"};
    const SendOptions options = Redactor().redact(attempt).attempt().request.options;
    EXPECT_FALSE(options.proxy.contains("pw")) << options.proxy.constData();
    EXPECT_TRUE(options.proxy.endsWith("@proxy:1080")) << options.proxy.constData();
    EXPECT_FALSE(options.clientCertificate.passphrase.isEmpty()) << "that there is one is no secret";
    EXPECT_FALSE(options.clientCertificate.passphrase.contains("pw"));
    EXPECT_EQ(options.clientCertificate.keyFile, "/keys/client.key");
}

// Five times the bytes take about five times as long, also when every byte looks like the start of something.
TEST(RedactorCanary, largeBodiesTakeTimeInProportion) {
    Redactor redactor;
    for (int i = 0; i < 5; ++i)
        redactor.addSecret("k", base::Secret("secret-" + QByteArray::number(i) + "-0123456789"));
    const auto timeOf = [&](const QByteArray& body) {
        base::Nanoseconds best = base::Nanoseconds::max();
        for (int run = 0; run < 2; ++run) {
            Attempt attempt;
            attempt.response.emplace();
            attempt.response->body = Body(body);
            const auto start = base::systemClock().steadyNow();
            (void)redactor.redact(attempt);
            best = std::min(best, base::systemClock().steadyNow() - start);
        }
        return best;
    };
    constexpr auto slack = std::chrono::milliseconds(100);
    for (const char* unit : {R"({"id":1234567,"name":"some text","token":"abc"},)", "a=b&token=c&", "\"\"\"\":",
                             "://://", "x-y-z:", "\\", "\\\":", "token=", "&=", "Authorization:", "\"password\":["}) {
        constexpr qsizetype small = 30'000;
        const QByteArray body = QByteArray(unit).repeated(small / static_cast<qsizetype>(qstrlen(unit)));
        EXPECT_LT(timeOf(body.repeated(5)), 12 * timeOf(body) + slack) << unit;
    }
    const QByteArray megabyte = QByteArray(R"({"id":1234567,"name":"some text"},)").repeated(30'000);
    EXPECT_LT(timeOf(megabyte.repeated(5)), 12 * timeOf(megabyte) + slack);
}

} // namespace knockback::http
