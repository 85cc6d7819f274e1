// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"

#include <gtest/gtest.h>

using namespace knockback;
using workspace::HeaderRow;
using workspace::HttpFile;
using workspace::RequestDraft;

namespace {

const QByteArray sample = "# Requests of the billing sync\n"
                          "@base = https://api.example.com\n"
                          "\n"
                          "### List customers\n"
                          "GET {{base}}/customers\n"
                          "    ?page=1\n"
                          "# who we are\n"
                          "User-Agent:  billing-sync/1\n"
                          "# X-Debug: 1\n"
                          "Accept: */*\n"
                          "\n"
                          "\n"
                          "### Create\n"
                          "# @no-log\n"
                          "POST {{base}}/invoices HTTP/1.1\n"
                          "Content-Type: application/json\n"
                          "\n"
                          "{\"a\": 1}\n"
                          "\n"
                          "> {% client.test('ok', () => 1) %}\n";

// What the sample becomes when request `index` is changed by `change`.
template <typename Change>
QByteArray changed(std::size_t index, Change change, const QByteArray& text = sample) {
    HttpFile file(text);
    RequestDraft draft = *file.draft(index);
    change(draft);
    const auto outcome = file.setDraft(index, draft);
    EXPECT_TRUE(outcome.ok()) << (outcome ? "" : outcome.error().sentence().toStdString());
    EXPECT_EQ(*file.draft(index), workspace::normalised(draft));
    return file.bytes();
}

QByteArray with(const QByteArray& from, const QByteArray& to, QByteArray text = sample) {
    EXPECT_EQ(text.count(from), 1);
    return text.replace(from, to);
}

TEST(HttpFileEdit, NothingChangedNothingWritten) {
    EXPECT_EQ(changed(0, [](RequestDraft&) {}), sample);
    EXPECT_EQ(changed(
                  0, [](RequestDraft&) {}, "GET http://h/"),
              "GET http://h/");
}

TEST(HttpFileEdit, UrlKeepsVersionAndNeighbours) {
    EXPECT_EQ(changed(1, [](RequestDraft& d) { d.url = "{{base}}/bills"; }), with("/invoices HTTP", "/bills HTTP"));
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.method = "HEAD"; }),
              with("GET {{base}}/customers\n    ?page=1\n", "HEAD {{base}}/customers?page=1\n"));
}

TEST(HttpFileEdit, OneHeaderOneLine) {
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.headers[0].value = "other/2"; }),
              with("User-Agent:  billing-sync/1\n", "User-Agent: other/2\n"));
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.headers[1].enabled = true; }), with("# X-Debug: 1\n", "X-Debug: 1\n"));
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.headers[2].enabled = false; }),
              with("Accept: */*\n", "# Accept: */*\n"));
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.headers.erase(d.headers.begin()); }),
              with("User-Agent:  billing-sync/1\n", ""));
    EXPECT_EQ(changed(0,
                      [](RequestDraft& d) {
                          d.headers.push_back({"B", "2"});
                      }),
              with("Accept: */*\n", "Accept: */*\nB: 2\n"));
    EXPECT_EQ(changed(0,
                      [](RequestDraft& d) {
                          d.headers.insert(d.headers.begin() + 1, HeaderRow{"A", "1"});
                      }),
              with("# X-Debug: 1\n", "A: 1\n# X-Debug: 1\n"));
}

TEST(HttpFileEdit, EmptyRowsOfATableAreNotWritten) {
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.headers.push_back({"", ""}); }), sample);
}

TEST(HttpFileEdit, BodyKeepsScriptAndLayout) {
    EXPECT_EQ(changed(1, [](RequestDraft& d) { d.body = "{\n  \"b\": 2\n}"; }),
              with("{\"a\": 1}\n", "{\n  \"b\": 2\n}\n"));
    EXPECT_EQ(changed(1, [](RequestDraft& d) { d.body.clear(); }), with("{\"a\": 1}\n", ""));
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.body = "x"; }), with("Accept: */*\n\n", "Accept: */*\n\nx\n"));
}

TEST(HttpFileEdit, BodyInAFileThatEndsAtTheRequestLine) {
    EXPECT_EQ(changed(
                  0, [](RequestDraft& d) { d.body = "x\n"; }, "POST http://h/"),
              "# @knockback.body-end \\n\nPOST http://h/\n\nx\n");
}

TEST(HttpFileEdit, NameGoesWhereItWas) {
    EXPECT_EQ(changed(0, [](RequestDraft& d) { d.name = QStringLiteral("All of them"); }),
              with("### List customers", "### All of them"));
    EXPECT_EQ(changed(
                  0, [](RequestDraft& d) { d.name = QStringLiteral("n"); }, "GET http://h/\n"),
              "# @name n\nGET http://h/\n");
    EXPECT_EQ(changed(
                  0, [](RequestDraft& d) { d.name = QStringLiteral("n"); }, "###\n# @name=o\nGET http://h/\n"),
              "###\n# @name n\nGET http://h/\n");
}

TEST(HttpFileEdit, SettingsComeAndGo) {
    const QByteArray withCredential = changed(1, [](RequestDraft& d) {
        d.auth.kind = workspace::AuthKind::Credential;
        d.auth.credential = "ledger";
    });
    EXPECT_EQ(withCredential, with("# @no-log\n", "# @no-log\n# @knockback.credential ledger\n"));
    HttpFile file(withCredential);
    RequestDraft draft = *file.draft(1);
    draft.auth = {};
    ASSERT_TRUE(file.setDraft(1, draft).ok());
    EXPECT_EQ(file.bytes(), sample);
}

TEST(HttpFileEdit, OnlyThePolicyThatDiffersIsWritten) {
    EXPECT_EQ(changed(1,
                      [](RequestDraft& d) {
                          d.policy.maxAttempts = 9;
                          d.policy.backoff.jitter = retry::JitterKind::None;
                          d.policy.statuses.clear();
                      }),
              with("# @no-log\n", "# @no-log\n# @knockback.retry.maxAttempts 9\n# @knockback.retry.statuses none\n"
                                  "# @knockback.retry.jitter none\n"));
}

TEST(HttpFileEdit, ChangesAgainstAPreset) {
    const QByteArray text = "# @knockback.policy gentle\n# @knockback.retry.maxAttempts 4\nGET http://h/\n";
    EXPECT_EQ(changed(
                  0, [](RequestDraft& d) { d.policy.maxAttempts = 3; }, text),
              "# @knockback.policy gentle\nGET http://h/\n");
}

TEST(HttpFileEdit, NotesOfSeveralLines) {
    EXPECT_EQ(changed(
                  0, [](RequestDraft& d) { d.notes = QStringLiteral("one\n\n two"); }, "GET http://h/\n"),
              "# @knockback.note one\n# @knockback.note \n# @knockback.note  two\nGET http://h/\n");
}

TEST(HttpFileEdit, CarriageReturnsStay) {
    EXPECT_EQ(changed(
                  0,
                  [](RequestDraft& d) {
                      d.headers.push_back({"A", "1"});
                  },
                  "GET http://h/\r\nB: 2\r\n"),
              "GET http://h/\r\nB: 2\r\nA: 1\r\n");
}

TEST(HttpFileEdit, WhatAFileCannotHoldIsSaidAndNothingChanges) {
    const std::vector<std::function<void(RequestDraft&)>> changes{
        [](RequestDraft& d) { d.body = "a\n### b"; },
        [](RequestDraft& d) { d.body = "> {% x %}"; },
        [](RequestDraft& d) {
            d.headers.push_back({"A", "x\r\nInjected: 1"});
        },
        [](RequestDraft& d) {
            d.headers.push_back({"", "value"});
        },
        [](RequestDraft& d) { d.url = "http://h/\nX: 1"; },
        [](RequestDraft& d) { d.name = QStringLiteral("a\nb"); },
        [](RequestDraft& d) { d.method = "A B"; },
        [](RequestDraft& d) { d.url.clear(); },
    };
    for (const auto& change : changes) {
        HttpFile file(sample);
        RequestDraft draft = *file.draft(0);
        change(draft);
        const auto outcome = file.setDraft(0, draft);
        ASSERT_FALSE(outcome.ok()) << file.bytes().constData();
        EXPECT_FALSE(outcome.error().text.isEmpty());
        EXPECT_EQ(file.bytes(), sample);
    }
}

TEST(HttpFileEdit, AppendAndRemove) {
    HttpFile file(sample);
    RequestDraft draft;
    draft.name = QStringLiteral("New");
    draft.method = "PUT";
    draft.url = "http://h/x";
    draft.headers = {{"A", "1", true}, {"B", "2", false}};
    draft.body = "hello\nworld";
    ASSERT_TRUE(file.append(draft).ok());
    EXPECT_EQ(file.bytes(), sample + "\n### New\nPUT http://h/x\nA: 1\n# B: 2\n\nhello\nworld\n");
    EXPECT_EQ(*file.draft(2), draft);
    file.remove(2);
    EXPECT_EQ(file.bytes(), sample + "\n");

    HttpFile empty;
    ASSERT_TRUE(empty.append(draft).ok());
    EXPECT_EQ(*empty.draft(0), draft);
}

TEST(HttpFileEdit, RemovingKeepsTheFilesVariables) {
    HttpFile file("@base = http://h\n\nGET {{base}}/\nA: b\n\n###\nGET {{base}}/2\n");
    file.remove(0);
    EXPECT_EQ(file.bytes(), "@base = http://h\n\n###\nGET {{base}}/2\n");
}

TEST(HttpFileEdit, NextSeparatorIsNotSwallowed) {
    EXPECT_EQ(changed(
                  0, [](RequestDraft& d) { d.body = "x"; }, "POST http://h/\n###\nGET http://i/\n"),
              "POST http://h/\n\nx\n###\nGET http://i/\n");
}

} // namespace
