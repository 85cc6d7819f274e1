// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <functional>
#include <vector>

namespace knockback::ui {

// Lays JSON out with two spaces a level in one pass over pieces of any size. Changes nothing but white space outside
// strings: numbers, key order, duplicate keys and everything that is not JSON at all come out byte for byte. Several
// values (JSON Lines) each begin on a line of their own.
class JsonPrinter {
public:
    using Sink = std::function<void(QByteArrayView)>;
    explicit JsonPrinter(Sink sink);

    void feed(QByteArrayView json);
    // Hands over what is laid out so far.
    void flush();
    // After the last piece: hands over what is left. Says whether brackets and quotes matched.
    [[nodiscard]] bool finish();

private:
    enum class State { Between, String, Escape, Scalar };

    const char* token(const char* at, const char* end);
    const char* string(const char* at, const char* end);
    const char* scalar(const char* at, const char* end);
    void open(char c);
    void close(char c);
    void beforeValue();
    void newLine();
    char* breakLine(char* out) const;
    void room(qsizetype bytes);
    void put(char c) { m_buffer.data()[m_used++] = c; }

    Sink m_sink;
    std::vector<char> m_buffer; // its size never changes
    qsizetype m_used = 0;
    State m_state = State::Between;
    std::vector<char> m_open;  // the brackets that still have to come, innermost last
    bool m_justOpened = false; // the line after a bracket is not begun: the bracket may close at once
    bool m_afterValue = false; // a value has ended and neither comma nor colon came
    bool m_matched = true;
};

} // namespace knockback::ui
