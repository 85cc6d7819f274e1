// SPDX-License-Identifier: GPL-3.0-or-later
// Text in which "://" stands behind the query or the fragment has no authority to look for a password in: its length
// came out below zero.
#include "app/vault/SecretShape.h"

#include <gtest/gtest.h>

using knockback::vault::suspectsInUrl;

TEST(SchemeInFragment, IsNoAuthority) {
    EXPECT_TRUE(suspectsInUrl("http#x://user:pass@host").empty());
    EXPECT_TRUE(suspectsInUrl("http://host?next=https://user:pass@other").empty());
    EXPECT_TRUE(suspectsInUrl("a?b#c://d").empty());
}

TEST(SchemeInFragment, APasswordInTheAuthorityIsStillFound) {
    for (const char* url : {"https://user:pa55word@host", "https://user:pa55word@host/path",
                            "https://user:pa55word@host?q=a:b@c", "https://user:pa55word@host#://x"}) {
        const auto found = suspectsInUrl(url);
        ASSERT_EQ(found.size(), 1U) << url;
        EXPECT_EQ(QByteArrayView(url).sliced(found[0].at, found[0].length), "pa55word") << url;
    }
}
