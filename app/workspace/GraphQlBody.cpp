// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "app/workspace/BodyInclude.h"
#include "app/workspace/GraphQlText.h"

namespace knockback::workspace {
namespace {

// A GraphQL selection may begin with a brace as well, but a name follows there; in JSON it is a quote, or the end.
bool looksLikeVariables(const QByteArray& rest) {
    if (parseInclude(rest))
        return true;
    if (rest.startsWith("{{"))
        return true;
    if (!rest.startsWith('{'))
        return false;
    const QByteArray inside = rest.mid(1).trimmed();
    return inside.isEmpty() || inside.startsWith('"') || inside.startsWith('}') || inside.startsWith("{{");
}

// How deep in braces the query is after this line; strings and comments do not count.
int depthAfter(const QByteArray& line, int depth) {
    bool inString = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line.at(i);
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '#') {
            break;
        } else if (c == '{' || c == '(') {
            ++depth;
        } else if (c == '}' || c == ')') {
            --depth;
        }
    }
    return depth;
}

} // namespace

GraphQlSplit splitGraphQl(const QByteArray& text) {
    int depth = 0;
    qsizetype queryEnd = -1; // of the last line with text, when only empty ones came since
    for (qsizetype start = 0; start < text.size();) {
        const qsizetype newline = text.indexOf('\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline;
        const QByteArray line = text.mid(start, end - start);
        if (line.trimmed().isEmpty()) {
            if (queryEnd < 0)
                queryEnd = start;
        } else {
            if (queryEnd >= 0 && depth <= 0 && looksLikeVariables(text.mid(start).trimmed()))
                return {queryEnd, start};
            queryEnd = -1;
            depth = depthAfter(line, depth);
        }
        start = end + 1;
    }
    return {text.size(), text.size()};
}

GraphQlBody graphQlBody(const RequestDraft& draft) {
    const GraphQlSplit split = splitGraphQl(draft.body);
    QByteArray query = draft.body.left(split.queryEnd);
    while (split.queryEnd < draft.body.size() && (query.endsWith('\n') || query.endsWith('\r')))
        query.chop(1);
    return {query, draft.body.mid(split.variables), draft.graphQlOperation};
}

void setGraphQlBody(RequestDraft& draft, const GraphQlBody& body) {
    if (body == graphQlBody(draft))
        return;
    const GraphQlSplit split = splitGraphQl(draft.body);
    const QByteArray lineEnd = draft.body.contains("\r\n") ? "\r\n" : "\n";
    const QByteArray old = graphQlBody(draft).query;
    QByteArray between = draft.body.mid(old.size(), split.variables - old.size());
    if (between.isEmpty())
        between = lineEnd + lineEnd;
    draft.body = body.variables.trimmed().isEmpty() ? body.query : body.query + between + body.variables;
    draft.graphQlOperation = body.operationName.trimmed();
}

} // namespace knockback::workspace
