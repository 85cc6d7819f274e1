// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpBlockRead.h"

#include "app/workspace/HttpFile.h"
#include "app/workspace/Policies.h"
#include "app/workspace/PolicyFields.h"

namespace knockback::workspace {
namespace {

using base::Failure;

const QList<QByteArray> knownMethods{"GET",   "HEAD",   "POST",      "PUT",      "DELETE", "CONNECT", "OPTIONS",
                                     "TRACE", "PATCH",  "QUERY",     "PROPFIND", "LIST",   "COPY",    "MOVE",
                                     "LOCK",  "UNLOCK", "PROPPATCH", "MKCOL",    "REPORT", "SEARCH"};

bool isMethod(const QByteArray& token) {
    const bool upper = !token.isEmpty() && std::all_of(token.begin(), token.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
    return upper || knownMethods.contains(token.toUpper());
}

// Applies one "# @knockback.<key> value" line to the draft; returns what is wrong with it.
QString applySetting(RequestDraft& draft, const SettingLine& setting, QByteArray& bodyEnd, bool& firstNote) {
    const QByteArray key = setting.key.mid(ownPrefix.size());
    if (key == "credential") {
        draft.auth.credential = setting.value;
        draft.auth.kind = setting.value.isEmpty() ? AuthKind::None : AuthKind::Credential;
        return {};
    }
    if (key == "note") {
        draft.notes += (firstNote ? QString() : QStringLiteral("\n")) + QString::fromUtf8(setting.rawValue);
        firstNote = false;
        return {};
    }
    if (key == "body-end") {
        bodyEnd = unescapeLineEnds(setting.value);
        return {};
    }
    if (key == "policy")
        return {};
    const PolicyField* field = key.startsWith("retry.") ? policyField(key.mid(6)) : nullptr;
    if (!field)
        return QStringLiteral("\"@%1\" is not a setting of Knockback.").arg(QString::fromUtf8(setting.key));
    const QString problem = field->write(draft.policy, settingValue(setting.value, field->read(retry::RetryPolicy())));
    return problem.isEmpty() ? QString() : QStringLiteral("\"@%1\" %2.").arg(QString::fromUtf8(setting.key), problem);
}

QByteArray readBody(const HttpBlock& block) {
    QByteArray body;
    for (const HttpLine& line : block.lines) {
        if (line.kind == LineKind::Body)
            body += line.raw;
    }
    if (body.endsWith('\n'))
        body.chop(1);
    if (body.endsWith('\r'))
        body.chop(1);
    return body;
}

} // namespace

RequestLineParts parseRequestLine(const QByteArray& text) {
    RequestLineParts parts{"GET", text.trimmed(), {}};
    const qsizetype space = parts.url.indexOf(' ');
    if (space > 0 && isMethod(parts.url.left(space))) {
        const QByteArray method = parts.url.left(space);
        parts.method = knownMethods.contains(method.toUpper()) ? method.toUpper() : method;
        parts.url = parts.url.mid(space + 1).trimmed();
    }
    const qsizetype last = parts.url.lastIndexOf(' ');
    if (last > 0 && parts.url.mid(last + 1).startsWith("HTTP/")) {
        parts.version = parts.url.mid(last + 1);
        parts.url = parts.url.left(last).trimmed();
    }
    return parts;
}

std::optional<HeaderRow> parseHeaderRow(const HttpLine& line) {
    QByteArray text = line.text();
    if (line.kind == LineKind::DisabledHeader)
        text = commentText(text).value_or(QByteArray()).trimmed();
    else if (line.kind != LineKind::Header)
        return std::nullopt;
    const qsizetype colon = text.indexOf(':');
    if (colon <= 0)
        return std::nullopt;
    return HeaderRow{text.left(colon).trimmed(), text.mid(colon + 1).trimmed(), line.kind == LineKind::Header};
}

QString readName(const HttpBlock& block) {
    QByteArray name;
    for (const HttpLine& line : block.lines) {
        if (line.kind == LineKind::Separator) {
            const QByteArray text = line.text();
            const auto start = std::find_if(text.begin(), text.end(), [](char c) { return c != '#'; });
            name = text.mid(start - text.begin()).trimmed();
        } else if (line.kind == LineKind::Setting) {
            const auto setting = parseSetting(line.text());
            if (setting && setting->key == "name")
                name = setting->value;
        }
    }
    return QString::fromUtf8(name);
}

void readVariables(const HttpBlock& block, Environment& into) {
    for (const HttpLine& line : block.lines) {
        if (line.kind != LineKind::Variable)
            continue;
        const QByteArray text = line.text();
        const qsizetype equals = text.indexOf('=');
        into[text.mid(1, equals - 1).trimmed()] = text.mid(equals + 1).trimmed();
    }
}

base::Result<retry::RetryPolicy, QString> basePolicy(const HttpBlock& block) {
    retry::RetryPolicy policy;
    for (const HttpLine& line : block.lines) {
        const auto setting = line.kind == LineKind::Setting ? parseSetting(line.text()) : std::nullopt;
        if (!setting || setting->key != "knockback.policy")
            continue;
        const PolicyPreset* preset = policyPreset(setting->value);
        if (!preset)
            return Failure(QStringLiteral("There is no retry policy \"%1\".").arg(QString::fromUtf8(setting->value)));
        policy = preset->policy;
    }
    return policy;
}

base::Result<RequestDraft, FileError> readDraft(const HttpBlock& block) {
    RequestDraft draft;
    draft.name = readName(block);
    auto policy = basePolicy(block);
    if (!policy)
        return Failure(FileError{{}, block.firstLine, policy.error()});
    draft.policy = *policy;

    QByteArray requestLine;
    QByteArray bodyEnd;
    bool firstNote = true;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const HttpLine& line = block.lines[i];
        const int number = block.firstLine + static_cast<int>(i);
        if (line.kind == LineKind::RequestLine) {
            requestLine = line.text();
        } else if (line.kind == LineKind::Continuation) {
            requestLine += line.text().trimmed();
        } else if (line.kind == LineKind::Header || line.kind == LineKind::DisabledHeader) {
            const auto row = parseHeaderRow(line);
            if (!row)
                return Failure(FileError{{},
                                         number,
                                         QStringLiteral("This line is not a header (Name: value). An empty "
                                                        "line must stand before the body.")});
            draft.headers.push_back(*row);
        } else if (line.kind == LineKind::Setting) {
            const auto setting = parseSetting(line.text());
            if (!setting || !setting->key.startsWith(ownPrefix))
                continue;
            if (const QString problem = applySetting(draft, *setting, bodyEnd, firstNote); !problem.isEmpty())
                return Failure(FileError{{}, number, problem});
        }
    }
    const RequestLineParts parts = parseRequestLine(requestLine);
    draft.method = parts.method;
    draft.url = parts.url;
    draft.body = readBody(block) + bodyEnd;
    return draft;
}

QByteArray escapeLineEnds(QByteArrayView lineEnds) {
    QByteArray text;
    for (const char c : lineEnds)
        text += c == '\r' ? "\\r" : "\\n";
    return text;
}

QByteArray unescapeLineEnds(QByteArrayView text) {
    QByteArray lineEnds = text.toByteArray();
    lineEnds.replace("\\r", "\r");
    lineEnds.replace("\\n", "\n");
    return lineEnds;
}

RequestDraft normalised(RequestDraft draft) {
    draft.name = draft.name.trimmed();
    draft.url = draft.url.trimmed();
    draft.notes.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    draft.auth.credential = draft.auth.credential.trimmed();
    if (draft.auth.kind == AuthKind::Credential && draft.auth.credential.isEmpty())
        draft.auth.kind = AuthKind::Inherited;
    if (draft.auth.kind != AuthKind::Credential)
        draft.auth.credential.clear();
    std::erase_if(draft.headers,
                  [](const HeaderRow& row) { return row.name.trimmed().isEmpty() && row.value.trimmed().isEmpty(); });
    for (HeaderRow& row : draft.headers) {
        row.name = row.name.trimmed();
        row.value = row.value.trimmed();
    }
    return draft;
}

} // namespace knockback::workspace
