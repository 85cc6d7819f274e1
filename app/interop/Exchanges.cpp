// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/Exchanges.h"

#include "app/interop/ClientErrors.h"
#include "app/interop/CurlCommandReader.h"
#include "app/interop/CurlTrace.h"
#include "app/interop/DevtoolsText.h"
#include "app/interop/ExchangeParts.h"
#include "app/interop/HarReader.h"
#include "app/interop/MessageLines.h"
#include "app/interop/PastedText.h"
#include "app/interop/RawExchanges.h"
#include "app/interop/WgetTrace.h"

#include <QBuffer>

#include <algorithm>

namespace knockback::interop {
namespace {

constexpr qsizetype largestText = 64 * 1024 * 1024; // a HAR may be larger

// The kind that only this line can belong to.
std::optional<PastedKind> kindOfLine(QByteArrayView line) {
    if (isWgetStart(line))
        return PastedKind::WgetTrace;
    if (isCurlTraceLine(line))
        return PastedKind::CurlTrace;
    if (isDevtoolsLine(line))
        return PastedKind::DevtoolsText;
    if (statusOf(line) || requestLineOf(line))
        return PastedKind::RawHttp;
    return std::nullopt;
}

bool isJson(const QByteArray& text) {
    const QByteArray start = text.left(4096).trimmed();
    return start.startsWith('{') || start.startsWith('[');
}

// A client's message may follow anything, so it counts only where nothing else is.
std::optional<PastedKind> kindOfMessages(QByteArrayView text) {
    for (const TextLine& line : linesOf(text)) {
        if (line.text.startsWith("curl: ("))
            return PastedKind::CurlTrace;
        if (isErrorMessage(line.text))
            return PastedKind::ErrorMessage;
    }
    return std::nullopt;
}

std::optional<PastedKind> kindOfLines(QByteArrayView text) {
    for (const TextLine& line : linesOf(text)) {
        if (const auto kind = kindOfLine(line.text))
            return kind;
    }
    return std::nullopt;
}

QByteArray withoutLogPrefix(const QByteArray& text) {
    return withoutLinePrefix(text, [](QByteArrayView line) { return kindOfLine(line).has_value(); });
}

base::Result<ExchangesRead, QString> readHar(const QByteArray& text) {
    QBuffer buffer;
    buffer.setData(text);
    buffer.open(QIODevice::ReadOnly);
    HarReader reader(buffer);
    ExchangesRead read{PastedKind::Har, {}, {}};
    for (;;) {
        auto next = reader.next();
        if (!next) {
            if (next.error().fatal && read.attempts.empty())
                return base::Failure(QStringLiteral("The HAR cannot be read: %1.").arg(next.error().sentence));
            read.notes << QStringLiteral("Not read: %1.").arg(next.error().sentence);
            if (next.error().fatal)
                return read;
            continue;
        }
        if (!next->has_value())
            break;
        read.attempts.push_back(std::move(**next));
    }
    if (read.attempts.empty() && read.notes.isEmpty())
        return base::Failure(QStringLiteral("The HAR has no entries: record the requests again and save it anew."));
    if (read.attempts.empty())
        return base::Failure(read.notes.front());
    return read;
}

std::vector<http::Attempt> readMessages(const QByteArray& text) {
    std::vector<http::Attempt> attempts;
    for (const TextLine& line : linesOf(text)) {
        ExchangeParts parts;
        if (isErrorMessage(line.text))
            parts.failure = failureFromWords(line.text);
        if (parts.failure)
            attempts.push_back(toAttempt(std::move(parts)));
    }
    return attempts;
}

std::vector<http::Attempt> readAs(PastedKind kind, const QByteArray& text) {
    switch (kind) {
    case PastedKind::CurlTrace:
        return readCurlTrace(text);
    case PastedKind::WgetTrace:
        return readWgetTrace(text);
    case PastedKind::DevtoolsText:
        if (auto attempt = readDevtoolsText(text))
            return {std::move(*attempt)};
        return {};
    case PastedKind::ErrorMessage:
        return readMessages(text);
    case PastedKind::RawHttp:
    case PastedKind::Har:
        break;
    }
    return readRawExchanges(text);
}

QString whyNothing(std::optional<PastedKind> kind, const QByteArray& text) {
    if (kind == PastedKind::DevtoolsText)
        return QStringLiteral("No status is among these headers: copy the line with the status code too.");
    if (kind)
        return QStringLiteral(
                   "This %1 has no answer in it: paste what came back too, from the line with the status on.")
            .arg(pastedKindName(*kind));
    if (text.trimmed().isEmpty())
        return QStringLiteral("There is no text to read: copy an answer, the output of curl -v or a HAR first.");
    if (looksLikeCurl(text))
        return QStringLiteral("This is a curl command without its output: run it with -v and paste what it prints.");
    return QStringLiteral("This is not an HTTP answer, output of curl, wget or HTTPie, or a HAR: paste the answer from "
                          "its status line on, or run the request with curl -v and paste what it prints.");
}

void addNotes(ExchangesRead& read) {
    const auto alone = std::count_if(read.attempts.begin(), read.attempts.end(),
                                     [](const http::Attempt& attempt) { return attempt.request.url.isEmpty(); });
    if (alone > 0)
        read.notes << QStringLiteral("The request is not in the text, so what it lacked cannot be said.");
}

} // namespace

QString pastedKindName(PastedKind kind) {
    switch (kind) {
    case PastedKind::Har:
        return QStringLiteral("HAR");
    case PastedKind::CurlTrace:
        return QStringLiteral("curl -v output");
    case PastedKind::WgetTrace:
        return QStringLiteral("wget output");
    case PastedKind::DevtoolsText:
        return QStringLiteral("developer tools text");
    case PastedKind::ErrorMessage:
        return QStringLiteral("error message");
    case PastedKind::RawHttp:
        break;
    }
    return QStringLiteral("HTTP text");
}

std::optional<PastedKind> pastedKindOf(const QByteArray& text) {
    if (isJson(text))
        return PastedKind::Har;
    const QByteArray plain = withoutLogPrefix(plainText(text));
    const auto kind = kindOfLines(plain);
    return kind ? kind : kindOfMessages(plain);
}

base::Result<ExchangesRead, QString> readExchanges(const QByteArray& pasted) {
    std::optional<QString> harProblem;
    if (isJson(pasted)) {
        auto har = readHar(pasted);
        if (har)
            return har;
        harProblem = har.error();
    }
    if (pasted.size() > largestText)
        return base::Failure(harProblem.value_or(
            QStringLiteral("The text is larger than 64 MiB: cut out the exchange that matters, or save it as a HAR.")));
    QByteArray text = plainText(pasted);
    if (!harProblem && isJson(text)) // was UTF-16
        return readHar(text);
    text = withoutLogPrefix(text);
    auto kind = kindOfLines(text);
    if (!kind)
        kind = kindOfMessages(text);
    ExchangesRead read{kind.value_or(PastedKind::RawHttp), {}, {}};
    if (kind)
        read.attempts = readAs(*kind, text);
    if (read.attempts.empty())
        return base::Failure(harProblem.value_or(whyNothing(kind, text)));
    addNotes(read);
    return read;
}

} // namespace knockback::interop
