// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CliContext.h"
#include "app/cli/ExitCode.h"
#include "app/lab/LabThread.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace knockback::test {

struct CliResult {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    // Every line of standard output as JSON.
    [[nodiscard]] std::vector<QJsonObject> jsonLines() const {
        std::vector<QJsonObject> lines;
        for (const QByteArray& line : out.split('\n')) {
            if (!line.isEmpty())
                lines.push_back(QJsonDocument::fromJson(line).object());
        }
        return lines;
    }
    // Standard error is one line that starts with the program's name: one sentence.
    [[nodiscard]] bool saidOneSentence() const {
        return err.startsWith("knockback: ") && err.count('\n') == 1 && err.endsWith(".\n");
    }
};

// Runs the command line in this process, in a data folder of its own.
class Cli : public testing::Test {
protected:
    CliResult knockback(const QStringList& arguments, const QByteArray& input = {}, cli::CliContext context = {}) {
        QBuffer in;
        QBuffer out;
        QBuffer err;
        in.setData(input);
        in.open(QIODevice::ReadOnly);
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        context.in = &in;
        context.out = &out;
        context.err = &err;
        std::vector<QByteArray> bytes{"knockback", "--data-dir", path("data").toUtf8()};
        for (const QString& argument : arguments)
            bytes.push_back(argument.toUtf8());
        std::vector<const char*> argv;
        for (const QByteArray& argument : bytes)
            argv.push_back(argument.constData());
        CliResult result;
        result.exitCode = cli::run(static_cast<int>(argv.size()), argv.data(), context);
        result.out = out.data();
        result.err = err.data();
        return result;
    }

    [[nodiscard]] QString path(const char* name) const { return m_dir.filePath(QString::fromUtf8(name)); }
    QString write(const char* name, const QByteArray& bytes) const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test's file");
        return path(name);
    }
    [[nodiscard]] QByteArray read(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
    }

    // The base URL of a lab that serves the built-in scenario until the test ends.
    QString startLab(const char* scenario) {
        const auto loaded = lab::Scenario::loadBuiltIn(QString::fromUtf8(scenario));
        EXPECT_TRUE(loaded.ok()) << (loaded ? "" : loaded.error().sentence.toStdString());
        const auto url = m_lab.start(*loaded);
        EXPECT_TRUE(url.ok()) << (url ? "" : url.error().sentence.toStdString());
        return QString::fromUtf8(*url);
    }

    lab::LabThread m_lab;

private:
    QTemporaryDir m_dir;
};

} // namespace knockback::test
