// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConvertFormats.h"
#include "app/cli/ExitCode.h"
#include "app/cli/HarInput.h"
#include "app/cli/Invocation.h"
#include "app/cli/OutputFile.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

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

int convert(Invocation& invocation, const ConvertArguments& arguments) {
    Console& console = invocation.console;
    const QString in = QString::fromStdString(arguments.in);
    const QString out = QString::fromStdString(arguments.out);
    const Format from = formatOf(in);
    const Format to = formatOf(out);
    const bool possible = (from == Format::Har && (to == Format::HttpFile || to == Format::Curl)) ||
                          (from == Format::HttpFile && to == Format::Curl);
    if (!possible) {
        console.say(
            QStringLiteral("%1 to %2 is not supported yet; this version converts .har to .http or .sh (curl), and "
                           ".http to .sh (curl).")
                .arg(formatName(from), formatName(to)));
        return Usage;
    }
    if (from == Format::HttpFile) {
        const auto converted = httpFileToCurl(in);
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
    command->add_option("in", arguments->in, "HAR or .http file")->required()->type_name("IN");
    command
        ->add_option("-o,--output", arguments->out, ".http or .sh (curl commands) file; - for standard output with .sh")
        ->required()
        ->type_name("OUT");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return convert(invocation, *arguments); };
    });
}

} // namespace knockback::cli
