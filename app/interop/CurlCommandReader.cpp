// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlCommandReader.h"

#include "app/http/Url.h"
#include "app/interop/CommandLines.h"
#include "app/interop/CurlBody.h"
#include "app/interop/CurlOptions.h"

#include <algorithm>

namespace knockback::interop {
namespace {

using base::Failure;
using workspace::AuthDraft;
using workspace::AuthKind;
using M = CurlMeaning;

bool isCurl(const QByteArray& word) {
    const QByteArray name = word.mid(std::max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLower();
    return name == "curl" || name == "curl.exe";
}

// What may stand before a command: a prompt, variables, a wrapper.
bool isPrefix(const QByteArray& word) {
    static const QByteArrayList wrappers{"$", "%", ">", "PS", "sudo", "time", "command", "exec", "&", "env"};
    const qsizetype equals = word.indexOf('=');
    const bool assignment =
        equals > 0 && std::all_of(word.begin(), word.begin() + equals, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
    return assignment || wrappers.contains(word) || word.endsWith('>');
}

// The words after "curl", or nothing when the command is another one.
std::optional<QByteArrayList> curlWords(const QByteArrayList& words) {
    qsizetype at = 0;
    while (at < words.size() && !isCurl(words.at(at)) && isPrefix(words.at(at)))
        ++at;
    if (at == words.size() || !isCurl(words.at(at)))
        return std::nullopt;
    return words.mid(at + 1);
}

QByteArray withScheme(const QByteArray& url) {
    return url.contains("://") || url.startsWith("{{") ? url : "http://" + url;
}

std::optional<base::Milliseconds> seconds(const QByteArray& text) {
    bool number = false;
    const double value = text.toDouble(&number);
    if (!number || value <= 0 || value > 30.0 * 24 * 3600)
        return std::nullopt;
    return base::Milliseconds(static_cast<qint64>(value * 1000 + 0.5));
}

// Makes one draft of one command's options.
class DraftMaker {
public:
    explicit DraftMaker(std::optional<QByteArray> input) : m_body(std::move(input)) {}

    void take(const CurlOption& option) {
        if (!m_body.take(option, m_import.notes) && !takeRequest(option) && !takeAuth(option) && !takeSettings(option))
            leaveOut(option);
    }

    CurlImport finish() {
        workspace::RequestDraft& draft = m_import.draft;
        draft.url = withScheme(m_url);
        finishAuth();
        finishProxy();
        const bool inQuery = m_get && !m_body.isEmpty();
        if (inQuery)
            addQuery(m_body.asQuery());
        else
            m_body.writeTo(draft);
        draft.method = !m_method.isEmpty()           ? m_method
                       : m_head                      ? "HEAD"
                       : inQuery || m_body.isEmpty() ? "GET"
                       : m_body.isUpload()           ? "PUT"
                                                     : "POST";
        const auto url = http::parseUrl(draft.url);
        draft.name = QString::fromUtf8(draft.method + ' ' + (url ? url->path : draft.url));
        return std::move(m_import);
    }

    [[nodiscard]] bool hasUrl() const { return !m_url.isEmpty(); }

private:
    void note(const QString& sentence) { m_import.notes << sentence; }
    void leaveOut(const CurlOption& option) {
        if (option.meaning == M::Quiet)
            return;
        const QString written = QString::fromUtf8(option.written);
        note(option.meaning == M::Unknown
                 ? QStringLiteral("%1 was left out: it is not an option that Knockback knows.").arg(written)
                 : QStringLiteral("%1 was left out: a request has no place for it.").arg(written));
    }

    bool takeRequest(const CurlOption& option) {
        auto& draft = m_import.draft;
        switch (option.meaning) {
        case M::Url:
            if (m_url.isEmpty())
                m_url = option.argument;
            else
                note(QStringLiteral("%1 was left out: a request has one URL.").arg(QString::fromUtf8(option.argument)));
            return true;
        case M::Method:
            m_method = option.argument;
            return true;
        case M::Head:
            return m_head = true;
        case M::Get:
            return m_get = true;
        case M::Header:
            addHeader(option.argument);
            return true;
        case M::UserAgent:
            setHeader("User-Agent", option.argument);
            return true;
        case M::Referer:
            setHeader("Referer", option.argument.mid(0, option.argument.indexOf(";auto")));
            return true;
        case M::Cookie:
            if (!option.argument.contains('='))
                note(QStringLiteral("The cookie file %1 was left out: cookies of a workspace are in its jar.")
                         .arg(QString::fromUtf8(option.argument)));
            else if (const auto row = std::find_if(draft.headers.begin(), draft.headers.end(),
                                                   [](const auto& one) { return one.name == "Cookie"; });
                     row != draft.headers.end())
                row->value += "; " + option.argument;
            else
                draft.headers.push_back({"Cookie", option.argument});
            return true;
        default:
            return false;
        }
    }

    bool takeAuth(const CurlOption& option) {
        switch (option.meaning) {
        case M::User:
            m_user = option.argument;
            return true;
        case M::Digest:
            return m_digest = true;
        case M::Bearer:
            m_bearer = option.argument;
            return true;
        case M::Certificate:
            m_certificate = option.argument;
            return true;
        case M::Key:
            m_key = option.argument;
            return true;
        case M::KeyPassphrase:
            m_passphrase = option.argument;
            return true;
        default:
            return false;
        }
    }

    bool takeSettings(const CurlOption& option) {
        auto& settings = m_import.draft.settings;
        const QByteArray& value = option.argument;
        switch (option.meaning) {
        case M::Follow:
            return settings.followRedirects = true;
        case M::MaxRedirects:
            settings.maxRedirects = value.toInt();
            settings.followRedirects = settings.maxRedirects != 0;
            return true;
        case M::Insecure:
            settings.verifyTls = false;
            return true;
        case M::CaFile:
            settings.caFile = value;
            return true;
        case M::Proxy:
            m_proxy = value;
            return true;
        case M::Socks5:
            m_proxy = "socks5://" + value;
            return true;
        case M::Socks5Hostname:
            m_proxy = "socks5h://" + value;
            return true;
        case M::ProxyUser:
            m_proxyUser = value;
            return true;
        case M::NoProxy:
            if (value == "*")
                settings.proxy = workspace::ProxyChoice::None;
            return value == "*";
        case M::MaxTime:
            settings.timeout = seconds(value);
            return true;
        case M::ConnectTimeout:
            settings.connectTimeout = seconds(value);
            return true;
        case M::Http11:
            settings.version = http::HttpVersionChoice::Http11;
            return true;
        case M::Http2:
            settings.version = http::HttpVersionChoice::Http2;
            return true;
        case M::V4:
            settings.family = http::AddressFamily::V4;
            return true;
        case M::V6:
            settings.family = http::AddressFamily::V6;
            return true;
        case M::Resolve:
            settings.resolve.push_back(value.startsWith('+') ? value.mid(1) : value);
            return true;
        default:
            return false;
        }
    }

    // "Name: value"; "Name:" takes an automatic one away; "Name;" sends it empty.
    void addHeader(const QByteArray& line) {
        const qsizetype colon = line.indexOf(':');
        if (line.startsWith('@') || (colon <= 0 && !line.endsWith(';'))) {
            note(QStringLiteral("The header \"%1\" was left out: it has no name and value.")
                     .arg(QString::fromUtf8(line)));
            return;
        }
        auto& draft = m_import.draft;
        if (colon <= 0)
            draft.headers.push_back({line.chopped(1).trimmed(), {}});
        else if (line.mid(colon + 1).trimmed().isEmpty())
            draft.settings.omittedHeaders.push_back(line.left(colon).trimmed());
        else
            draft.headers.push_back({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }

    void setHeader(const QByteArray& name, const QByteArray& value) {
        if (value.isEmpty())
            m_import.draft.settings.omittedHeaders.push_back(name);
        else
            m_import.draft.headers.push_back({name, value});
    }

    void finishAuth() {
        AuthDraft& auth = m_import.draft.auth;
        if (!m_certificate.isEmpty()) {
            // "file:passphrase"; a Windows drive's colon is none
            const qsizetype colon = m_certificate.indexOf(':', 2);
            auth.kind = AuthKind::ClientCertificate;
            auth.certificateFile = m_certificate.mid(0, colon);
            auth.keyFile = m_key;
            auth.keyPassphrase = colon < 0 ? m_passphrase : m_certificate.mid(colon + 1);
            if (!m_user.isEmpty() || !m_bearer.isEmpty())
                note(QStringLiteral("The password was left out: a request signs in one way, and the certificate was "
                                    "taken."));
        } else if (!m_bearer.isEmpty()) {
            auth.kind = AuthKind::Bearer;
            auth.token = m_bearer;
        } else if (!m_user.isEmpty()) {
            const qsizetype colon = m_user.indexOf(':');
            auth.kind = m_digest ? AuthKind::Digest : AuthKind::Basic;
            auth.user = m_user.mid(0, colon);
            auth.password = colon < 0 ? QByteArray() : m_user.mid(colon + 1);
        }
    }

    void finishProxy() {
        auto& settings = m_import.draft.settings;
        if (!m_proxy)
            return;
        if (m_proxy->isEmpty()) {
            settings.proxy = workspace::ProxyChoice::None;
            return;
        }
        settings.proxy = workspace::ProxyChoice::Manual;
        settings.proxyUrl = withScheme(*m_proxy);
        if (m_proxyUser.isEmpty())
            return;
        const qsizetype colon = m_proxyUser.indexOf(':');
        QByteArray user = m_proxyUser.mid(0, colon).toPercentEncoding("{}");
        if (colon >= 0)
            user += ':' + m_proxyUser.mid(colon + 1).toPercentEncoding("{}");
        settings.proxyUrl.insert(settings.proxyUrl.indexOf("://") + 3, user + '@');
    }

    void addQuery(const QByteArray& query) {
        QByteArray& url = m_import.draft.url;
        const qsizetype hash = url.indexOf('#');
        const QByteArray fragment = hash < 0 ? QByteArray() : url.mid(hash);
        url = url.mid(0, hash);
        if (!query.isEmpty())
            url += (url.contains('?') ? '&' : '?') + query;
        url += fragment;
    }

    CurlImport m_import;
    CurlBody m_body;
    QByteArray m_url;
    QByteArray m_method;
    bool m_head = false;
    bool m_get = false;
    bool m_digest = false;
    QByteArray m_user, m_bearer, m_certificate, m_key, m_passphrase, m_proxyUser;
    std::optional<QByteArray> m_proxy;
};

} // namespace

bool looksLikeCurl(QByteArrayView text) {
    QByteArray first = text.first(std::min<qsizetype>(text.size(), 4096)).toByteArray().trimmed();
    const qsizetype lineEnd = first.indexOf('\n');
    if (lineEnd >= 0)
        first.truncate(lineEnd);
    QByteArrayList words;
    for (const QByteArray& word : first.simplified().split(' '))
        words << word;
    if (words.value(0) == "base64" && words.contains("|"))
        words = words.mid(words.indexOf("|") + 1);
    return curlWords(words).has_value();
}

std::vector<CurlImport> readCurlCommands(const QByteArray& text) {
    std::vector<CurlImport> imports;
    for (const CommandLine& line : commandLines(text)) {
        const auto words = curlWords(line.words);
        if (!words)
            continue;
        DraftMaker maker(line.input);
        const auto finish = [&] {
            if (maker.hasUrl())
                imports.push_back(maker.finish());
            maker = DraftMaker(line.input);
        };
        for (const CurlOption& option : parseCurlOptions(*words)) {
            if (option.meaning == M::Next)
                finish();
            else
                maker.take(option);
        }
        finish();
    }
    return imports;
}

base::Result<CurlImport, QString> readCurlCommand(const QByteArray& text) {
    auto all = readCurlCommands(text);
    if (all.empty())
        return Failure(QStringLiteral("This is not a curl command with a URL: it should begin with \"curl\"."));
    if (all.size() > 1)
        all.front().notes
            << QStringLiteral("%1 more curl commands were left out: paste them one by one.").arg(all.size() - 1);
    return std::move(all.front());
}

} // namespace knockback::interop
