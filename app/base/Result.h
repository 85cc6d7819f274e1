// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <variant>

#include <QtGlobal>

namespace knockback::base {

// The failure side of a Result, so that T and E may be the same type: `return Failure(error);`
template <typename E>
struct Failure {
    E error;
    explicit Failure(E e) : error(std::move(e)) {}
};

// Either a value or an error with its reason. Asking for the side that is not there is a bug in the caller.
template <typename T, typename E>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    template <typename F>
    Result(Failure<F> failure) : m_state(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T& value() const& {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T& value() & {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T&& value() && {
        Q_ASSERT(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    [[nodiscard]] const E& error() const {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&m_state);
    }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }

private:
    std::variant<T, E> m_state;
};

// A Result without a value: done, or why not.
struct Done {};
template <typename E>
using Outcome = Result<Done, E>;

} // namespace knockback::base
