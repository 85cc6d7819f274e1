// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Cookie.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The cookies of a jar that fit a search, domain by domain. Values are dots until they are revealed.
class CookieModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Domain, Name, Value, Path, Expires, Rules, ColumnCount };

    explicit CookieModel(const base::Clock& clock, QObject* parent = nullptr);

    void setCookies(std::vector<http::Cookie> cookies);
    void search(const QString& typed);
    void setRevealed(bool revealed);
    [[nodiscard]] bool isRevealed() const { return m_revealed; }
    // Null out of range.
    [[nodiscard]] const http::Cookie* at(int row) const;
    [[nodiscard]] std::vector<http::Cookie> ofDomain(const QByteArray& domain) const;
    [[nodiscard]] const std::vector<http::Cookie>& all() const { return m_all; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();
    [[nodiscard]] QString text(const http::Cookie& cookie, int column) const;

    const base::Clock& m_clock;
    std::vector<http::Cookie> m_all;
    std::vector<http::Cookie> m_shown;
    QString m_typed;
    bool m_revealed = false;
};

// "in 2 h 5 min", "expired", "with the program".
[[nodiscard]] QString expiryWords(const http::Cookie& cookie, base::WallTime now);
// "Secure, HttpOnly, SameSite=Lax, this host only"
[[nodiscard]] QString ruleWords(const http::Cookie& cookie);
[[nodiscard]] bool sameCookie(const http::Cookie& a, const http::Cookie& b);

} // namespace knockback::ui
