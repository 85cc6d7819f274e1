// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/JsonPathText.h"
#include "ui/models/JsonPathTree.h"
#include "ui/models/StopFlag.h"

#include "app/base/Result.h"
#include "app/http/Body.h"

namespace knockback::ui {

// A JSONPath query (RFC 9535) that was understood. Cheap to copy, safe to use from any thread.
class JsonPath {
public:
    [[nodiscard]] static base::Result<JsonPath, JsonPathError> parse(const QString& text);

    struct Found {
        http::Body body;    // a JSON array of the values that were found, byte for byte as they came
        qint64 count = 0;   // of values
        bool isJson = true; // false when the body is none, or ends too early
        bool full = true;   // false when the disk refused to take more of them
    };
    // Over a body of any size; for a worker thread. Of JSON Lines every line is looked at by itself.
    [[nodiscard]] Found run(const http::Body& body, const StopFlag& stop = {}) const;

private:
    explicit JsonPath(jsonpath::Query query) : m_query(std::move(query)) {}
    jsonpath::Query m_query;
};

} // namespace knockback::ui
