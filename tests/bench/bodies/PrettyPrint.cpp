// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bodies/Bodies.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"
#include "ui/models/BodySearch.h"
#include "ui/models/JsonPath.h"
#include "ui/response/TextJob.h"

#include <QFile>
#include <QTemporaryDir>

namespace knockback::bench {

namespace {

// Whether two JSON texts are the same but for white space outside strings.
bool sameButForSpace(const QByteArray& a, const QByteArray& b) {
    const auto isSpace = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    qsizetype i = 0;
    qsizetype k = 0;
    bool inString = false;
    for (;; ++i, ++k) {
        while (!inString && i < a.size() && isSpace(a[i]))
            ++i;
        while (!inString && k < b.size() && isSpace(b[k]))
            ++k;
        if (i == a.size() || k == b.size())
            return i == a.size() && k == b.size();
        if (a[i] != b[k])
            return false;
        if (inString && a[i] == '\\') {
            if (++i == a.size() || ++k == b.size() || a[i] != b[k])
                return false;
        } else if (a[i] == '"') {
            inString = !inString;
        }
    }
}

double cpuOf(const std::function<void()>& work) {
    const double begun = cpuSeconds();
    work();
    return cpuSeconds() - begun;
}

} // namespace

void benchPrettyPrint(int rounds) {
    const QByteArray bytes = jsonText(50'000'000);
    const auto body = bodyOf(bytes, bytes.size() + 1);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("body.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the disk is full");
    file.close();
    Samples ours;
    Samples jq;
    Samples ratio;
    Samples shown;
    bool exact = true;
    for (int i = 0; i < rounds; ++i) {
        qint64 written = 0;
        const double mine = cpuOf([&] {
            ui::JsonPrinter printer([&written](QByteArrayView piece) { written += piece.size(); });
            for (qint64 at = 0; at < body.size(); at += 64 * 1024)
                printer.feed(body.read(at, 64 * 1024));
            exact = printer.finish() && exact;
        });
        ui::TextJob job(body, ui::BodyKind::Json, "application/json", true);
        shown.add(cpuOf([&job] { job.finish({}); }) * 1000);
        exact = exact && job.text().size() == written && (i > 0 || sameButForSpace(job.text().bytes(), bytes));
        const double its = runProcess({"jq", ".", path.toUtf8()}).cpu;
        ours.add(mine * 1000);
        jq.add(its * 1000);
        ratio.add(its / mine);
    }
    const auto pattern = ui::TextPattern::compile({QStringLiteral("number 4711"), false, false});
    const double search = cpuOf([&] { static_cast<void>(ui::searchBody(body, *pattern)); });
    const auto filter = ui::JsonPath::parse(QStringLiteral("$.items[?@.price > 1 && @.owner.admin == false].id"));
    const double query = cpuOf([&] { static_cast<void>(filter->run(body)); });
    heading("bodies: laying out 50 MB of JSON");
    figure("jq ., processor time", jq.median(), "ms");
    figure("ours, processor time", ours.median(), "ms");
    figure("ours, into the text that is shown", shown.median(), "ms");
    figure("jq, times ours (median of pairs)", ratio.median(), "x", atLeast(30));
    figure("numbers and duplicate keys byte for byte (1 = yes)", exact ? 1 : 0, "", atLeast(1));
    figure("search for a text in any case, processor time", search * 1000, "ms");
    figure("JSONPath filter over every record, processor time", query * 1000, "ms");
}

} // namespace knockback::bench
