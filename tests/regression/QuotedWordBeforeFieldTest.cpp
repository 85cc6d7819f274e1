// SPDX-License-Identifier: GPL-3.0-or-later
// A quoted word earlier on the line was taken for the string that the field stands in, though it had ended: of a value
// with quotes of its own only the part before the first of them was hidden.
#include "app/http/Redactor.h"

#include <gtest/gtest.h>

namespace knockback::http {

TEST(QuotedWordBeforeField, HidesTheFieldToItsEnd) {
    for (const QByteArray line : {"msg=\"sent\" Authorization: Token token=\"Zq9xWk7v\"",
                                  "msg=\"sent\" Authorization: Digest username=\"u\", response=\"Zq9xWk7v\"",
                                  "{\"a\": \"b\"} Cookie: sid=\"Zq9xWk7v\"; other=\"Zq9xWk7v\"",
                                  "said 'done' Authorization: Token token='Zq9xWk7v'",
                                  "curl 'https://h' -H 'Accept: a' -H 'Authorization: Token token=\"Zq9xWk7v\"'"})
        EXPECT_FALSE(Redactor().redact(line).contains("Zq9x")) << Redactor().redact(line).constData();
}

// What follows the string that a field really stands in stays readable.
TEST(QuotedWordBeforeField, LeavesWhatFollowsTheStringOfAField) {
    const QByteArray shown = Redactor().redact("curl -H 'Authorization: Bearer Zq9xWk7v' 'https://h/path'");
    EXPECT_FALSE(shown.contains("Zq9x"));
    EXPECT_TRUE(shown.contains("'https://h/path'")) << shown.constData();
}

} // namespace knockback::http
