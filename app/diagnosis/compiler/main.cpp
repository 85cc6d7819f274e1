// SPDX-License-Identifier: GPL-3.0-or-later
// Runs during the build: rule files to the tables that the program has compiled in.
#include "app/diagnosis/compiler/RuleCompiler.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: knockback_rule_compiler OUT.cpp FILE.json…\n", stderr);
        return 2;
    }
    QStringList files;
    for (int i = 2; i < argc; ++i)
        files << QFile::decodeName(argv[i]);
    std::sort(files.begin(), files.end());
    knockback::diagnosis::compiler::RuleCompiler compiler;
    for (const auto& name : files) {
        QFile file(name);
        const auto document =
            file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
        if (!document.isObject()) {
            std::fprintf(stderr, "%s is not a file of rules\n", qPrintable(name));
            return 1;
        }
        compiler.add(document.object());
    }
    QFile out(QFile::decodeName(argv[1]));
    const auto source = QByteArray::fromStdString(compiler.source());
    return out.open(QIODevice::WriteOnly) && out.write(source) == source.size() ? 0 : 1;
}
