// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <QString>

#include <functional>
#include <vector>

namespace knockback::ui {

// What the window asks of everything that was ever sent. Answers come later, on the window's thread; a later question
// of the same kind replaces an earlier one.
class HistorySource {
public:
    struct Hit {
        qint64 id = 0;
        QString text; // "GET api.example/items · 429 · 22 Nov 09:41"
    };

    virtual ~HistorySource() = default;
    virtual void search(const QString& words, std::function<void(std::vector<Hit>)> found) = 0;
    // That began before `before`; null when there is none.
    virtual void lastWorking(const QString& requestName, base::WallTime before,
                             std::function<void(journal::AttemptPtr)> found) = 0;
    virtual void load(qint64 id, std::function<void(journal::AttemptPtr)> loaded) = 0;
};

} // namespace knockback::ui
