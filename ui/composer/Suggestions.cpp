// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Suggestions.h"

namespace knockback::ui {

namespace {

void addMatches(CompletionOffer& offer, const QString& typed, const std::vector<Candidate>& from) {
    for (const bool atStart : {true, false}) {
        for (const auto& candidate : from) {
            const auto at = candidate.text.indexOf(typed, 0, Qt::CaseInsensitive);
            if (at >= 0 && (at == 0) == atStart)
                offer.candidates.push_back(candidate);
        }
    }
}

} // namespace

CompletionOffer variableOffer(const QString& text, int cursor, const VariableScope& scope) {
    CompletionOffer offer;
    const QString before = text.left(cursor);
    const auto open = before.lastIndexOf(u"{{");
    if (open < 0 || before.indexOf(u"}}", open) >= 0 || before.indexOf(u'\n', open) >= 0)
        return offer;
    const QString typed = before.mid(open + 2).trimmed();
    // Braces that are closed already are not closed twice.
    auto end = static_cast<qsizetype>(cursor);
    const auto next = text.indexOf(u"}}", cursor);
    if (next >= 0 && !text.mid(cursor, next - cursor).contains(u'{') && !text.mid(cursor, next - cursor).contains(u' '))
        end = next + 2;
    offer.start = static_cast<int>(open);
    offer.length = static_cast<int>(end - open);
    offer.firstChosen = true;
    std::vector<Candidate> all;
    for (const auto& name : scope.names()) {
        const auto info = scope.find(name);
        all.push_back({QString::fromUtf8(name), !info          ? QString()
                                                : info->secret ? info->origin
                                                               : info->value + QStringLiteral(" · ") + info->origin});
    }
    addMatches(offer, typed, all);
    for (auto& candidate : offer.candidates)
        candidate.text = QStringLiteral("{{") + candidate.text + QStringLiteral("}}");
    return offer;
}

CompletionOffer wordOffer(const QString& text, const std::vector<Candidate>& words) {
    CompletionOffer offer;
    offer.length = static_cast<int>(text.size());
    addMatches(offer, text, words);
    return offer;
}

} // namespace knockback::ui
