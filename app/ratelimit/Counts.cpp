// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/Counts.h"

#include "app/http/PlainNumber.h"
#include "app/http/StructuredFields.h"

namespace knockback::ratelimit {

namespace {

std::optional<Count> toCount(const http::SfMember& member) {
    const auto* item = std::get_if<http::SfItem>(&member);
    const auto value = item ? http::sfNumber(item->value) : std::nullopt;
    if (!value || *value < 0)
        return std::nullopt;
    const auto window = item->parameters.number("w");
    if (window ? *window <= 0 : item->parameters.find("w") != nullptr)
        return std::nullopt;
    const auto text = http::serializeSf(*item);
    return Count{*value, window, text ? *text : QByteArray()};
}

} // namespace

std::optional<std::vector<Count>> parseCounts(QByteArrayView text) {
    const auto list = http::parseSfList(text);
    if (!list) { // "299." and numbers of more than 15 digits are no structured fields
        const auto number = http::parsePlainNumber(text.trimmed());
        if (!number)
            return std::nullopt;
        return std::vector{Count{*number, std::nullopt, text.trimmed().toByteArray()}};
    }
    std::vector<Count> counts;
    for (const http::SfMember& member : *list) {
        auto count = toCount(member);
        if (!count)
            return std::nullopt;
        counts.push_back(std::move(*count));
    }
    if (counts.empty())
        return std::nullopt;
    return counts;
}

} // namespace knockback::ratelimit
