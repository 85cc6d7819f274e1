// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/JsonLeaves.h"
#include "tests/fuzz/FuzzTarget.h"

#include <QJsonDocument>

using namespace knockback;

// A body that is taken apart can be put together again, whole and by halves.
FUZZ_TARGET(JsonLeaves) {
    const QByteArray text = input.toByteArray();
    const auto leaves = minimize::jsonLeaves(text);
    if (!leaves)
        return;
    const bool array = text.trimmed().startsWith('[');
    const QByteArray whole = minimize::jsonText(*leaves, array);
    fuzz::require(QJsonDocument::fromJson(whole) == QJsonDocument::fromJson(text), "the same value");
    fuzz::require(minimize::fitTogether(*leaves, *leaves), "it fits itself");
    std::vector<minimize::JsonLeaf> half;
    for (std::size_t i = 0; i < leaves->size(); i += 2)
        half.push_back((*leaves)[i]);
    const auto again = minimize::jsonLeaves(minimize::jsonText(half, array));
    fuzz::require(again && again->size() == half.size(), "any leaves make a text with just these");
}
