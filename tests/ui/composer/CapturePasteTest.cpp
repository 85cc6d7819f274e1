// SPDX-License-Identifier: GPL-3.0-or-later
// A captured exchange pasted where a request is written.
#include "tests/ui/composer/ComposerFixture.h"
#include "ui/composer/CaptureOffer.h"

#include <QAction>

namespace knockback::ui {
namespace {

constexpr const char* answer = "HTTP/1.1 429 Too Many Requests\nRetry-After: 30\n\n{\"error\": \"slow down\"}";

class CapturePasteTest : public test::ComposerFixture {
protected:
    CapturePasteTest() {
        auto* action = new QAction(&panel); // stands for the window's, which tests/ui/shell has
        action->setObjectName(QStringLiteral("diagnose.paste"));
        QObject::connect(action, &QAction::triggered, &panel,
                         [this, action] { diagnosed.push_back(action->data().toByteArray()); });
    }
    QPushButton* button(const QString& text) {
        QCoreApplication::processEvents(); // a new button is shown later
        for (auto* candidate : note().findChildren<QPushButton*>())
            if (candidate->isVisible() && candidate->text() == text)
                return candidate;
        return nullptr;
    }
    bool offers() { return note().isVisible() && button(QStringLiteral("Diagnose it")); }
    void diagnose() { QTest::mouseClick(button(QStringLiteral("Diagnose it")), Qt::LeftButton); }
    void pasteIntoUrl(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        url().setFocus();
        press(Qt::Key_V, Qt::ControlModifier);
    }

    std::vector<QByteArray> diagnosed;
};

TEST_F(CapturePasteTest, InTheUrlIsOfferedForDiagnosisAndDoesNotLandThere) {
    load("https://api.example/");
    pasteIntoUrl(QLatin1String(answer));
    EXPECT_EQ(urlText(), QStringLiteral("https://api.example/"));
    ASSERT_TRUE(offers());
    diagnose();
    ASSERT_EQ(diagnosed.size(), 1U);
    EXPECT_FALSE(note().isVisible());
}

TEST_F(CapturePasteTest, InTheUrlCannotBeKeptSinceItIsNotThere) {
    load("https://api.example/");
    for (int paste = 1; paste <= 2; ++paste) {
        pasteIntoUrl(QLatin1String(answer));
        EXPECT_TRUE(offers()) << "paste " << paste;
        EXPECT_EQ(button(QStringLiteral("Keep it here")), nullptr);
        EXPECT_TRUE(note().sentence().contains(u"not put into the URL")) << note().sentence().toStdString();
    }
    workspace::RequestDraft draft;
    draft.body = answer;
    panel.change(draft);
    EXPECT_NE(button(QStringLiteral("Keep it here")), nullptr) << "in the body it is there";
}

TEST_F(CapturePasteTest, WhatWasPastedIsDiagnosedWhateverTheClipboardHoldsByNow) {
    pasteIntoUrl(QLatin1String(answer));
    QGuiApplication::clipboard()->setText(QStringLiteral("a shopping list"));
    diagnose();
    workspace::RequestDraft draft;
    draft.headers = {{"Accept", "*/*", true},
                     {"> GET /items HTTP/1.1", "", true},
                     {"< HTTP/1.1 403 Forbidden", "", true},
                     {"< Server", "nginx", true}};
    panel.change(draft);
    ASSERT_TRUE(offers());
    diagnose();
    ASSERT_EQ(diagnosed.size(), 2U);
    EXPECT_EQ(diagnosed[0], answer);
    EXPECT_EQ(diagnosed[1], "> GET /items HTTP/1.1\n< HTTP/1.1 403 Forbidden\n< Server: nginx\n")
        << "without the request's own";
}

TEST_F(CapturePasteTest, InTheBodyOrTheHeadersIsOfferedUntilItIsKept) {
    workspace::RequestDraft draft;
    draft.url = "https://api.example/";
    draft.body = R"({"log": {"version": "1.2", "entries": []}})";
    panel.change(draft);
    ASSERT_TRUE(offers());
    button(QStringLiteral("Keep it here"))->click();
    draft.notes = QStringLiteral("an edit");
    panel.change(draft);
    EXPECT_FALSE(note().isVisible());
    draft.body.clear();
    panel.change(draft);
    draft.headers = {{"HTTP/1.1 403 Forbidden", "", true}};
    panel.change(draft);
    EXPECT_TRUE(offers());
}

TEST(Capture, IsToldFromWhatARequestHolds) {
    for (const char* text : {answer, "< HTTP/2 403 \n< server: cloudflare", "* Connected\n< HTTP/1.1 503 Service",
                             R"({ "log": { "entries": [ ] } })"})
        EXPECT_TRUE(isCapture(text)) << text;
    for (const char* text : {"", "{\"log\": \"started\"}", "POST /x HTTP/1.1\nHost: a", "https://api.example/HTTP/1.1",
                             "we speak HTTP/1.1 200 times a day"})
        EXPECT_FALSE(isCapture(text)) << text;
}

} // namespace
} // namespace knockback::ui
