// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPath.h"

#include "ui/models/JsonPathParser.h"
#include "ui/models/JsonPathRun.h"

namespace knockback::ui {

namespace {

constexpr qint64 block = 256 * 1024;

// Copies a value; false when it has no end or cannot be written.
bool copyValue(ByteReader& text, const http::Body& body, qint64 node, http::BodyWriter& out) {
    const qint64 end = skipJsonValue(text, node);
    for (qint64 at = node; at < end; at += block) {
        if (!out.append(body.read(at, std::min(block, end - at))))
            return false;
    }
    return end >= 0;
}

} // namespace

base::Result<JsonPath, JsonPathError> JsonPath::parse(const QString& text) {
    try {
        return JsonPath(jsonpath::Parser(text).wholeQuery());
    } catch (const JsonPathError& error) {
        return base::Failure(error);
    }
}

JsonPath::Found JsonPath::run(const http::Body& body, const StopFlag& stop) const {
    Found result;
    http::BodyWriter out;
    ByteReader text(body);
    ByteReader copier(body);
    auto values = JsonChildren::ofText();
    JsonChild root;
    auto step = values.next(text, root);
    result.isJson = step == JsonChildren::Step::Child;
    while (step == JsonChildren::Step::Child && !stop.raised() && result.full) {
        jsonpath::Run run(text, root.value, stop);
        run.query(m_query, root.value, [&](qint64 node) {
            result.full = out.append(result.count == 0 ? "[" : ",") && copyValue(copier, body, node, out);
            return ++result.count > 0 && result.full;
        });
        step = values.next(text, root);
    }
    result.isJson = result.isJson && step == JsonChildren::Step::End;
    result.full = out.append(result.count == 0 ? "[]" : "]") && result.full;
    result.body = out.body();
    return result;
}

} // namespace knockback::ui
