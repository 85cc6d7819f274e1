// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/JsonSpans.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <utility>
#include <vector>

namespace knockback::workspace {

// The text of one environment file. A value: the text is a JSON object of objects, or empty as a file that is not
// there.
class EnvironmentText {
public:
    explicit EnvironmentText(QByteArray json = {}) : m_json(std::move(json)) {}

    [[nodiscard]] const QByteArray& json() const { return m_json; }
    [[nodiscard]] QByteArrayList environments() const;
    // Texts, numbers and switches in the file's order; objects and lists are other programs' settings.
    [[nodiscard]] std::vector<std::pair<QByteArray, QByteArray>> variables(const QByteArray& environment) const;
    [[nodiscard]] bool has(const QByteArray& environment) const;
    [[nodiscard]] bool has(const QByteArray& environment, const QByteArray& name) const;

    // A number stays one while the new value is one.
    void set(const QByteArray& environment, const QByteArray& name, const QByteArray& value);
    void rename(const QByteArray& environment, const QByteArray& from, const QByteArray& to);
    void remove(const QByteArray& environment, const QByteArray& name);

    void add(const QByteArray& environment);
    void renameEnvironment(const QByteArray& from, const QByteArray& to);
    void removeEnvironment(const QByteArray& environment);

private:
    [[nodiscard]] std::optional<JsonObjectSpan> all() const;
    [[nodiscard]] std::optional<JsonObjectSpan> one(const QByteArray& environment) const;
    QByteArray m_json;
};

} // namespace knockback::workspace
