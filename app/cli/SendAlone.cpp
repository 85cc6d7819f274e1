// SPDX-License-Identifier: GPL-3.0-or-later
// What this file refers to, `knockback` loads at every start: see main/.
#include "app/cli/CliContext.h"
#include "app/cli/Invocation.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <string_view>

#include <malloc.h>

namespace knockback::cli {

std::optional<int> runSend(int argc, const char* const* argv, const CliContext& context) {
    if (argc < 2 || std::string_view(argv[1]) != "send")
        return std::nullopt;
    Invocation invocation(context, argc, argv);
    CLI::App app;
    app.fallthrough();
    app.require_subcommand(1);
    addGlobalOptions(app, invocation);
    addSend(app, invocation);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Error&) { // help, or a mistake, which run() puts into words
        return std::nullopt;
    }
    if (!invocation.action)
        return std::nullopt;
    ::mallopt(M_ARENA_MAX, 1); // one call: a heap for each thread costs more than sharing one
    return invocation.act();
}

} // namespace knockback::cli
