// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/CookieModel.h"

#include "app/retry/DurationText.h"

#include <QDateTime>

#include <algorithm>
#include <tuple>

namespace knockback::ui {

QString expiryWords(const http::Cookie& cookie, base::WallTime now) {
    if (!cookie.expiresAt)
        return CookieModel::tr("with the program");
    if (*cookie.expiresAt <= now)
        return CookieModel::tr("expired");
    return CookieModel::tr("in %1").arg(retry::durationText(*cookie.expiresAt - now));
}

QString ruleWords(const http::Cookie& cookie) {
    QStringList words;
    if (cookie.secure)
        words << QStringLiteral("Secure");
    if (cookie.httpOnly)
        words << QStringLiteral("HttpOnly");
    switch (cookie.sameSite) {
    case http::SameSite::None:
        words << QStringLiteral("SameSite=None");
        break;
    case http::SameSite::Lax:
        words << QStringLiteral("SameSite=Lax");
        break;
    case http::SameSite::Strict:
        words << QStringLiteral("SameSite=Strict");
        break;
    case http::SameSite::Unset:
        break;
    }
    if (cookie.hostOnly)
        words << CookieModel::tr("this host only");
    return words.join(QStringLiteral(", "));
}

bool sameCookie(const http::Cookie& a, const http::Cookie& b) {
    return a.name == b.name && a.domain == b.domain && a.path == b.path;
}

CookieModel::CookieModel(const base::Clock& clock, QObject* parent) : QAbstractTableModel(parent), m_clock(clock) {}

void CookieModel::setCookies(std::vector<http::Cookie> cookies) {
    std::sort(cookies.begin(), cookies.end(), [](const auto& a, const auto& b) {
        return std::tie(a.domain, a.name, a.path) < std::tie(b.domain, b.name, b.path);
    });
    m_all = std::move(cookies);
    refresh();
}

void CookieModel::search(const QString& typed) {
    m_typed = typed.trimmed();
    refresh();
}

void CookieModel::setRevealed(bool revealed) {
    m_revealed = revealed;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Value), index(rowCount() - 1, Value));
}

void CookieModel::refresh() {
    beginResetModel();
    m_shown.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_shown), [this](const auto& cookie) {
        const auto has = [this](const QByteArray& part) {
            return QString::fromUtf8(part).contains(m_typed, Qt::CaseInsensitive);
        };
        return has(cookie.domain) || has(cookie.name) || has(cookie.path);
    });
    endResetModel();
}

const http::Cookie* CookieModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_shown[static_cast<std::size_t>(row)] : nullptr;
}

std::vector<http::Cookie> CookieModel::ofDomain(const QByteArray& domain) const {
    std::vector<http::Cookie> cookies;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(cookies),
                 [&domain](const auto& cookie) { return cookie.domain == domain; });
    return cookies;
}

int CookieModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int CookieModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString CookieModel::text(const http::Cookie& cookie, int column) const {
    switch (column) {
    case Domain:
        return QString::fromUtf8(cookie.domain);
    case Name:
        return QString::fromUtf8(cookie.name);
    case Value:
        return m_revealed ? QString::fromUtf8(cookie.value) : QStringLiteral("••••••••");
    case Path:
        return QString::fromUtf8(cookie.path);
    case Expires:
        return expiryWords(cookie, m_clock.wallNow());
    case Rules:
        return ruleWords(cookie);
    default:
        return {};
    }
}

QVariant CookieModel::data(const QModelIndex& index, int role) const {
    const auto* cookie = at(index.row());
    if (!cookie)
        return {};
    if (role == Qt::AccessibleTextRole && index.column() == Value && !m_revealed)
        return tr("hidden");
    if (role == Qt::ToolTipRole && index.column() == Expires && cookie->expiresAt)
        return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(*cookie->expiresAt)).toString(Qt::ISODate);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return text(*cookie, index.column());
}

QVariant CookieModel::headerData(int section, Qt::Orientation orientation, int role) const {
    static const char* const titles[] = {"Domain", "Name", "Value", "Path", "Expires", "Rules"};
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(titles[section]);
}

} // namespace knockback::ui
