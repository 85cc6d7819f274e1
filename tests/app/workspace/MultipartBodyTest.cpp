// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "tests/app/workspace/Dice.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

const QByteArray sample = "--WebAppBoundary\n"
                          "Content-Disposition: form-data; name=\"element-name\"\n"
                          "Content-Type: text/plain\n"
                          "\n"
                          "Name\n"
                          "--WebAppBoundary\n"
                          "content-disposition: form-data; name=\"data\"; filename=\"data.json\"\n"
                          "X-Own: 1\n"
                          "\n"
                          "< ./request-form-data.json\n"
                          "--WebAppBoundary--";

RequestDraft multipartOf(const QByteArray& body, const QByteArray& boundary = "WebAppBoundary") {
    RequestDraft draft;
    draft.method = "POST";
    draft.headers = {
        {"Content-Type", boundary.isEmpty() ? "multipart/form-data" : "multipart/form-data; boundary=" + boundary}};
    draft.body = body;
    return draft;
}

TEST(MultipartBody, PartsOfTheOtherToolsForm) {
    const auto parts = formParts(multipartOf(sample));
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0], (FormPart{"element-name", "", "text/plain", "Name", ""}));
    EXPECT_EQ(parts[1].filename, "data.json");
    EXPECT_EQ(parts[1].file, "./request-form-data.json");
    EXPECT_EQ(parts[1].otherHeaders, std::vector<QByteArray>{"X-Own: 1"});
    EXPECT_EQ(formParts(multipartOf(sample, "")), parts) << "the text says its boundary";
    EXPECT_EQ(formParts(multipartOf(QByteArray(sample).replace("\n", "\r\n"), "\"WebAppBoundary\"")), parts);
}

TEST(MultipartBody, AChangedPartRewritesThatPartAlone) {
    RequestDraft draft = multipartOf(sample);
    auto parts = formParts(draft);
    parts[0].text = "Other\nname";
    setFormParts(draft, parts);
    EXPECT_EQ(draft.body, QByteArray(sample).replace("\nName\n", "\nOther\nname\n"));
    EXPECT_EQ(formParts(draft), parts);
    parts.pop_back();
    setFormParts(draft, parts);
    EXPECT_EQ(formParts(draft), parts);
    EXPECT_TRUE(draft.body.endsWith("\nOther\nname\n--WebAppBoundary--")) << draft.body.constData();
}

TEST(MultipartBody, ABoundaryIsChosenAndWritten) {
    RequestDraft draft = multipartOf("", "");
    setFormParts(draft, {{"a", "", "", "1", ""}, {"f", "", "image/png", "", "./pictures/a.png"}});
    const QByteArray type = draft.headers.front().value;
    ASSERT_TRUE(type.startsWith("multipart/form-data; boundary=knockback-")) << type.constData();
    const QByteArray boundary = type.mid(type.indexOf('=') + 1);
    EXPECT_EQ(draft.body, "--" + boundary + "\nContent-Disposition: form-data; name=\"a\"\n\n1\n--" + boundary +
                              "\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\nContent-Type: "
                              "image/png\n\n< ./pictures/a.png\n--" +
                              boundary + "--");
}

TEST(MultipartBody, ATextThatHoldsTheBoundaryGetsAnotherOne) {
    RequestDraft draft = multipartOf(sample);
    auto parts = formParts(draft);
    parts[0].text = "x\n--WebAppBoundary\ny";
    setFormParts(draft, parts);
    EXPECT_EQ(formParts(draft), parts) << draft.body.constData();
    EXPECT_FALSE(draft.headers.front().value.contains("WebAppBoundary"));
}

TEST(MultipartBody, PartsThatAreOffKeepEverything) {
    RequestDraft draft = multipartOf(sample);
    auto parts = formParts(draft);
    parts[1].enabled = false;
    setFormParts(draft, parts);
    ASSERT_EQ(draft.bodyOff.size(), 1U);
    EXPECT_FALSE(draft.body.contains("request-form-data"));
    EXPECT_EQ(formParts(draft), parts);
    parts[1].enabled = true;
    setFormParts(draft, parts);
    EXPECT_EQ(formParts(draft), parts);
}

TEST(MultipartBody, NamesAreQuoted) {
    RequestDraft draft = multipartOf("", "");
    const std::vector<FormPart> parts{{"a\"b", "c;d\".txt", "", "1", ""}};
    setFormParts(draft, parts);
    EXPECT_TRUE(draft.body.contains("name=\"a%22b\"; filename=\"c;d%22.txt\""));
    EXPECT_EQ(formParts(draft), parts);
    EXPECT_EQ(formParts(multipartOf("--b\nContent-Disposition: form-data; name=\"a\\\"b\"\n\n\n--b--", "b")).at(0).name,
              "a\"b");
}

TEST(MultipartBodyProperty, PartsComeBack) {
    const std::vector<QByteArray> words{"a", "b c", "x\ny", "{{v}}", "\"", "--b", "\n", "\xC3\xA9", "a: b"};
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        test::Dice dice(seed);
        RequestDraft draft = dice.chance(2) ? multipartOf(sample) : multipartOf("", "");
        const QByteArray start = draft.body;
        setFormParts(draft, formParts(draft));
        ASSERT_EQ(draft.body, start);
        for (int round = 0; round < 3; ++round) {
            std::vector<FormPart> parts;
            for (std::size_t i = dice.below(5); i > 0; --i) {
                FormPart part{"n" + dice.pick(words), {}, {}, dice.pick(words), {}, !dice.chance(3)};
                if (dice.chance(3)) {
                    part.file = "./f";
                    part.filename = "f";
                    part.text.clear();
                }
                if (dice.chance(3))
                    part.contentType = "text/csv; x=y";
                parts.push_back(part);
            }
            setFormParts(draft, parts);
            ASSERT_EQ(formParts(draft), parts) << "seed " << seed << "\n" << draft.body.constData();
        }
    }
}

} // namespace
