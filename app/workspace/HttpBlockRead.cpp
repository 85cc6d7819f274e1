// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpBlockRead.h"

#include "app/workspace/AuthText.h"
#include "app/workspace/HttpFile.h"
#include "app/workspace/Policies.h"
#include "app/workspace/PolicyFields.h"
#include "app/workspace/SettingFields.h"

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

// What is gathered while a block is read.
struct Reading {
    RequestDraft draft;
    QByteArray bodyEnd;
    bool hasNote = false;
};

QString aboutSetting(const SettingLine& setting, const QString& problem) {
    return QStringLiteral("\"@%1\" %2.").arg(QString::fromUtf8(setting.key), problem);
}

QString applyAuth(AuthDraft& auth, const SettingLine& setting) {
    if (setting.key == "knockback.credential") {
        auth = AuthDraft{};
        auth.credential = setting.value;
        auth.kind = setting.value.isEmpty() ? AuthKind::None : AuthKind::Credential;
        return {};
    }
    const auto parsed = parseAuthSetting(setting.value);
    if (!parsed)
        return aboutSetting(setting, parsed.error());
    if (*parsed) {
        auth = **parsed;
    } else {
        auth = AuthDraft{};
        auth.kind = AuthKind::None; // a way to sign in that a newer version knows
    }
    return {};
}

bool isAuthSetting(const QByteArray& key) {
    return key == "knockback.auth" || key == "knockback.credential";
}

// Applies one settings line; returns what is wrong with it.
QString applySetting(Reading& reading, const SettingLine& setting) {
    if (const SettingField* field = settingField(setting.key)) {
        const QString problem = field->read(reading.draft.settings, setting);
        return problem.isEmpty() ? QString() : aboutSetting(setting, problem);
    }
    if (isAuthSetting(setting.key))
        return applyAuth(reading.draft.auth, setting);
    if (!setting.key.startsWith(ownPrefix))
        return {};
    const QByteArray key = setting.key.mid(ownPrefix.size());
    if (key == "note") {
        reading.draft.notes +=
            (reading.hasNote ? QStringLiteral("\n") : QString()) + QString::fromUtf8(setting.rawValue);
        reading.hasNote = true;
    } else if (key == "body-end") {
        reading.bodyEnd = unescapeLineEnds(setting.value);
    } else if (key == "parameter-off") {
        reading.draft.parametersOff.push_back(setting.value);
    } else if (key == "path-names") {
        reading.draft.pathNames = setting.value;
    } else if (key == "body-off") {
        reading.draft.bodyOff.push_back(setting.value);
    } else if (key == "graphql-operation") {
        reading.draft.graphQlOperation = setting.value;
    } else if (const PolicyField* field = key.startsWith("retry.") ? policyField(key.mid(6)) : nullptr) {
        const QString problem =
            field->write(reading.draft.policy, settingValue(setting.value, field->read(retry::RetryPolicy())));
        return problem.isEmpty() ? QString() : aboutSetting(setting, problem);
    }
    return {};
}

bool isKnownSetting(const QByteArray& key) {
    const QByteArray own = key.mid(ownPrefix.size());
    return settingField(key) || isAuthSetting(key) || own == "note" || own == "body-end" || own == "body-off" ||
           own == "parameter-off" || own == "path-names" || own == "graphql-operation" || own == "policy" ||
           own == "default.auth" || own == "default.credential" ||
           (own.startsWith("retry.") && policyField(own.mid(6)));
}

std::optional<SettingLine> settingOf(const HttpLine& line) {
    return line.kind == LineKind::Setting ? parseSetting(line.text()) : std::nullopt;
}

// A protocol that only the request line tells.
QString otherProtocol(const QByteArray& method) {
    for (const char* other : {"WEBSOCKET", "GRPC", "RSOCKET"}) {
        if (method == other)
            return QStringLiteral("This is a %1 request; Knockback sends HTTP requests only.")
                .arg(QString::fromUtf8(method));
    }
    return {};
}

// The Authorization row that is the Auth tab leaves the rows.
void takeAuthRow(RequestDraft& draft) {
    const auto at = authRow(draft.headers);
    if (!at)
        return;
    draft.auth = *parseAuthHeader(draft.headers[*at].value);
    draft.headers.erase(draft.headers.begin() + static_cast<std::ptrdiff_t>(*at));
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
    const qsizetype version = parts.url.lastIndexOf(" HTTP/");
    const QByteArray after = parts.url.mid(version + 1);
    if (version > 0 && (!after.contains(' ') || after == "HTTP/2 (Prior Knowledge)")) {
        parts.version = after;
        parts.url = parts.url.left(version).trimmed();
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
    Reading reading;
    RequestDraft& draft = reading.draft;
    draft.name = readName(block);
    auto policy = basePolicy(block);
    if (!policy)
        return Failure(FileError{{}, block.firstLine, policy.error()});
    draft.policy = *policy;

    QByteArray requestLine;
    int requestAt = 0;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const HttpLine& line = block.lines[i];
        const int number = block.firstLine + static_cast<int>(i);
        if (line.kind == LineKind::RequestLine) {
            requestLine = line.text();
            requestAt = number;
        } else if (line.kind == LineKind::Continuation) {
            requestLine += line.text().trimmed();
        } else if (line.kind == LineKind::Header && !parseHeaderRow(line)) {
            return Failure(FileError{{},
                                     number,
                                     QStringLiteral("This line is not a header (Name: value). An empty "
                                                    "line must stand before the body.")});
        } else if (const auto setting = settingOf(line)) {
            if (const QString problem = applySetting(reading, *setting); !problem.isEmpty())
                return Failure(FileError{{}, number, problem});
        }
    }
    const RequestLineParts parts = parseRequestLine(requestLine);
    if (const QString problem = otherProtocol(parts.method); !problem.isEmpty())
        return Failure(FileError{{}, requestAt, problem});
    draft.method = parts.method;
    draft.url = parts.url;
    draft.settings.version = versionChoice(parts.version);
    draft.settings = normalised(draft.settings);
    draft.headers = readRows(block);
    if (!hasAuthSetting(block))
        takeAuthRow(draft);
    draft.auth = normalised(draft.auth);
    draft.body = readBody(block) + reading.bodyEnd;
    return draft;
}

std::vector<FileError> readNotes(const HttpBlock& block) {
    std::vector<FileError> notes;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const auto setting = settingOf(block.lines[i]);
        if (!setting || !setting->key.startsWith(ownPrefix))
            continue;
        const int number = block.firstLine + static_cast<int>(i);
        const auto auth = setting->key == "knockback.auth"
                              ? parseAuthSetting(setting->value)
                              : base::Result<std::optional<AuthDraft>, QString>(AuthDraft{});
        if (auth && !*auth)
            notes.push_back({{},
                             number,
                             QStringLiteral("\"@%1 %2\" is a way to sign in that this version does not know: the "
                                            "request goes out without it.")
                                 .arg(QString::fromUtf8(setting->key),
                                      QString::fromUtf8(setting->value.mid(0, setting->value.indexOf(' '))))});
        else if (!isKnownSetting(setting->key))
            notes.push_back({{},
                             number,
                             QStringLiteral("\"@%1\" is not a setting of this version: it is kept and ignored.")
                                 .arg(QString::fromUtf8(setting->key))});
    }
    return notes;
}

std::vector<HeaderRow> readRows(const HttpBlock& block) {
    std::vector<HeaderRow> rows;
    for (const HttpLine& line : block.lines) {
        if (const auto row = parseHeaderRow(line))
            rows.push_back(*row);
    }
    return rows;
}

bool hasAuthSetting(const HttpBlock& block) {
    return std::any_of(block.lines.begin(), block.lines.end(), [](const HttpLine& line) {
        const auto setting = settingOf(line);
        return setting && isAuthSetting(setting->key) && setting->value != "inherited";
    });
}

std::optional<std::size_t> authRow(const std::vector<HeaderRow>& rows) {
    std::optional<std::size_t> only;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].enabled || !http::sameFieldName(rows[i].name, "Authorization"))
            continue;
        if (only)
            return std::nullopt;
        only = i;
    }
    return only && parseAuthHeader(rows[*only].value) ? only : std::nullopt;
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

http::HttpVersionChoice versionChoice(const QByteArray& version) {
    if (version == "HTTP/1.1")
        return http::HttpVersionChoice::Http11;
    return version.startsWith("HTTP/2") ? http::HttpVersionChoice::Http2 : http::HttpVersionChoice::Automatic;
}

QByteArray versionText(http::HttpVersionChoice choice) {
    switch (choice) {
    case http::HttpVersionChoice::Http11:
        return "HTTP/1.1";
    case http::HttpVersionChoice::Http2:
        return "HTTP/2";
    case http::HttpVersionChoice::Automatic:
        break;
    }
    return {};
}

RequestDraft normalised(RequestDraft draft) {
    draft.name = draft.name.trimmed();
    draft.url = draft.url.trimmed();
    if (knownMethods.contains(draft.method.toUpper()))
        draft.method = draft.method.toUpper();
    draft.notes.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    draft.graphQlOperation = draft.graphQlOperation.trimmed();
    draft.pathNames = draft.pathNames.trimmed();
    for (auto* lines : {&draft.bodyOff, &draft.parametersOff}) {
        for (QByteArray& line : *lines)
            line = line.trimmed();
        std::erase_if(*lines, [](const QByteArray& line) { return line.isEmpty(); });
    }
    std::erase_if(draft.headers,
                  [](const HeaderRow& row) { return row.name.trimmed().isEmpty() && row.value.trimmed().isEmpty(); });
    for (HeaderRow& row : draft.headers) {
        row.name = row.name.trimmed();
        row.value = row.value.trimmed();
    }
    draft.settings = normalised(draft.settings);
    draft.auth = normalised(draft.auth);
    if (draft.auth.kind == AuthKind::Inherited)
        takeAuthRow(draft);
    return draft;
}

} // namespace knockback::workspace
