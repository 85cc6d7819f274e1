// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/RequestDraft.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace knockback::cli {

// What commands that send one request take from their arguments, before anything is checked.
struct CallOptions {
    std::string method;
    std::vector<std::string> headers;
    std::optional<std::string> data; // "@file" reads a file
    std::string credential;
    std::optional<int> retries;
    std::string policy;
    std::string url;
};

// The arguments that say what to send: method, headers, data, credential, URL. `options` outlives the parsing.
void addCallArguments(CLI::App& command, CallOptions& options);

// The error is a sentence.
[[nodiscard]] base::Result<workspace::RequestDraft, QString> draftFrom(const CallOptions& options);

// Whether the request names the vault anywhere.
[[nodiscard]] bool usesVault(const workspace::RequestDraft& draft, const workspace::Environment& environment = {});

} // namespace knockback::cli
