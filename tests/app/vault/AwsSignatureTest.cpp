// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AwsSignature.h"

#include <QDateTime>

namespace knockback::vault {

namespace {
// The keys and the moment of the test suite that AWS publishes for Signature Version 4.
AwsKey suiteKey(const QByteArray& session = {}) {
    return {base::Secret("AKIDEXAMPLE"), base::Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            base::Secret(session)};
}
const base::WallTime suiteTime =
    base::WallTime(base::Seconds(QDateTime({2015, 8, 30}, {12, 36, 0}, Qt::UTC).toSecsSinceEpoch()));

QByteArray signatureOf(http::Request request, const AwsScope& scope = {"us-east-1", "service"},
                       const QByteArray& session = {}) {
    signForAws(request, suiteKey(session), scope, suiteTime);
    const QByteArray authorization = request.headers.value("Authorization").value_or("");
    return authorization.mid(authorization.indexOf("Signature=") + 10);
}

http::Request request(const QByteArray& method, const QByteArray& url) {
    return {method, url};
}
} // namespace

// get-vanilla, post-vanilla and get-vanilla-query-order-key-case of that suite.
TEST(AwsSignature, isThatOfThePublishedSuite) {
    EXPECT_EQ(signatureOf(request("GET", "https://example.amazonaws.com/")),
              "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    EXPECT_EQ(signatureOf(request("POST", "https://example.amazonaws.com/")),
              "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    EXPECT_EQ(signatureOf(request("GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1")),
              "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
}

// The worked example of the general reference: ListUsers of IAM.
TEST(AwsSignature, isThatOfTheWorkedExample) {
    auto listUsers = request("GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08");
    listUsers.headers.append("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    signForAws(listUsers, suiteKey(), *awsScopeOf("iam.amazonaws.com"), suiteTime);
    EXPECT_EQ(listUsers.headers.value("Authorization"),
              "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
              "SignedHeaders=content-type;host;x-amz-date, "
              "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    EXPECT_EQ(listUsers.headers.value("X-Amz-Date"), "20150830T123600Z");
}

// Computed on its own, with Python's hmac and hashlib.
TEST(AwsSignature, signsBodySessionTokenAndPathOfS3) {
    auto put = request("PUT", "https://bucket.s3.eu-central-1.amazonaws.com/a%20b/c%2Bd?x=1");
    put.body = QByteArray(R"({"a":1})");
    EXPECT_EQ(signatureOf(put, *awsScopeOf("bucket.s3.eu-central-1.amazonaws.com"), "TOKEN"),
              "74d21df096fcd3819b9f7debfd079a3eb48ab6648b4b71879a738e68165b2f76");
}

TEST(AwsSignature, encodesAPathAgainForEveryOtherServiceAndTakesOutItsDots) {
    const QByteArray expected = "38716947ba65b7b62d1fac41d2244cf69dad6f76e6fa83456331ce9315514e6f";
    EXPECT_EQ(signatureOf(request("GET", "https://example.amazonaws.com/a%20b/c")), expected);
    EXPECT_EQ(signatureOf(request("GET", "https://example.amazonaws.com/a%20b//x/.././c")), expected);
}

TEST(AwsSignature, signingAgainReplacesTheOldOne) {
    auto once = request("GET", "https://example.amazonaws.com/");
    signForAws(once, suiteKey(), {"us-east-1", "service"}, suiteTime);
    const auto before = once.headers;
    signForAws(once, suiteKey(), {"us-east-1", "service"}, suiteTime);
    EXPECT_EQ(once.headers, before);
}

TEST(AwsSignature, readsTheScopeOffTheHost) {
    const auto scope = [](const char* host) { return awsScopeOf(host).value_or(AwsScope{"none", "none"}); };
    EXPECT_EQ(scope("dynamodb.eu-west-1.amazonaws.com"), (AwsScope{"eu-west-1", "dynamodb"}));
    EXPECT_EQ(scope("abc123.execute-api.us-west-2.amazonaws.com"), (AwsScope{"us-west-2", "execute-api"}));
    EXPECT_EQ(scope("bucket.s3.us-east-2.amazonaws.com"), (AwsScope{"us-east-2", "s3"}));
    EXPECT_EQ(scope("bucket.s3.amazonaws.com"), (AwsScope{"us-east-1", "s3"}));
    EXPECT_EQ(scope("s3.amazonaws.com"), (AwsScope{"us-east-1", "s3"}));
    EXPECT_EQ(scope("bucket.s3-eu-west-1.amazonaws.com"), (AwsScope{"eu-west-1", "s3"}));
    EXPECT_EQ(scope("s3.dualstack.eu-west-1.amazonaws.com"), (AwsScope{"eu-west-1", "s3"}));
    EXPECT_EQ(scope("IAM.amazonaws.com"), (AwsScope{"us-east-1", "iam"}));
    EXPECT_FALSE(awsScopeOf("amazonaws.com.evil.test"));
    EXPECT_FALSE(awsScopeOf("minio.local"));
}

} // namespace knockback::vault
