// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/Exchanges.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

using namespace knockback;

// What real programs printed (curl 7.88, wget 1.21 against servers that misbehave on purpose) and what people paste, in
// data/pasted; what should be read from each stands in data/pasted.expected, a line an exchange.
namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray summary(const http::Attempt& attempt) {
    QByteArray line = attempt.request.method + ' ' + attempt.request.url + ' ';
    if (attempt.response)
        line += QByteArray::number(attempt.status()) + " [" + attempt.response->body.bytes().simplified() + ']';
    if (attempt.failure)
        line += " ! " + http::toHarError(*attempt.failure);
    return line.simplified();
}

TEST(PastedSamples, AreReadAsExpected) {
    const QDir folder(QStringLiteral(KNOCKBACK_SOURCE_DIR "/tests/app/interop/data/pasted"));
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    ASSERT_GT(names.size(), 40);
    QByteArrayList lines;
    for (const QString& name : names) {
        const auto read = interop::readExchanges(contents(folder.filePath(name)));
        if (!read) {
            lines << name.toUtf8() + ": " + read.error().toUtf8();
            continue;
        }
        for (const auto& attempt : read->attempts)
            lines << name.toUtf8() + ": " + pastedKindName(read->kind).toUtf8() + ": " + summary(attempt);
    }
    const QByteArrayList expected =
        contents(folder.filePath(QStringLiteral("../pasted.expected"))).trimmed().split('\n');
    for (qsizetype i = 0; i < std::max(lines.size(), expected.size()); ++i)
        EXPECT_EQ(lines.value(i).toStdString(), expected.value(i).toStdString());
}

} // namespace
