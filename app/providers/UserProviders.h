// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Catalogue.h"

#include <QString>

#include <memory>
#include <vector>

namespace knockback::providers {

// A catalogue with the user's own providers on top, and what could not be read.
struct UserProviders {
    std::unique_ptr<const Catalogue> catalogue; // never null
    std::vector<CatalogueError> problems;       // one sentence a file that is left out
};

// Reads every *.json of `folder` (<workspace>/.knockback/providers), each like one of resources/providers, by name. A
// file that cannot be used is left out; a folder that is not there has none. `under` outlives what is returned. Reads
// the disk: not on the window's thread.
[[nodiscard]] UserProviders readUserProviders(const QString& folder, const Catalogue& under = Catalogue::builtIn());

} // namespace knockback::providers
