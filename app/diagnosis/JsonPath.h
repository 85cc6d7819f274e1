// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>
#include <vector>

namespace knockback::diagnosis {

// "error.details.*.reason": members by name, "*" for every element of an array or member of an object.
struct JsonPath {
    QByteArray text;
    std::vector<QByteArray> segments;

    // Empty for an empty path or segment.
    [[nodiscard]] static std::optional<JsonPath> parse(const QByteArray& text);
};

// A JSON document that is asked for the values at paths. Text that is not JSON has none.
class JsonBody {
public:
    explicit JsonBody(QByteArrayView text);
    ~JsonBody();
    JsonBody(JsonBody&&) noexcept;
    JsonBody& operator=(JsonBody&&) noexcept;

    [[nodiscard]] bool isValid() const;
    // The scalars there as text: strings as they are, numbers in decimal, true, false, null. At most 32 of an array.
    [[nodiscard]] std::vector<QByteArray> values(const JsonPath& path) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace knockback::diagnosis
