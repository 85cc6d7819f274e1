// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

namespace knockback::cli {

// A secret that was typed where something else belongs, as in -H "$TOKEN", must not come back in the sentence that says
// so: sentences end up in the logs of build servers. Arguments that could be a secret, as a whole or in part, are
// replaced by their number, ‹argument 3›; names, existing files, addresses and plain words are said as they are.
class ArgumentMask {
public:
    ArgumentMask() = default;
    ArgumentMask(int argc, const char* const* argv);

    [[nodiscard]] QString hide(QString sentence) const;

private:
    void add(const QByteArray& argument, bool passphraseFile, int number);

    std::vector<std::pair<QString, QString>> m_parts; // what is hidden, longest first, and what stands for it
};

} // namespace knockback::cli
