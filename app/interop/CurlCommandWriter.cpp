// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlCommandWriter.h"

#include "app/http/Url.h"
#include "app/interop/CodeParts.h"
#include "app/interop/ShellWords.h"

#include <QUtf8StringView>

namespace knockback::interop {
namespace {

constexpr qint64 longestArgument = 64 * 1024;   // Linux takes 128 KiB for one word; quotes may grow it
constexpr qint64 expectsContinue = 1024 * 1024; // from here on curl adds Expect: 100-continue

enum class BodyForm { None, Argument, HereDocument };

BodyForm bodyForm(const http::Body& body) {
    if (body.isEmpty())
        return BodyForm::None;
    if (body.size() > longestArgument)
        return BodyForm::HereDocument;
    const auto bytes = body.bytes();
    const bool text = !bytes.contains('\0') && QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8();
    return text ? BodyForm::Argument : BodyForm::HereDocument;
}

// Fields that curl writes itself, from the URL and the body, exactly as they were.
bool isCurlsOwn(const http::HeaderField& field, const http::Request& request) {
    if (http::sameFieldName(field.name, "Content-Length"))
        return field.value == QByteArray::number(request.body.size());
    if (!http::sameFieldName(field.name, "Host"))
        return false;
    const auto url = http::parseUrl(request.url);
    return url && url->authority() == field.value.toLower();
}

// The words of the command, before they are quoted; a line holds an option and its argument.
using Lines = std::vector<QByteArrayList>;

QByteArrayList methodOption(const QByteArray& method, bool hasBody) {
    if (method == (hasBody ? "POST" : "GET"))
        return {};
    if (method == "HEAD" && !hasBody)
        return {"--head"};
    return {"-X", method};
}

void addHeaders(Lines& options, const http::Request& request) {
    for (const auto& field : request.headers) {
        if (isCurlsOwn(field, request))
            continue;
        // curl drops a field that ends in a colon; a semicolon sends it empty
        const QByteArray line = field.value.isEmpty() ? field.name + ';' : field.name + ": " + field.value;
        options.push_back({"-H", line});
    }
    const auto suppress = [&](const QByteArray& name) {
        if (!request.headers.contains(name))
            options.push_back({"-H", name + ':'});
    };
    suppress("User-Agent");
    suppress("Accept");
    if (!request.body.isEmpty())
        suppress("Content-Type");
    if (request.body.size() > expectsContinue)
        suppress("Expect");
}

void addConnection(Lines& options, const http::Attempt& attempt) {
    const auto& send = attempt.request.options;
    if (attempt.connection.httpVersion == "HTTP/1.1" || send.version == http::HttpVersionChoice::Http11)
        options.push_back({"--http1.1"});
    else if (attempt.connection.httpVersion == "HTTP/2" || send.version == http::HttpVersionChoice::Http2)
        options.push_back({"--http2"});
    if (!send.verifyTls)
        options.push_back({"--insecure"});
    if (!send.caFile.isEmpty())
        options.push_back({"--cacert", send.caFile});
    if (!send.proxy.isEmpty())
        options.push_back({"--proxy", send.proxy});
    for (const auto& rule : send.resolve)
        options.push_back({"--resolve", rule});
}

void addUrl(Lines& options, const QByteArray& url) {
    const auto holds = [&](QByteArrayView bytes) { return QByteArrayView(url).contains(bytes); };
    if (holds("[") || holds("]") || holds("{") || holds("}"))
        options.push_back({"--globoff"}); // else curl takes them for a pattern
    if (holds("/./") || holds("/../") || url.endsWith("/.") || url.endsWith("/.."))
        options.push_back({"--path-as-is"});
    options.push_back({url});
}

// `fromFile`: what --data-binary names when the body cannot be an argument.
Lines optionsOf(const http::Attempt& attempt, BodyForm form, const QByteArray& fromFile) {
    const auto& request = attempt.request;
    Lines options{{"curl", "-sS", "-i"}};
    if (auto method = methodOption(request.method, form != BodyForm::None); !method.isEmpty())
        options.push_back(std::move(method));
    addConnection(options, attempt);
    addHeaders(options, request);
    if (form == BodyForm::HereDocument)
        options.push_back({"--data-binary", fromFile});
    if (form == BodyForm::Argument) {
        const auto bytes = request.body.bytes();
        // --data-binary would take a leading @ for a file's name
        options.push_back({bytes.startsWith('@') ? "--data-raw" : "--data-binary", bytes});
    }
    addUrl(options, request.url);
    return options;
}

template <typename Quote>
QByteArray joined(const Lines& options, const QByteArray& lineEnd, Quote quote) {
    QByteArray command;
    for (const QByteArrayList& words : options) {
        command += command.isEmpty() ? QByteArray() : lineEnd + "  ";
        for (qsizetype i = 0; i < words.size(); ++i)
            command += (i == 0 ? "" : " ") + quote(words.at(i));
    }
    return command;
}

// The body in lines of base64, a piece at a time; no line of it can be the closing word.
QByteArray hereDocument(const http::Body& body) {
    constexpr qint64 bytesInLine = 57; // 76 characters
    QByteArray lines;
    for (qint64 at = 0; at < body.size(); at += bytesInLine)
        lines += body.read(at, bytesInLine).toBase64() + '\n';
    return lines + "END_OF_BODY\n";
}

QByteArray posixCommand(const http::Attempt& attempt) {
    const BodyForm form = bodyForm(attempt.request.body);
    QByteArray command = joined(optionsOf(attempt, form, "@-"), " \\\n", quoteWordWithVariables) + '\n';
    if (form == BodyForm::HereDocument)
        command = "base64 -d <<'END_OF_BODY' | " + command + hereDocument(attempt.request.body);
    return command;
}

} // namespace

QByteArray curlCommand(const http::RedactedAttempt& redacted) {
    return posixCommand(redacted.attempt());
}

QByteArray curlCode(const http::Request& request) {
    http::Attempt attempt;
    attempt.request = request;
    return posixCommand(attempt);
}

QByteArray curlWindowsCode(const http::Request& request) {
    http::Attempt attempt;
    attempt.request = request;
    const BodyForm form = bodyForm(request.body);
    QByteArray command;
    if (form == BodyForm::HereDocument)
        command = "REM The body is no text: put its " + QByteArray::number(request.body.size()) +
                  " bytes into the file body.bin first.\r\n";
    return command + joined(optionsOf(attempt, form, "@body.bin"), " ^\r\n", quoteWordForCmd) + "\r\n";
}

std::vector<QByteArray> curlVariables(const http::RedactedAttempt& redacted) {
    const auto& attempt = redacted.attempt();
    QByteArray words;
    for (const auto& field : attempt.request.headers)
        words += field.value + '\n';
    if (bodyForm(attempt.request.body) == BodyForm::Argument)
        words += attempt.request.body.bytes() + '\n';
    words += attempt.request.options.proxy + '\n' + attempt.request.url;
    return variablesIn(words);
}

} // namespace knockback::interop
