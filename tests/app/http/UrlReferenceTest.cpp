// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Url.h"

namespace knockback::http {

namespace {

struct ReferenceCase {
    const char* reference;
    const char* url; // null: nothing that can be sent
};

std::string nameOf(const testing::TestParamInfo<ReferenceCase>& info) {
    return std::to_string(info.index);
}

} // namespace

class UrlReference : public testing::TestWithParam<ReferenceCase> {};

TEST_P(UrlReference, resolvesAgainstTheBaseOfTheRfc) {
    const auto url = resolveReference("http://a/b/c/d;p?q", GetParam().reference);
    if (GetParam().url)
        EXPECT_EQ(url, QByteArray(GetParam().url)) << GetParam().reference;
    else
        EXPECT_FALSE(url) << GetParam().reference;
}

// RFC 3986 5.4.1. "g:h" is a URL of another scheme.
INSTANTIATE_TEST_SUITE_P(
    Normal, UrlReference,
    testing::Values(ReferenceCase{"g:h", nullptr}, ReferenceCase{"g", "http://a/b/c/g"},
                    ReferenceCase{"./g", "http://a/b/c/g"}, ReferenceCase{"g/", "http://a/b/c/g/"},
                    ReferenceCase{"/g", "http://a/g"}, ReferenceCase{"//g", "http://g"},
                    ReferenceCase{"?y", "http://a/b/c/d;p?y"}, ReferenceCase{"g?y", "http://a/b/c/g?y"},
                    ReferenceCase{"#s", "http://a/b/c/d;p?q#s"}, ReferenceCase{"g#s", "http://a/b/c/g#s"},
                    ReferenceCase{"g?y#s", "http://a/b/c/g?y#s"}, ReferenceCase{";x", "http://a/b/c/;x"},
                    ReferenceCase{"g;x", "http://a/b/c/g;x"}, ReferenceCase{"g;x?y#s", "http://a/b/c/g;x?y#s"},
                    ReferenceCase{"", "http://a/b/c/d;p?q"}, ReferenceCase{".", "http://a/b/c/"},
                    ReferenceCase{"./", "http://a/b/c/"}, ReferenceCase{"..", "http://a/b/"},
                    ReferenceCase{"../", "http://a/b/"}, ReferenceCase{"../g", "http://a/b/g"},
                    ReferenceCase{"../..", "http://a/"}, ReferenceCase{"../../", "http://a/"},
                    ReferenceCase{"../../g", "http://a/g"}),
    nameOf);

// RFC 3986 5.4.2. "http:g" is read strictly, as the absolute URL that it is, which has no host.
INSTANTIATE_TEST_SUITE_P(
    Abnormal, UrlReference,
    testing::Values(ReferenceCase{"../../../g", "http://a/g"}, ReferenceCase{"../../../../g", "http://a/g"},
                    ReferenceCase{"/./g", "http://a/g"}, ReferenceCase{"/../g", "http://a/g"},
                    ReferenceCase{"g.", "http://a/b/c/g."}, ReferenceCase{".g", "http://a/b/c/.g"},
                    ReferenceCase{"g..", "http://a/b/c/g.."}, ReferenceCase{"..g", "http://a/b/c/..g"},
                    ReferenceCase{"./../g", "http://a/b/g"}, ReferenceCase{"./g/.", "http://a/b/c/g/"},
                    ReferenceCase{"g/./h", "http://a/b/c/g/h"}, ReferenceCase{"g/../h", "http://a/b/c/h"},
                    ReferenceCase{"g;x=1/./y", "http://a/b/c/g;x=1/y"}, ReferenceCase{"g;x=1/../y", "http://a/b/c/y"},
                    ReferenceCase{"g?y/./x", "http://a/b/c/g?y/./x"},
                    ReferenceCase{"g?y/../x", "http://a/b/c/g?y/../x"},
                    ReferenceCase{"g#s/./x", "http://a/b/c/g#s/./x"},
                    ReferenceCase{"g#s/../x", "http://a/b/c/g#s/../x"}, ReferenceCase{"http:g", nullptr}),
    nameOf);

// What servers write into Location.
INSTANTIATE_TEST_SUITE_P(
    Seen, UrlReference,
    testing::Values(ReferenceCase{"https://B.example:8443/x/../y?z", "https://B.example:8443/y?z"},
                    ReferenceCase{"HTTP://b", "HTTP://b"}, ReferenceCase{"//b:81?x", "http://b:81?x"},
                    ReferenceCase{"?", "http://a/b/c/d;p?"}, ReferenceCase{"#", "http://a/b/c/d;p?q#"},
                    ReferenceCase{"g?a#b?c#d", "http://a/b/c/g?a#b?c#d"}, ReferenceCase{"next:page", nullptr},
                    ReferenceCase{"./next:page", "http://a/b/c/next:page"}, ReferenceCase{"mailto:a@b", nullptr},
                    ReferenceCase{"javascript:alert(1)", nullptr}, ReferenceCase{"file:///etc/passwd", nullptr},
                    ReferenceCase{"//", nullptr}, ReferenceCase{"/a\r\nX: y", nullptr},
                    ReferenceCase{"1:2", "http://a/b/c/1:2"}, ReferenceCase{"/a//b/..", "http://a/a//"},
                    ReferenceCase{"/%2e%2E/x", "http://a/%2e%2E/x"}),
    nameOf);

TEST(UrlReferenceBase, mayHaveNoPath) {
    EXPECT_EQ(resolveReference("http://a", "g"), "http://a/g");
    EXPECT_EQ(resolveReference("http://a?q", "g"), "http://a/g");
    EXPECT_EQ(resolveReference("http://a?q", "#s"), "http://a?q#s");
    EXPECT_EQ(resolveReference("http://a#old", "?q"), "http://a?q");
}

TEST(UrlReferenceBase, mustItselfBeAnHttpUrl) {
    EXPECT_FALSE(resolveReference("", "http://a/"));
    EXPECT_FALSE(resolveReference("/path", "x"));
    EXPECT_FALSE(resolveReference("ftp://a/", "x"));
}

} // namespace knockback::http
