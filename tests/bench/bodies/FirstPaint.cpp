// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bodies/Bodies.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"
#include "ui/composer/CodeEditor.h"
#include "ui/models/JsonPrinter.h"
#include "ui/response/BodyView.h"
#include "ui/response/TextView.h"

#include <QCoreApplication>

namespace knockback::bench {

namespace {

// Whether something of the body is there to be painted.
bool hasContent(const QWidget& view) {
    const auto* editor = view.findChild<ui::CodeEditor*>(QStringLiteral("responseBody"));
    const auto* text = view.findChild<ui::TextView*>(QStringLiteral("responseText"));
    return (editor && editor->isVisible() && editor->length() > 0) ||
           (text && text->isVisible() && text->rowCount() > 20);
}

bool isWhole(const QWidget& view, qint64 rows) {
    const auto* text = view.findChild<ui::TextView*>(QStringLiteral("responseText"));
    return text && text->rowCount() >= rows;
}

QByteArray laidOut(const QByteArray& json) {
    QByteArray text;
    ui::JsonPrinter printer([&text](QByteArrayView piece) { text += piece; });
    printer.feed(json);
    static_cast<void>(printer.finish());
    return text;
}

// From "the bytes are there" to "painted", in a window that has shown another body before.
double firstPaint(ui::BodyView& view, const http::Body& body) {
    view.setBody({});
    QCoreApplication::processEvents();
    const double begun = wallSeconds();
    view.setBody({body, "application/json", {}});
    spinUntil([&view] { return hasContent(view); });
    view.repaint();
    return (wallSeconds() - begun) * 1000;
}

} // namespace

void benchFirstPaint(ui::ThemeManager& themes, int rounds) {
    const auto small = bodyOf(jsonText(1000));
    const auto large = bodyOf(jsonText(200'000'000));
    ui::BodyView view(themes);
    showLarge(view);
    static_cast<void>(firstPaint(view, small)); // makes the pages
    static_cast<void>(firstPaint(view, large));
    Samples smallTime;
    Samples largeTime;
    Samples ratio;
    for (int i = 0; i < rounds; ++i) {
        const double a = firstPaint(view, small);
        const double b = firstPaint(view, large);
        spinUntil([&view] { return isWhole(view, 1'000'000); });
        smallTime.add(a);
        largeTime.add(b);
        ratio.add(b / a);
    }
    heading("bodies: first paint, laid out JSON");
    figure("1 KB", smallTime.median(), "ms");
    figure("200 MB", largeTime.median(), "ms");
    figure("200 MB, times 1 KB (median of pairs)", ratio.median(), "x", atMost(1.5));
}

void benchAgainstEditor(ui::ThemeManager& themes, int rounds) {
    const QByteArray bytes = laidOut(jsonText(33'000'000)); // as it is shown
    const auto body = bodyOf(bytes, bytes.size() + 1);
    ui::TextView view(themes);
    showLarge(view);
    Samples ours;
    Samples editors;
    Samples ratio;
    for (int i = 0; i < rounds; ++i) {
        double begun = cpuSeconds();
        view.setBody(body, true);
        view.repaint();
        spinUntil([&] { return view.indexedBytes() == body.size(); });
        view.repaint();
        const double mine = cpuSeconds() - begun;
        ui::CodeEditor editor(themes);
        editor.setLanguage(ui::CodeLanguage::Json);
        showLarge(editor);
        begun = cpuSeconds();
        editor.setBytes(bytes);
        editor.repaint();
        const double its = cpuSeconds() - begun;
        ours.add(mine * 1000);
        editors.add(its * 1000);
        ratio.add(its / mine);
    }
    heading("bodies: " + std::to_string(bytes.size() / 1'000'000) + " MB of laid out JSON, shown and indexed");
    figure("QScintilla, processor time", editors.median(), "ms");
    figure("our view, processor time", ours.median(), "ms");
    figure("QScintilla, times our view (median of pairs)", ratio.median(), "x", atLeast(15));
}

void benchMemory(ui::ThemeManager& themes) {
    constexpr qint64 size = 200'000'000;
    const auto shown = [&themes](const http::Body& body, const char* type, qint64 rows = 600'000) {
        ui::BodyView view(themes);
        showLarge(view);
        view.setBody({body, type, {}});
        spinUntil([&view] { return hasContent(view); });
        view.repaint();
        spinUntil([&] { return isWhole(view, rows); });
        view.repaint();
        return memoryMegabytes("VmRSS");
    };
    const auto text = [] { return jsonText(size).replace("},{", "},\n{"); };
    static_cast<void>(shown(bodyOf(text().first(30'000'000)), "text/csv", 10)); // what any window needs
    const double before = memoryMegabytes("VmRSS");
    const auto spilled = bodyOf(text());
    const double flatRaw = shown(spilled, "text/csv") - before;
    const double flatPretty = shown(spilled, "application/json") - before;
    const double between = memoryMegabytes("VmRSS");
    const auto kept = bodyOf(text(), size * 2);
    const double inMemory = shown(kept, "text/csv") - between;
    heading("bodies: memory for 200 MB");
    figure("spilled, as it came", flatRaw, "MB", atMost(40));
    figure("spilled, laid out", flatPretty, "MB", atMost(40));
    figure("in memory, over the body's own bytes", inMemory - static_cast<double>(kept.size()) / 1e6, "MB", atMost(10));
}

} // namespace knockback::bench
