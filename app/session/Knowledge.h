// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnoser.h"
#include "app/providers/Catalogue.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <vector>

namespace knockback::session {

// What is known of providers and of blocks at present: the program's own, or with a workspace's on top. Earlier
// editions are kept, because records and routes may point into them: what was handed out lives as long as this.
class Knowledge {
public:
    struct Edition;
    // What a workspace has in .knockback/providers and .knockback/rules.
    struct Read {
        std::shared_ptr<const Edition> edition; // null = nothing of its own
        QStringList problems;                   // one sentence a file that is left out
    };
    // Reads the disk; any thread.
    [[nodiscard]] static Read read(const QString& workspace);

    Knowledge();
    ~Knowledge();

    // What read() gave; null is the program's own. One thread at a time.
    void use(std::shared_ptr<const Edition> edition);

    // Any thread.
    [[nodiscard]] const providers::Catalogue& catalogue() const;
    [[nodiscard]] const diagnosis::Diagnoser& diagnoser() const;

private:
    std::vector<std::shared_ptr<const Edition>> m_editions; // the program's own first
    std::atomic<const Edition*> m_present;
};

} // namespace knockback::session
