// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactionMatcher.h"

#include "app/base/Clock.h"
#include "tests/support/SeededRandom.h"

namespace knockback::http {

namespace {

// The text with every hit replaced by '#'.
QByteArray blanked(const RedactionMatcher& matcher, const QByteArray& text) {
    QByteArray result;
    qsizetype done = 0;
    for (const SecretHit& hit : matcher.find(text)) {
        result += text.mid(done, hit.start - done) + '#';
        done = hit.end;
    }
    return result + text.mid(done);
}

RedactionMatcher matcherFor(std::initializer_list<const char*> secrets) {
    RedactionMatcher matcher;
    for (const char* secret : secrets)
        matcher.add(base::Secret(secret));
    return matcher;
}

} // namespace

TEST(RedactionMatcher, findsTheValueAnywhere) {
    const auto matcher = matcherFor({"s3cr3t!"});
    EXPECT_EQ(blanked(matcher, "s3cr3t!"), "#");
    EXPECT_EQ(blanked(matcher, "xs3cr3t!s3cr3t!y"), "x##y");
    EXPECT_EQ(blanked(matcher, "s3cr3t"), "s3cr3t");
    EXPECT_EQ(blanked(matcher, ""), "");
}

TEST(RedactionMatcher, findsEveryEscape) {
    const auto matcher = matcherFor({"a/b+c d\"e&f"});
    for (const char* text :
         {"a/b+c d\"e&f", "a%2Fb%2Bc%20d%22e%26f", "a%2fb%2bc+d%22e%26f", "%61%2F%62%2B%63%20%64%22%65%26%66",
          "a%252Fb%252Bc%2520d%2522e%2526f", "a\\/b+c d\\\"e&f", "a\\/b\\u002Bc d\\\"e\\u0026f",
          "a\\\\\\/b+c d\\\\\\\"e&f", "a/b+c d&quot;e&amp;f", "a&#47;b&#x2B;c d&#34;e&#x26;f"})
        EXPECT_EQ(blanked(matcher, QByteArray("<") + text + '>'), "<#>") << text;
}

TEST(RedactionMatcher, findsUtf8AndItsJsonEscapes) {
    const auto matcher = matcherFor({"p\xc3\xa4ss-\xe2\x82\xac-w\xc3\xb6rt"});
    EXPECT_EQ(blanked(matcher, "p\xc3\xa4ss-\xe2\x82\xac-w\xc3\xb6rt"), "#");
    EXPECT_EQ(blanked(matcher, "p\\u00e4ss-\\u20AC-w\\u00f6rt"), "#");
    EXPECT_EQ(blanked(matcher, "p%C3%A4ss-%e2%82%ac-w%c3%b6rt"), "#");
    EXPECT_EQ(blanked(matcher, "p&#228;ss-&#x20ac;-w&#246;rt"), "#");
}

TEST(RedactionMatcher, findsBackslashesHoweverOftenEscaped) {
    const auto matcher = matcherFor({"dom\\user\\\"x"});
    EXPECT_EQ(blanked(matcher, "dom\\user\\\"x"), "#");
    EXPECT_EQ(blanked(matcher, "dom\\\\user\\\\\\\"x"), "#");
    EXPECT_EQ(blanked(matcher, "dom\\\\\\\\user\\\\\\\\\\\\\\\"x"), "#");
}

TEST(RedactionMatcher, findsHex) {
    const auto matcher = matcherFor({"s3cr3t!"});
    EXPECT_EQ(blanked(matcher, "x73336372337421y"), "x#y");
    EXPECT_EQ(blanked(matcher, QByteArray("s3cr3t?!").toHex()), QByteArray("s3cr3t?!").toHex());
    EXPECT_EQ(blanked(matcherFor({"kkkkkk/"}), QByteArray("kkkkkk/").toHex().toUpper()), "#");
}

TEST(RedactionMatcher, findsBase64AtEveryAlignment) {
    const QByteArray secret = "canary-\xfb\xff-0123?>";
    RedactionMatcher matcher;
    matcher.add(base::Secret(secret));
    for (qsizetype before = 0; before < 7; ++before) {
        for (qsizetype after = 0; after < 7; ++after) {
            for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
                const QByteArray coded = (QByteArray(before, 'u') + secret + QByteArray(after, 'v')).toBase64(options);
                const QByteArray rest = blanked(matcher, '"' + coded + '"');
                EXPECT_TRUE(rest.contains('#')) << coded.constData();
                EXPECT_LE(rest.size(), 2 + 1 + (before + after + 4) * 4 / 3) << rest.constData();
            }
        }
    }
}

TEST(RedactionMatcher, base64InsideAnEscapedUrlOrJson) {
    RedactionMatcher matcher;
    matcher.add(base::Secret("\xff\xff\xff\xff\xff\xff\xff\xff")); // "//////////8="
    EXPECT_EQ(blanked(matcher, "x=%2F%2F%2F%2F%2F%2F%2F%2F%2F%2F8%3D&y"), "x=#%3D&y");
    EXPECT_EQ(blanked(matcher, "\"\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/8=\""), "\"#\"");
}

TEST(RedactionMatcher, overlappingSecretsLeaveNothingBehind) {
    EXPECT_EQ(blanked(matcherFor({"abcdef", "defghij"}), "xabcdefghijy"), "x#y");
    EXPECT_EQ(blanked(matcherFor({"abcd", "abcdefgh"}), "xabcdefghy"), "x#y");
    EXPECT_EQ(blanked(matcherFor({"bcde", "abcdef"}), "xabcdefy"), "x#y");
}

TEST(RedactionMatcher, shortValuesAreLeftAlone) {
    RedactionMatcher matcher = matcherFor({"abc", ""});
    EXPECT_TRUE(matcher.isEmpty());
    matcher.add(base::Secret("wxyz"));
    EXPECT_EQ(matcher.find("wxyz").at(0).secret, 2u);
}

// Any secret, written with any mixture of escapes, between any bytes.
TEST(RedactionMatcher, findsRandomSecretsInRandomWriting) {
    test::SeededRandom random(20261121);
    const auto below = [&](std::uint64_t n) { return random.next() % n; };
    const auto hex = [&](unsigned value, int digits) {
        const QByteArray text = QByteArray::number(value, 16).rightJustified(digits, '0');
        return below(2) ? text.toUpper() : text;
    };
    for (int round = 0; round < 3000; ++round) {
        QByteArray secret;
        for (auto length = 4 + below(40); length > 0; --length)
            secret += static_cast<char>(0x20 + below(0x5f));
        QByteArray written;
        for (const char c : secret) {
            const auto code = static_cast<unsigned char>(c);
            switch (below(5)) {
            case 0:
                written += '%' + hex(code, 2);
                break;
            case 1:
                written += "\\u" + hex(code, 4);
                break;
            case 2:
                written += "&#x" + hex(code, 2) + ';';
                break;
            case 3:
                written += c == '"' || c == '/' ? QByteArray("\\") + c
                           : c == '\\'          ? QByteArray("\\\\")
                                                : QByteArray(1, c);
                break;
            default:
                written += c == ' ' ? '+' : c;
            }
        }
        RedactionMatcher matcher;
        matcher.add(base::Secret(secret));
        const QByteArray text = "<html>" + written + "</html>";
        const QByteArray rest = blanked(matcher, text);
        EXPECT_EQ(rest, "<html>#</html>") << secret.constData() << " as " << written.constData();
    }
}

// A page that shows a JSON text, a JSON text in an address, an address in base64: an encoding of an escape.
TEST(RedactionMatcher, findsEscapesOfEscapes) {
    const QByteArray secret = "s3cret \"&/\xc3\xa9\\tail";
    const QByteArray json = R"(s3cret \"&/\u00e9\\tail)";
    const QByteArray address = secret.toPercentEncoding();
    RedactionMatcher matcher;
    matcher.add(base::Secret::copyOf(secret));
    for (const QByteArray& written :
         {QByteArray(R"(s3cret \&quot;&amp;/\u00e9\\tail)"),
          QByteArray(R"(s3cret &#92;&#34;&amp;/&#92;u00e9&#92;&#92;tail)"), json.toPercentEncoding(),
          json.toPercentEncoding().toPercentEncoding(), json.toHex(), address.toHex().toUpper()})
        EXPECT_EQ(blanked(matcher, '<' + written + '>'), "<#>") << written.constData();
    for (const QByteArray& text : {json, address, QByteArray("s3cret \\\"&/\xc3\xa9\\\\tail")}) {
        for (const char* before : {"", "x", "xy"}) {
            const QByteArray rest = blanked(matcher, '<' + (before + text).toBase64() + '>');
            EXPECT_TRUE(rest.contains('#') && rest.size() <= 6) << rest.constData();
        }
    }
}

// Texts that are all escapes, and secrets that almost match everywhere: four times the text takes about four times as
// long, not sixteen.
TEST(RedactionMatcher, hostileTextsStayLinear) {
    RedactionMatcher matcher =
        matcherFor({"\\\\\\\\\\\\\\\\x", "%%%%%%%%x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "++++++++x"});
    const auto fastest = [&](const QByteArray& text) {
        base::Nanoseconds best = base::Nanoseconds::max();
        for (int run = 0; run < 3; ++run) {
            const auto start = base::systemClock().steadyNow();
            EXPECT_TRUE(matcher.find(text).empty());
            best = std::min(best, base::systemClock().steadyNow() - start);
        }
        return best;
    };
    for (const char* unit : {"\\", "%25", "a", "+", "&amp;", "%", "&#", "\\u005c", "%5C", "&#92;"}) {
        const auto once = fastest(QByteArray(unit).repeated(500));
        const auto fourTimes = fastest(QByteArray(unit).repeated(2'000));
        EXPECT_LT(fourTimes, 10 * once + std::chrono::milliseconds(50)) << unit;
    }
}

} // namespace knockback::http
