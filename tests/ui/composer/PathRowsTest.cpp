// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PathRows.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

QString text(const char* utf8) {
    return QString::fromUtf8(utf8);
}
PathRow row(int segment, const char* name, const char* value, bool named = true) {
    return {segment, text(name), text(value), named};
}

TEST(PathRows, PlaceholdersOfBothKindsAreRows) {
    EXPECT_EQ(pathRows(text("https://x/users/:id/{order_id}?a=:no#:no"), {}),
              (std::vector{row(1, "id", ""), row(2, "order_id", "")}));
    EXPECT_EQ(unfilledSegments(text("{{base}}/users/:id")), (std::vector{text("id")}));
}

TEST(PathRows, WhatLooksLikeAValueIsOfferedWithoutAName) {
    EXPECT_EQ(pathRows(text("{{base}}/users/42/{{topic}}/list/v1:batch"), {}),
              (std::vector{row(1, "users", "42", false), row(2, "42", "{{topic}}", false)}));
    EXPECT_TRUE(pathRows(text("https://host:8080"), {}).empty());
    EXPECT_TRUE(pathRows(text("{{base/x}}"), {}).empty());
}

TEST(PathRows, ValuesAreEncodedAsSegmentsAndDecoded) {
    const QString url = text("http://x/users/:id/end?q=1");
    const auto id = pathRows(url, {}).front();
    for (const char* value : {"42", "a/b", "50%", "a?b#c", "two words", "é", "{{v}}", "x{{v}}/y", ":id", "+", "%2F"}) {
        const QString filled = urlWithSegment(url, id, text(value));
        const auto rows = pathRows(filled, text("/users/:id/end"));
        ASSERT_EQ(rows.size(), 1U) << filled.toStdString();
        EXPECT_EQ(rows[0], row(1, "id", value)) << filled.toStdString();
        EXPECT_TRUE(filled.endsWith(text("/end?q=1"))) << filled.toStdString();
    }
    EXPECT_EQ(urlWithSegment(text("http://x/users/42"), row(1, "id", "42"), {}), text("http://x/users/:id"));
}

TEST(PathRows, NamesFollowTheirSegments) {
    const QString names = text("/users/:id/orders/:order");
    const auto named = [&](const char* url) {
        QString all;
        for (const auto& entry : pathRows(text(url), names))
            all += entry.named ? entry.name + u'=' + entry.value + u' ' : QString();
        return all.trimmed();
    };
    EXPECT_EQ(named("http://x/users/4/orders/7"), text("id=4 order=7"));
    EXPECT_EQ(named("http://x/v2/users/4/orders/7"), text("id=4 order=7"));
    EXPECT_EQ(named("http://x/users/4/orders/7/lines"), text("id=4 order=7"));
    EXPECT_EQ(named("http://x/users/4"), text("id=4"));
    EXPECT_EQ(named("http://x/users//orders/7"), text("id= order=7"));
    EXPECT_EQ(named("http://x/other/place"), QString());
    EXPECT_EQ(named("http://x"), QString());
}

TEST(PathRows, OnlyWhatTheUrlDoesNotSayIsKept) {
    EXPECT_EQ(pathNames(text("http://x/a/:id"), {row(1, "id", "")}), QString());
    EXPECT_EQ(pathNames(text("http://x/a/4"), {row(1, "id", "4")}), text("/a/:id"));
    EXPECT_EQ(pathNames(text("http://x/a/4"), {row(1, "a", "4", false)}), QString());
}

TEST(PathRows, NamesAreWords) {
    EXPECT_TRUE(isPathName(u"order_id"));
    EXPECT_FALSE(isPathName(u"1"));
    EXPECT_FALSE(isPathName(u"a b"));
    EXPECT_FALSE(isPathName(u"a/b"));
    EXPECT_FALSE(isPathName(u""));
}

} // namespace
} // namespace knockback::ui
