// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/BodyKind.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

TEST(BodyKind, TheMediaTypeDecides) {
    const std::vector<std::pair<const char*, BodyKind>> types{
        {"application/json", BodyKind::Json},
        {"Application/Problem+JSON; charset=utf-8", BodyKind::Json},
        {"application/x-ndjson", BodyKind::JsonLines},
        {"text/html;charset=iso-8859-1", BodyKind::Html},
        {"application/rss+xml", BodyKind::Xml},
        {"text/xml", BodyKind::Xml},
        {"image/svg+xml", BodyKind::Svg},
        {"image/webp", BodyKind::Image},
        {"text/event-stream", BodyKind::EventStream},
        {"application/x-www-form-urlencoded", BodyKind::Form},
        {"text/css", BodyKind::Text}};
    for (const auto& [type, kind] : types)
        EXPECT_EQ(kindOfBody(type, "x"), kind) << type;
}

TEST(BodyKind, TheBytesDecideWhereTheTypeSaysNothing) {
    EXPECT_EQ(kindOfBody("", " \n[1]"), BodyKind::Json);
    EXPECT_EQ(kindOfBody("text/plain", "{\"a\":1}"), BodyKind::Json);
    EXPECT_EQ(kindOfBody("text/plain", "<html>"), BodyKind::Text);
    EXPECT_EQ(kindOfBody("", "<!DOCTYPE html><html>"), BodyKind::Html);
    EXPECT_EQ(kindOfBody("application/octet-stream", "\x89PNG\r\n"), BodyKind::Image);
    EXPECT_EQ(kindOfBody("application/octet-stream", QByteArrayView("a\0b", 3)), BodyKind::Binary);
    EXPECT_EQ(kindOfBody("text/plain", QByteArrayView("a\0b", 3)), BodyKind::Binary);
    EXPECT_EQ(kindOfBody("", ""), BodyKind::Text);
}

TEST(BodyKind, EveryKindHasADefaultModeThatWorks) {
    for (int kind = 0; kind <= static_cast<int>(BodyKind::Binary); ++kind) {
        const auto k = static_cast<BodyKind>(kind);
        EXPECT_TRUE(problemWith(defaultMode(k), k).isEmpty()) << kind;
        EXPECT_TRUE(problemWith(BodyMode::Raw, k).isEmpty()) << kind;
        EXPECT_TRUE(problemWith(BodyMode::Hex, k).isEmpty()) << kind;
    }
    EXPECT_FALSE(problemWith(BodyMode::Tree, BodyKind::Html).isEmpty());
}

TEST(BodyKind, CharsetsAsTheyAreWritten) {
    EXPECT_EQ(charsetOf("text/plain; charset=\"ISO-8859-1\""), "iso-8859-1");
    EXPECT_EQ(charsetOf("text/plain; Charset=utf-8; x=1"), "utf-8");
    EXPECT_EQ(charsetOf("text/plain"), "");
}

} // namespace
} // namespace knockback::ui
