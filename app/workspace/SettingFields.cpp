// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/SettingFields.h"

namespace knockback::workspace {
namespace {

constexpr qint64 longestMs = qint64(30) * 24 * 3600 * 1000;
constexpr int mostRedirects = 1000;

const QString notADuration = QStringLiteral("is a time such as 10, 1500 ms or 2 m; 0 means without bound");

QString readTimeout(std::optional<base::Milliseconds>& into, const SettingLine& line) {
    bool ok = false;
    const auto parsed = parseDuration(line.value, ok);
    if (ok)
        into = parsed;
    return ok ? QString() : notADuration;
}

// "on" and "off", and what other programs write.
QString readSwitch(bool& into, const QByteArray& value) {
    const QByteArray word = value.toLower();
    const bool on = word == "on" || word == "true" || word == "yes";
    if (!on && word != "off" && word != "false" && word != "no")
        return QStringLiteral("is on or off");
    into = on;
    return {};
}

std::vector<QByteArray> timeoutLines(const QByteArray& key, const std::optional<base::Milliseconds>& value,
                                     const std::optional<base::Milliseconds>& usual) {
    if (value == usual)
        return {};
    return {key + ' ' + durationText(value)};
}

QString readRedirects(RequestSettings& settings, const SettingLine& line) {
    bool number = false;
    const int most = line.value.toInt(&number);
    if (!number || most < 0 || most > mostRedirects)
        return QStringLiteral("is a whole number from 0 to 1000");
    settings.maxRedirects = most;
    return {};
}

QString readProxy(RequestSettings& settings, const SettingLine& line) {
    settings.proxy = line.value == "none"     ? ProxyChoice::None
                     : line.value == "system" ? ProxyChoice::System
                                              : ProxyChoice::Manual;
    settings.proxyUrl = settings.proxy == ProxyChoice::Manual ? line.value : QByteArray();
    return line.value.isEmpty() ? QStringLiteral("is none, system or a proxy's URL") : QString();
}

QString readFamily(RequestSettings& settings, const SettingLine& line) {
    if (line.value == "v4" || line.value == "4")
        settings.family = http::AddressFamily::V4;
    else if (line.value == "v6" || line.value == "6")
        settings.family = http::AddressFamily::V6;
    else if (line.value == "any")
        settings.family = http::AddressFamily::Any;
    else
        return QStringLiteral("is v4, v6 or any");
    return {};
}

QString readCookies(RequestSettings& settings, const SettingLine& line) {
    if (line.key != "no-cookie-jar")
        return readSwitch(settings.cookies, line.value);
    settings.cookies = false;
    return {};
}

std::vector<QByteArray> proxyLines(const RequestSettings& settings) {
    switch (settings.proxy) {
    case ProxyChoice::None:
        return {"knockback.proxy none"};
    case ProxyChoice::Manual:
        return {"knockback.proxy " + settings.proxyUrl};
    case ProxyChoice::System:
        break;
    }
    return {};
}

std::vector<QByteArray> familyLines(const RequestSettings& settings) {
    if (settings.family == http::AddressFamily::Any)
        return {};
    return {settings.family == http::AddressFamily::V4 ? "knockback.ip v4" : "knockback.ip v6"};
}

std::vector<QByteArray> listLines(const QByteArray& key, const std::vector<QByteArray>& values) {
    std::vector<QByteArray> lines;
    for (const QByteArray& value : values)
        lines.push_back(key + ' ' + value);
    return lines;
}

std::vector<QByteArray> lineIf(bool there, const QByteArray& line) {
    return there ? std::vector<QByteArray>{line} : std::vector<QByteArray>{};
}

QString appendTo(std::vector<QByteArray>& list, const SettingLine& line) {
    if (!line.value.isEmpty())
        list.push_back(line.value);
    return {};
}

using S = RequestSettings;

std::vector<SettingField> makeFields() {
    return {
        {{"timeout"},
         [](S& s, const SettingLine& line) { return readTimeout(s.timeout, line); },
         [](const S& s) { return timeoutLines("timeout", s.timeout, S().timeout); }},
        {{"connection-timeout"},
         [](S& s, const SettingLine& line) { return readTimeout(s.connectTimeout, line); },
         [](const S& s) { return timeoutLines("connection-timeout", s.connectTimeout, S().connectTimeout); }},
        {{"no-redirect"},
         [](S& s, const SettingLine&) {
             s.followRedirects = false;
             return QString();
         },
         [](const S& s) { return lineIf(!s.followRedirects, "no-redirect"); }},
        {{"knockback.max-redirects"},
         readRedirects,
         [](const S& s) {
             return lineIf(s.maxRedirects != S().maxRedirects,
                           "knockback.max-redirects " + QByteArray::number(s.maxRedirects));
         }},
        {{"no-cookie-jar", "knockback.cookies"},
         readCookies,
         [](const S& s) { return lineIf(!s.cookies, "no-cookie-jar"); }},
        {{"knockback.tls-verify"},
         [](S& s, const SettingLine& line) { return readSwitch(s.verifyTls, line.value); },
         [](const S& s) { return lineIf(!s.verifyTls, "knockback.tls-verify off"); }},
        {{"knockback.ca-file"},
         [](S& s, const SettingLine& line) {
             s.caFile = line.value;
             return QString();
         },
         [](const S& s) { return lineIf(!s.caFile.isEmpty(), "knockback.ca-file " + s.caFile); }},
        {{"knockback.proxy"}, readProxy, proxyLines},
        {{"knockback.ip"}, readFamily, familyLines},
        {{"knockback.resolve"},
         [](S& s, const SettingLine& line) { return appendTo(s.resolve, line); },
         [](const S& s) { return listLines("knockback.resolve", s.resolve); }},
        {{"knockback.omit-header"},
         [](S& s, const SettingLine& line) { return appendTo(s.omittedHeaders, line); },
         [](const S& s) { return listLines("knockback.omit-header", s.omittedHeaders); }},
    };
}

void trimList(std::vector<QByteArray>& list) {
    for (QByteArray& text : list)
        text = text.trimmed();
    std::erase_if(list, [](const QByteArray& text) { return text.isEmpty(); });
}

} // namespace

std::span<const SettingField> settingFields() {
    static const std::vector<SettingField> fields = makeFields();
    return fields;
}

const SettingField* settingField(const QByteArray& key) {
    for (const SettingField& field : settingFields()) {
        if (std::find(field.keys.begin(), field.keys.end(), key) != field.keys.end())
            return &field;
    }
    return nullptr;
}

RequestSettings normalised(RequestSettings settings) {
    for (auto* duration : {&settings.timeout, &settings.connectTimeout}) {
        if (*duration && **duration <= base::Milliseconds(0))
            duration->reset();
        else if (*duration)
            *duration = std::min(**duration, base::Milliseconds(longestMs));
    }
    settings.maxRedirects = std::clamp(settings.maxRedirects, 0, mostRedirects);
    settings.caFile = settings.caFile.trimmed();
    settings.proxyUrl = settings.proxyUrl.trimmed();
    if (settings.proxy == ProxyChoice::Manual && settings.proxyUrl.isEmpty())
        settings.proxy = ProxyChoice::System;
    if (settings.proxy != ProxyChoice::Manual)
        settings.proxyUrl.clear();
    trimList(settings.resolve);
    trimList(settings.omittedHeaders);
    return settings;
}

QByteArray durationText(const std::optional<base::Milliseconds>& duration) {
    const qint64 ms = duration ? duration->count() : 0;
    return ms % 1000 == 0 ? QByteArray::number(ms / 1000) : QByteArray::number(ms) + " ms";
}

std::optional<base::Milliseconds> parseDuration(const QByteArray& text, bool& ok) {
    qsizetype digits = 0;
    while (digits < text.size() && text.at(digits) >= '0' && text.at(digits) <= '9')
        ++digits;
    const qint64 count = text.left(digits).toLongLong(&ok);
    const QByteArray unit = text.mid(digits).trimmed();
    const qint64 factor = unit.isEmpty() || unit == "s" ? 1000 : unit == "ms" ? 1 : unit == "m" ? 60'000 : 0;
    ok = ok && factor > 0 && count <= longestMs / factor;
    return ok && count > 0 ? std::optional(base::Milliseconds(count * factor)) : std::nullopt;
}

} // namespace knockback::workspace
