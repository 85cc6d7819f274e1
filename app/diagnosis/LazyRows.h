// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace knockback::diagnosis {

// A fixed number of things, each of which is made when somebody first wants it and then stays. Any thread: of two that
// make the same one at the same time, one is kept.
template <typename T>
class LazyRows {
public:
    explicit LazyRows(std::size_t count) : m_count(count), m_rows(std::make_unique<std::atomic<const T*>[]>(count)) {}
    ~LazyRows() {
        for (std::size_t i = 0; i < m_count; ++i)
            delete m_rows[i].load(std::memory_order_relaxed);
    }
    LazyRows(const LazyRows&) = delete;
    LazyRows& operator=(const LazyRows&) = delete;

    // `make` returns a T.
    template <typename Make>
    [[nodiscard]] const T& at(std::size_t i, const Make& make) const {
        if (const T* known = m_rows[i].load(std::memory_order_acquire))
            return *known;
        auto made = std::unique_ptr<const T>(new T(make()));
        const T* present = nullptr;
        if (m_rows[i].compare_exchange_strong(present, made.get(), std::memory_order_acq_rel))
            return *made.release();
        return *present;
    }

private:
    const std::size_t m_count;
    const std::unique_ptr<std::atomic<const T*>[]> m_rows;
};

} // namespace knockback::diagnosis
