// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/FuzzTarget.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <map>
#include <string>

// Every file that a fuzzer found worth keeping, and every one that once broke something, goes through its target again.
namespace knockback::fuzz {
namespace {

std::map<std::string, Target>& targets() {
    static std::map<std::string, Target> all;
    return all;
}

const QString corpus = QStringLiteral(KNOCKBACK_SOURCE_DIR "/tests/fuzz/corpus");

TEST(FuzzCorpus, EveryTargetHasOneAndEveryFileIsTaken) {
    const QStringList folders = QDir(corpus).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    EXPECT_EQ(static_cast<std::size_t>(folders.size()), targets().size());
    for (const auto& [name, target] : targets()) {
        const QDir folder(corpus + QLatin1Char('/') + QString::fromStdString(name));
        const QStringList files = folder.entryList(QDir::Files);
        EXPECT_GE(files.size(), 10) << name;
        for (const QString& file : files) {
            SCOPED_TRACE(name + '/' + file.toStdString());
            QFile input(folder.filePath(file));
            ASSERT_TRUE(input.open(QIODevice::ReadOnly));
            target(input.readAll());
        }
    }
}

} // namespace

bool addTarget(const char* name, Target target) {
    return targets().emplace(name, target).second;
}

} // namespace knockback::fuzz
