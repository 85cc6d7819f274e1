// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Variables.h"

#include <algorithm>

namespace knockback::http {

namespace {

constexpr int maxDepth = 16;
// Ten values that hold ten variables each, ten levels deep, are more than any machine has.
constexpr qsizetype maxExpanded = 16 * 1024 * 1024;

class Expander {
public:
    explicit Expander(const VariableLookup& lookup) : m_lookup(lookup) {}

    void expand(QByteArrayView text) {
        qsizetype done = 0;
        for (const VariableSpan& span : findVariables(text)) {
            m_result.text += text.sliced(done, span.start - done);
            expandVariable(span, text.sliced(span.start, span.length));
            done = span.start + span.length;
        }
        m_result.text += text.sliced(done);
    }

    Substitution take() { return std::move(m_result); }

private:
    void expandVariable(const VariableSpan& span, QByteArrayView asWritten) {
        const bool runaway = static_cast<int>(m_within.size()) >= maxDepth || m_result.text.size() > maxExpanded ||
                             std::find(m_within.begin(), m_within.end(), span.name) != m_within.end();
        const auto value = runaway ? std::nullopt : m_lookup(span.name);
        if (!value) {
            m_result.text += asWritten;
            if (std::find(m_result.unresolved.begin(), m_result.unresolved.end(), span.name) ==
                m_result.unresolved.end())
                m_result.unresolved.push_back(span.name);
        } else if (span.isVault()) {
            m_result.text += *value; // a secret is never a template
        } else {
            m_within.push_back(span.name);
            expand(*value);
            m_within.pop_back();
        }
    }

    const VariableLookup& m_lookup;
    std::vector<QByteArray> m_within; // the variables whose values are being expanded, outermost first
    Substitution m_result;
};

} // namespace

std::vector<VariableSpan> findVariables(QByteArrayView text) {
    std::vector<VariableSpan> found;
    qsizetype open = -1; // of the last "{{" on this line: in "{{{x}}}" the inner pair counts
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (text[i] == '\n') {
            open = -1;
        } else if (text[i] == '{' && next == '{') {
            open = i;
        } else if (text[i] == '}' && next == '}' && open >= 0) {
            const QByteArray name = text.sliced(open + 2, i - open - 2).toByteArray().trimmed();
            if (!name.isEmpty())
                found.push_back({open, i + 2 - open, name});
            open = -1;
            ++i;
        }
    }
    return found;
}

Substitution substitute(QByteArrayView text, const VariableLookup& lookup) {
    Expander expander(lookup);
    expander.expand(text);
    return expander.take();
}

} // namespace knockback::http
