// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusStrip.h"

#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace knockback::ui {

namespace {

constexpr int stripHeight = 24;

} // namespace

StatusStrip::StatusStrip(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_dot(new QLabel(QStringLiteral("●")))
    , m_state(new QLabel)
    , m_skew(new QLabel)
    , m_exchanges(new QLabel)
    , m_notice(new ElidedLabel) {
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(stripHeight);
    auto* promise = new QLabel(tr("secrets redacted in every export"));
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_exchanges->setObjectName(QStringLiteral("exchanges"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(16);
    auto* left = new QHBoxLayout;
    left->setSpacing(5);
    left->addWidget(m_dot);
    left->addWidget(m_state);
    layout->addLayout(left);
    layout->addWidget(m_skew);
    layout->addWidget(m_exchanges);
    layout->addWidget(m_notice, 1);
    layout->addWidget(promise);
    for (auto* label : {m_state, m_skew, m_exchanges, static_cast<QLabel*>(m_notice), promise})
        setRole(label, "small");
    setConnected(false);
    setClockSkew({});
    setExchanges(0);
    connect(&themes, &ThemeManager::changed, this, &StatusStrip::dress);
}

void StatusStrip::dress() {
    const auto& theme = m_themes.theme();
    QPalette palette = m_dot->palette();
    palette.setColor(QPalette::WindowText, m_connected ? theme.cause(diagnosis::Cause::None).mark : theme.textFaint);
    m_dot->setPalette(palette);
}

void StatusStrip::setConnected(bool connected) {
    m_connected = connected;
    m_state->setText(connected ? tr("connected") : tr("idle"));
    dress();
}

void StatusStrip::setClockSkew(const std::optional<base::Nanoseconds>& skew) {
    m_skew->setVisible(skew.has_value());
    if (!skew)
        return;
    const double seconds = std::chrono::duration<double>(*skew).count();
    m_skew->setText(tr("clock skew to server %1%2 s")
                        .arg(seconds < 0 ? QStringLiteral("−") : QStringLiteral("+"))
                        .arg(std::abs(seconds), 0, 'f', 1));
}

void StatusStrip::setExchanges(std::uint64_t count) {
    m_exchanges->setText(count == 1 ? tr("1 exchange recorded")
                                    : tr("%1 exchanges recorded").arg(QLocale(QLocale::English).toString(count)));
}

void StatusStrip::setNotice(const QString& sentence) {
    m_notice->setWholeText(sentence);
}

} // namespace knockback::ui
