// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::cli {

// Ctrl+C (SIGINT) and SIGTERM as something that can be waited for, as long as this object lives. A second signal ends
// the process as usual. One at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    // Readable once a signal has come.
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool happened() const;
    // Blocks until a signal comes.
    void wait() const;

private:
    int m_fd = -1;
};

} // namespace knockback::cli
