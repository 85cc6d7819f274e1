// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SettingsText.h"

#include "app/http/IpNetwork.h"
#include "app/http/Variables.h"
#include "ui/composer/PolicyText.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("SettingsText", text);
}

bool hasVariables(const QByteArray& text) {
    return !http::findVariables(text).empty();
}

} // namespace

QString boundText(const std::optional<base::Milliseconds>& bound) {
    return bound ? spanText(*bound) : QString();
}

std::optional<std::optional<base::Milliseconds>> readBound(QStringView text) {
    if (text.trimmed().isEmpty())
        return std::optional<base::Milliseconds>();
    const auto span = readSpan(text);
    if (!span || *span <= base::Milliseconds(0))
        return std::nullopt;
    return span;
}

QString overridesText(const std::vector<QByteArray>& entries) {
    QStringList texts;
    for (const auto& entry : entries)
        texts << QString::fromUtf8(entry);
    return texts.join(QStringLiteral(", "));
}

std::vector<QByteArray> readOverrides(const QString& text) {
    static const QRegularExpression separator(QStringLiteral("[\\s,;]+"));
    std::vector<QByteArray> entries;
    for (const auto& entry : text.split(separator, Qt::SkipEmptyParts))
        entries.push_back(entry.toUtf8());
    return entries;
}

QString problemWithOverrides(const std::vector<QByteArray>& entries) {
    static const QRegularExpression form(QStringLiteral("^([^:]+):(\\d{1,5}):\\[?([0-9a-fA-F.:]+)\\]?$"));
    for (const auto& entry : entries) {
        const QString text = QString::fromUtf8(entry);
        const auto match = form.match(text);
        const bool good = match.hasMatch() && match.captured(2).toInt() > 0 && match.captured(2).toInt() < 65536 &&
                          http::parseNetwork(match.captured(3).toUtf8()).has_value();
        if (!good && !hasVariables(entry))
            return tr("“%1” is not host:port:address, such as api.example:443:127.0.0.1.").arg(text);
    }
    return {};
}

QString problemWithProxy(const QByteArray& url) {
    if (url.isEmpty())
        return tr("Write the proxy's URL, such as socks5h://localhost:1080.");
    if (hasVariables(url))
        return {};
    const QUrl parsed(QString::fromUtf8(url));
    static const QStringList schemes{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("socks5"),
                                     QStringLiteral("socks5h")};
    if (!schemes.contains(parsed.scheme()))
        return tr("A proxy's URL begins with http://, https://, socks5:// or socks5h:// (names resolved there).");
    if (parsed.host().isEmpty())
        return tr("The proxy's host is missing.");
    if (parsed.port() <= 0)
        return tr("The proxy's port is missing, such as :1080.");
    return {};
}

} // namespace knockback::ui
