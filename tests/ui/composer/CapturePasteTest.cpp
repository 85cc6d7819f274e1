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
        auto* action = new QAction(&panel); // the window's
        action->setObjectName(QStringLiteral("diagnose.paste"));
        QObject::connect(action, &QAction::triggered, &panel, [this] { ++diagnosed; });
    }
    QPushButton* button(const QString& text) {
        for (auto* candidate : note().findChildren<QPushButton*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }
    bool offers() { return note().isVisible() && button(QStringLiteral("Diagnose it")); }

    int diagnosed = 0;
};

TEST_F(CapturePasteTest, InTheUrlIsOfferedForDiagnosisAndDoesNotLandThere) {
    load("https://api.example/");
    QGuiApplication::clipboard()->setText(QLatin1String(answer));
    url().setFocus();
    press(Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(urlText(), QStringLiteral("https://api.example/"));
    ASSERT_TRUE(offers());
    button(QStringLiteral("Diagnose it"))->click();
    EXPECT_EQ(diagnosed, 1);
    EXPECT_FALSE(note().isVisible());
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
