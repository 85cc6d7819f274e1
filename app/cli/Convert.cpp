// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConvertFormats.h"
#include "app/cli/ExitCode.h"
#include "app/cli/HarInput.h"
#include "app/cli/Invocation.h"
#include "app/cli/OutputFile.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <QFile>

#include <cstdio>

namespace knockback::cli {
namespace {

struct ConvertArguments {
    std::string in;
    std::string out;
};

int finish(Invocation& invocation, const QString& out, const Converted& converted, int readCode) {
    for (const QString& note : converted.notes)
        invocation.console.say(note);
    if (out == QLatin1String("-")) {
        invocation.console.write(converted.text);
        return readCode;
    }
    if (const QString problem = writeFile(out, converted.text); !problem.isEmpty()) {
        invocation.console.say(problem);
        return Unreadable;
    }
    return readCode;
}

base::Result<Converted, QString> curlFile(const QString& path) {
    QFile file(path);
    const bool open =
        path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!open)
        return base::Failure(QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    return curlToHttpFile(file.readAll());
}

int convert(Invocation& invocation, const ConvertArguments& arguments) {
    Console& console = invocation.console;
    const QString in = QString::fromStdString(arguments.in);
    const QString out = QString::fromStdString(arguments.out);
    const Format from = formatOf(in);
    const Format to = formatOf(out);
    const bool possible = (from == Format::Har && (to == Format::HttpFile || to == Format::Curl)) ||
                          (from == Format::HttpFile && to == Format::Curl) ||
                          (from == Format::Curl && to == Format::HttpFile);
    if (!possible) {
        console.say(
            QStringLiteral("%1 to %2 is not supported yet; this version converts .har to .http or .sh (curl), .http to "
                           ".sh (curl), and .sh (curl) to .http.")
                .arg(formatName(from), formatName(to)));
        return Usage;
    }
    if (from != Format::Har) {
        const auto converted = from == Format::HttpFile ? httpFileToCurl(in) : curlFile(in);
        if (!converted) {
            console.say(converted.error());
            return Unreadable;
        }
        return finish(invocation, out, *converted, Done);
    }
    std::vector<http::RedactedAttempt> entries;
    const http::Redactor redactor;
    const int readCode = readHar(
        in, console, [&](qint64, const http::Attempt& attempt) { entries.push_back(redactor.redact(attempt)); });
    if (entries.empty() && readCode != Done)
        return readCode;
    return finish(invocation, out, to == Format::Curl ? harToCurl(entries) : harToHttpFile(entries), readCode);
}

} // namespace

void addConvert(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("convert", "Convert requests between formats; says what it could not carry over");
    auto arguments = std::make_shared<ConvertArguments>();
    command
        ->add_option("in", arguments->in,
                     "HAR, .http or .sh (curl commands) file; - for curl commands on standard input")
        ->required()
        ->type_name("IN");
    command
        ->add_option("-o,--output", arguments->out,
                     ".http or .sh (curl commands) file; - for curl commands on standard output")
        ->required()
        ->type_name("OUT");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return convert(invocation, *arguments); };
    });
}

} // namespace knockback::cli
