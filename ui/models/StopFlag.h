// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace knockback::ui {

// Asks work on another thread to end early. Copies share one flag; the work looks at it once a block of bytes.
class StopFlag {
public:
    void raise() { m_raised->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool raised() const { return m_raised->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_raised = std::make_shared<std::atomic<bool>>(false);
};

// A flag that is raised when its owner goes or asks for a new one: what was begun for it is not wanted any more.
class StopOwner {
public:
    StopOwner() = default;
    ~StopOwner() { m_flag.raise(); }
    StopOwner(const StopOwner&) = delete;
    StopOwner& operator=(const StopOwner&) = delete;

    [[nodiscard]] StopFlag renew() {
        m_flag.raise();
        m_flag = StopFlag();
        return m_flag;
    }

private:
    StopFlag m_flag;
};

} // namespace knockback::ui
