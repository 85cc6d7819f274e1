// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <vector>

namespace knockback::workspace {

// A row that is switched off, with its place: "2 name=value" stands after the second row that is on.
struct SwitchedOff {
    std::size_t after = 0;
    QByteArray text;
};
[[nodiscard]] SwitchedOff parseSwitchedOff(const QByteArray& line);
[[nodiscard]] QByteArray switchedOffLine(const SwitchedOff& row);

// The rows that are on with those that are off between them.
template <typename Row>
std::vector<Row> withSwitchedOff(std::vector<Row> on, const std::vector<QByteArray>& lines,
                                 const std::function<Row(const QByteArray&)>& read) {
    std::vector<Row> rows;
    std::vector<bool> used(lines.size(), false);
    for (std::size_t place = 0; place <= on.size(); ++place) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const SwitchedOff off = parseSwitchedOff(lines[i]);
            if (!used[i] && (off.after == place || place == on.size())) {
                rows.push_back(read(off.text));
                used[i] = true;
            }
        }
        if (place < on.size())
            rows.push_back(std::move(on[place]));
    }
    return rows;
}

} // namespace knockback::workspace
