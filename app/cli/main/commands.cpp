// SPDX-License-Identifier: GPL-3.0-or-later
// knockback-commands.so: the whole command line, with the libraries that `send` can do without (the lab's, the
// reports', the readers').
#include "app/cli/CliContext.h"

extern "C" [[gnu::visibility("default")]] int knockbackCommands(int argc, const char* const* argv,
                                                                const knockback::cli::CliContext& context);

int knockbackCommands(int argc, const char* const* argv, const knockback::cli::CliContext& context) {
    return knockback::cli::run(argc, argv, context);
}
