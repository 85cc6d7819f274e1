// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/BodyDiff.h"

#include "ui/compare/LineDiff.h"
#include "ui/models/JsonLayout.h"

#include <QStringDecoder>

#include <algorithm>

namespace knockback::ui {

namespace {

bool isText(const QByteArray& bytes) {
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes.chopped(std::min<qsizetype>(bytes.size(), 4))); // a cut character is no error
    return !bytes.contains('\0') && (!utf8.hasError() || bytes.size() <= 4) && !text.contains(QChar(0));
}

std::optional<QByteArray> asJson(const QByteArray& bytes) {
    const auto start = bytes.trimmed();
    return start.startsWith('{') || start.startsWith('[') ? layOutJson(bytes) : std::nullopt;
}

} // namespace

BodyChange diffBodies(const http::Body& left, const http::Body& right) {
    BodyChange change{left.size(), right.size(), {}, false, false};
    change.cut = std::max(left.size(), right.size()) > comparedBodyBytes;
    change.differs = !(left == right);
    const auto l = left.prefix(comparedBodyBytes);
    const auto r = right.prefix(comparedBodyBytes);
    if (!isText(l) || !isText(r))
        return change;
    const auto leftJson = asJson(l);
    const auto rightJson = asJson(r);
    const bool bothJson = (leftJson && rightJson) || (leftJson && r.isEmpty()) || (l.isEmpty() && rightJson);
    change.lines = bothJson ? diffLines(leftJson.value_or(l), rightJson.value_or(r)) : diffLines(l, r);
    // JSON that is only laid out in another way says the same.
    if (bothJson && !change.cut)
        change.differs =
            std::any_of(change.lines.begin(), change.lines.end(), [](const auto& row) { return row.isDifference(); });
    return change;
}

} // namespace knockback::ui
