// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MarkupPrinter.h"

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

QByteArray layOut(const QByteArray& text, MarkupDialect dialect = MarkupDialect::Xml) {
    QByteArray out;
    layOutMarkup(http::Body(text), dialect, [&out](QByteArrayView bytes) { out += bytes; });
    return out;
}

TEST(MarkupPrinter, IndentsElementsWithoutText) {
    EXPECT_EQ(layOut("<?xml version=\"1.0\"?><a><b x=\"1>2\">t</b><c/><!-- n --><d></d></a>"),
              "<?xml version=\"1.0\"?>\n<a>\n  <b x=\"1>2\">t</b>\n  <c/>\n  <!-- n -->\n  <d></d>\n</a>");
    EXPECT_EQ(layOut("<a>\n\n<b/>   </a>\n"), "<a>\n  <b/>\n</a>");
}

TEST(MarkupPrinter, TextAndWhatStandsBesideItIsKept) {
    for (const char* text : {"<p>a <b>b</b> c</p>", "<p><b>b</b> c </p>", "<a><![CDATA[ <x> ]]></a>", "plain  text",
                             "<a xml:space=\"preserve\"> <b/> </a>", "a < b", "<a>x</a> tail"})
        EXPECT_EQ(layOut(text), text);
    EXPECT_EQ(layOut("<r><p>a <b>b</b></p><q><s/></q></r>"), "<r>\n  <p>a <b>b</b></p>\n  <q>\n    <s/>\n  </q>\n</r>");
}

TEST(MarkupPrinter, HtmlKnowsInlineVoidAndPreformattedElements) {
    EXPECT_EQ(
        layOut(
            "<!DOCTYPE html><html><head><meta charset=utf-8><title>T</title></head><body><div><a>x</a> <a>y</a></div>"
            "<pre> a\n  b</pre><script>if (a<b) x(\"</div>\");</script></body></html>",
            MarkupDialect::Html),
        "<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset=utf-8>\n    <title>T</title>\n  </head>\n  <body>\n"
        "    <div><a>x</a> <a>y</a></div>\n    <pre> a\n  b</pre>\n    <script>if (a<b) x(\"</div>\");</script>\n"
        "  </body>\n</html>");
    EXPECT_EQ(layOut("<UL><li>a<li>b</UL>", MarkupDialect::Html).count("\n"), 1);
}

TEST(MarkupPrinter, ADocumentTypeWithDeclarationsIsOnePiece) {
    const QByteArray type = "<!DOCTYPE a [<!ENTITY b \"]>\">]>";
    EXPECT_EQ(layOut(type + "<a/>"), type + "\n<a/>");
}

// The characters that a reader of XML would report, in order, with every run of white space between tags of an element
// that holds nothing else left out.
QByteArray withoutBlanksBetweenTags(QByteArray text) {
    for (qsizetype at = 0; (at = text.indexOf('>', at)) >= 0;) {
        auto end = ++at;
        while (end < text.size() && QByteArrayView(" \n\t\r").contains(text[end]))
            ++end;
        if (end == text.size() || text[end] == '<')
            text.remove(at, end - at);
    }
    while (!text.isEmpty() && QByteArrayView(" \n\t\r").contains(text[0]) && text.trimmed().startsWith('<'))
        text.remove(0, 1);
    return text;
}

TEST(MarkupPrinter, NothingButBlanksBetweenTagsEverChanges) {
    std::mt19937 random(4);
    const std::vector<QByteArray> parts{"<a>",  "</a>",  "<b>", "</b>",   "<c x='>'>", "</c>",
                                        "<d/>", "text",  " ",   "\n  ",   "<!-- -->",  "<![CDATA[ ]]>",
                                        "<",    "&amp;", "</",  "<?p ?>", "<p>",       "<br>"};
    for (int round = 0; round < 4000; ++round) {
        QByteArray text;
        for (int i = 0; i < 14; ++i)
            text += parts[random() % parts.size()];
        for (const auto dialect : {MarkupDialect::Xml, MarkupDialect::Html}) {
            const QByteArray out = layOut(text, dialect);
            ASSERT_EQ(withoutBlanksBetweenTags(out), withoutBlanksBetweenTags(text)) << text.constData();
            ASSERT_EQ(layOut(out, dialect), out) << text.constData();
        }
    }
}

} // namespace
} // namespace knockback::ui
