// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallOptions.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {

void addCallArguments(CLI::App& command, CallOptions& options) {
    command.add_option("-X,--request", options.method, "Method; GET, or POST with -d")->type_name("METHOD");
    command
        .add_option("-H,--header", options.headers,
                    "Header, 'Name: value'; 'Name:' leaves one out that is sent otherwise")
        ->allow_extra_args(false)
        ->type_name("HEADER");
    command.add_option("-d,--data", options.data, "Body; @FILE reads it from a file")->type_name("DATA");
    command.add_option("--credential", options.credential, "Credential of the vault to send along")->type_name("NAME");
    command.add_option("url", options.url, "Absolute http or https URL")->required()->type_name("URL");
}

} // namespace knockback::cli
