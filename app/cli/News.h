// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Console.h"

#include <QString>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace knockback::cli {

// What the engine's thread has to say of one long errand, for the main thread to print. Shared, because the engine may
// be the last to let go of it.
class News {
public:
    News();
    ~News();
    News(const News&) = delete;
    News& operator=(const News&) = delete;

    // Any thread.
    void add(const QString& line);
    void end(const QString& problem);

    // Prints what comes on standard error until the end, and returns its problem. `interrupted` is called when Ctrl+C
    // comes for the first time; the second one ends the process as usual.
    [[nodiscard]] QString follow(Console& console, const std::function<void()>& interrupted);

private:
    void wake() const;
    std::optional<QString> take(std::vector<QString>& lines);

    int m_fd;
    std::mutex m_mutex;
    std::vector<QString> m_lines;
    std::optional<QString> m_problem;
};

} // namespace knockback::cli
