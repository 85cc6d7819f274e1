// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlOptions.h"

#include <algorithm>
#include <array>

namespace knockback::interop {
namespace {

using M = CurlMeaning;

struct Known {
    char letter; // '\0' = none
    QByteArrayView name;
    bool takesArgument;
    M meaning;
};

constexpr std::array known{
    Known{'X', "request", true, M::Method},
    Known{'\0', "url", true, M::Url},
    Known{'H', "header", true, M::Header},
    Known{'d', "data", true, M::Data},
    Known{'\0', "data-ascii", true, M::Data},
    Known{'\0', "data-raw", true, M::DataRaw},
    Known{'\0', "data-binary", true, M::DataBinary},
    Known{'\0', "data-urlencode", true, M::DataUrlEncode},
    Known{'\0', "json", true, M::Json},
    Known{'G', "get", false, M::Get},
    Known{'F', "form", true, M::Form},
    Known{'\0', "form-string", true, M::FormString},
    Known{'T', "upload-file", true, M::Upload},
    Known{'I', "head", false, M::Head},
    Known{'u', "user", true, M::User},
    Known{'\0', "basic", false, M::Quiet},
    Known{'\0', "digest", false, M::Digest},
    Known{'\0', "oauth2-bearer", true, M::Bearer},
    Known{'A', "user-agent", true, M::UserAgent},
    Known{'e', "referer", true, M::Referer},
    Known{'b', "cookie", true, M::Cookie},
    Known{'L', "location", false, M::Follow},
    Known{'\0', "max-redirs", true, M::MaxRedirects},
    Known{'k', "insecure", false, M::Insecure},
    Known{'\0', "cacert", true, M::CaFile},
    Known{'E', "cert", true, M::Certificate},
    Known{'\0', "key", true, M::Key},
    Known{'\0', "pass", true, M::KeyPassphrase},
    Known{'x', "proxy", true, M::Proxy},
    Known{'\0', "socks5", true, M::Socks5},
    Known{'\0', "socks5-hostname", true, M::Socks5Hostname},
    Known{'U', "proxy-user", true, M::ProxyUser},
    Known{'\0', "noproxy", true, M::NoProxy},
    Known{'m', "max-time", true, M::MaxTime},
    Known{'\0', "connect-timeout", true, M::ConnectTimeout},
    Known{'\0', "http1.1", false, M::Http11},
    Known{'\0', "http2", false, M::Http2},
    Known{'\0', "http2-prior-knowledge", false, M::Http2},
    Known{'4', "ipv4", false, M::V4},
    Known{'6', "ipv6", false, M::V6},
    Known{'\0', "resolve", true, M::Resolve},
    Known{':', "next", false, M::Next},
    // Nothing of the request
    Known{'s', "silent", false, M::Quiet},
    Known{'S', "show-error", false, M::Quiet},
    Known{'v', "verbose", false, M::Quiet},
    Known{'i', "include", false, M::Quiet},
    Known{'\0', "show-headers", false, M::Quiet},
    Known{'o', "output", true, M::Quiet},
    Known{'O', "remote-name", false, M::Quiet},
    Known{'J', "remote-header-name", false, M::Quiet},
    Known{'\0', "output-dir", true, M::Quiet},
    Known{'\0', "create-dirs", false, M::Quiet},
    Known{'D', "dump-header", true, M::Quiet},
    Known{'w', "write-out", true, M::Quiet},
    Known{'f', "fail", false, M::Quiet},
    Known{'\0', "fail-with-body", false, M::Quiet},
    Known{'#', "progress-bar", false, M::Quiet},
    Known{'\0', "stderr", true, M::Quiet},
    Known{'\0', "trace", true, M::Quiet},
    Known{'\0', "trace-ascii", true, M::Quiet},
    Known{'N', "no-buffer", false, M::Quiet},
    Known{'\0', "compressed", false, M::Quiet}, // answers are decoded anyway
    Known{'g', "globoff", false, M::Quiet},     // URLs are never patterns here
    Known{'\0', "path-as-is", false, M::Quiet}, // and are sent as they are written
    Known{'q', "disable", false, M::Quiet},
    Known{'\0', "tcp-nodelay", false, M::Quiet},
    // Known to take an argument, so that it is not taken for the URL
    Known{'c', "cookie-jar", true, M::Lost},
    Known{'K', "config", true, M::Lost},
    Known{'n', "netrc", false, M::Lost},
    Known{'\0', "netrc-file", true, M::Lost},
    Known{'r', "range", true, M::Lost},
    Known{'C', "continue-at", true, M::Lost},
    Known{'z', "time-cond", true, M::Lost},
    Known{'y', "speed-time", true, M::Lost},
    Known{'Y', "speed-limit", true, M::Lost},
    Known{'\0', "limit-rate", true, M::Lost},
    Known{'\0', "max-filesize", true, M::Lost},
    Known{'\0', "retry", true, M::Lost},
    Known{'\0', "retry-delay", true, M::Lost},
    Known{'\0', "retry-max-time", true, M::Lost},
    Known{'\0', "connect-to", true, M::Lost},
    Known{'\0', "interface", true, M::Lost},
    Known{'\0', "dns-servers", true, M::Lost},
    Known{'\0', "doh-url", true, M::Lost},
    Known{'\0', "unix-socket", true, M::Lost},
    Known{'\0', "cert-type", true, M::Lost},
    Known{'\0', "key-type", true, M::Lost},
    Known{'\0', "capath", true, M::Lost},
    Known{'\0', "crlfile", true, M::Lost},
    Known{'\0', "pinnedpubkey", true, M::Lost},
    Known{'\0', "ciphers", true, M::Lost},
    Known{'\0', "tls13-ciphers", true, M::Lost},
    Known{'\0', "tls-max", true, M::Lost},
    Known{'\0', "proxy-header", true, M::Lost},
    Known{'\0', "proxy-cacert", true, M::Lost},
    Known{'\0', "socks4", true, M::Lost},
    Known{'\0', "socks4a", true, M::Lost},
    Known{'\0', "preproxy", true, M::Lost},
    Known{'\0', "aws-sigv4", true, M::Lost},
    Known{'\0', "request-target", true, M::Lost},
    Known{'\0', "expect100-timeout", true, M::Lost},
    Known{'\0', "keepalive-time", true, M::Lost},
    Known{'\0', "url-query", true, M::Lost},
    Known{'\0', "variable", true, M::Lost},
    Known{'Q', "quote", true, M::Lost},
    Known{'P', "ftp-port", true, M::Lost},
    Known{'t', "telnet-option", true, M::Lost},
    Known{'h', "help", false, M::Quiet},
    Known{'V', "version", false, M::Quiet},
    Known{'0', "http1.0", false, M::Lost},
};

const Known* findName(QByteArrayView name) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const Known& one) { return one.name == name; });
    return found == known.end() ? nullptr : &*found;
}

const Known* findLetter(char letter) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const Known& one) { return one.letter == letter; });
    return letter == '\0' || found == known.end() ? nullptr : &*found;
}

} // namespace

std::vector<CurlOption> parseCurlOptions(const QByteArrayList& words) {
    std::vector<CurlOption> options;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QByteArray& word = words.at(i);
        const auto next = [&] { return i + 1 < words.size() ? words.at(++i) : QByteArray(); };
        if (!word.startsWith('-') || word == "-") {
            options.push_back({M::Url, {}, word});
        } else if (word.startsWith("--")) {
            const Known* option = findName(QByteArrayView(word).sliced(2));
            if (!option)
                options.push_back({M::Unknown, word, {}});
            else
                options.push_back({option->meaning, word, option->takesArgument ? next() : QByteArray()});
        } else {
            for (qsizetype at = 1; at < word.size(); ++at) {
                const Known* option = findLetter(word.at(at));
                const QByteArray written = QByteArray("-") + word.at(at);
                if (!option || !option->takesArgument) {
                    options.push_back({option ? option->meaning : M::Unknown, written, {}});
                    continue;
                }
                const QByteArray rest = word.mid(at + 1);
                options.push_back({option->meaning, written, rest.isEmpty() ? next() : rest});
                break;
            }
        }
    }
    return options;
}

} // namespace knockback::interop
