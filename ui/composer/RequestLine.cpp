// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RequestLine.h"

#include "ui/composer/SplitButton.h"
#include "ui/composer/UrlField.h"
#include "ui/theme/Fonts.h"
#include "ui/widgets/AppStyle.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpressionValidator>

namespace knockback::ui {

namespace {

constexpr int controlHeight = 32;
constexpr int methodWidth = 104;
constexpr int sendWidth = 84;

} // namespace

QColor methodColour(const Theme& theme, const QByteArray& method) {
    using diagnosis::Cause;
    if (method == "GET" || method == "HEAD")
        return theme.cause(Cause::None).text;
    if (method == "POST")
        return theme.cause(Cause::Overload).text;
    if (method == "PUT" || method == "PATCH")
        return theme.cause(Cause::Credential).text;
    if (method == "DELETE")
        return theme.cause(Cause::SuspiciousPattern).text;
    return theme.cause(Cause::GeoLock).text;
}

RequestLine::RequestLine(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_method(new QComboBox)
    , m_url(new UrlField(themes))
    , m_send(new SplitButton(themes))
    , m_choices(new QMenu(m_send)) {
    buildMethods();
    buildSend();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_method);
    layout->addWidget(m_url, 1);
    layout->addWidget(m_send);
    setTabOrder(m_method, m_url);
    setTabOrder(m_url, m_send);
    connect(m_url, &UrlField::submitted, this, [this] {
        if (!m_running)
            Q_EMIT sendRequested(true);
    });
    connect(&themes, &ThemeManager::changed, this, &RequestLine::dress);
    dress();
}

void RequestLine::buildMethods() {
    m_method->setObjectName(QStringLiteral("method"));
    m_method->setAccessibleName(tr("Method"));
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->addItems({QStringLiteral("GET"), QStringLiteral("POST"), QStringLiteral("PUT"), QStringLiteral("PATCH"),
                        QStringLiteral("DELETE"), QStringLiteral("HEAD"), QStringLiteral("OPTIONS"),
                        QStringLiteral("QUERY")});
    // A method is a token (RFC 9110 5.6.2).
    static const QRegularExpression token(QStringLiteral("[!#$%&'*+.^_`|~0-9A-Za-z-]+"));
    m_method->setValidator(new QRegularExpressionValidator(token, m_method));
    m_method->setFixedSize(methodWidth, controlHeight);
    connect(m_method, &QComboBox::currentTextChanged, this, [this] {
        dress();
        Q_EMIT edited();
    });
}

void RequestLine::buildSend() {
    m_send->setObjectName(QStringLiteral("send"));
    m_send->setFixedHeight(controlHeight);
    m_send->setMinimumWidth(sendWidth);
    m_send->setFocusPolicy(Qt::StrongFocus);
    connect(m_choices->addAction(tr("Send")), &QAction::triggered, this, [this] { Q_EMIT sendRequested(true); });
    connect(m_choices->addAction(tr("Send without retries")), &QAction::triggered, this,
            [this] { Q_EMIT sendRequested(false); });
    connect(m_choices->addAction(tr("Run many times…")), &QAction::triggered, this, &RequestLine::manyRequested);
    m_send->setChoices(m_choices);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT cancelRequested();
        else
            Q_EMIT sendRequested(true);
    });
    setRunning(false);
}

QByteArray RequestLine::method() const {
    return m_method->currentText().trimmed().toUtf8();
}

void RequestLine::setMethod(const QByteArray& method) {
    const QSignalBlocker quiet(m_method);
    m_method->setCurrentText(QString::fromUtf8(method));
    dress();
}

void RequestLine::setRunning(bool running) {
    m_running = running;
    m_send->setText(running ? tr("Cancel") : tr("Send"));
    m_send->setToolTip(running ? tr("Stop this call (Esc)") : tr("Send this request (Ctrl+Enter)"));
    m_send->setAccessibleName(m_send->text());
    m_send->setChoosable(!running);
    setRole(m_send, running ? "" : "primary");
}

void RequestLine::focusUrl() {
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

void RequestLine::dress() {
    const auto& theme = m_themes.theme();
    // A style sheet rules the line inside a combo box through the box.
    m_method->setFont(monoFont(theme.type.mono, QFont::Bold));
    m_method->setStyleSheet(
        QStringLiteral("QComboBox { color: %1; font-weight: 700; }").arg(methodColour(theme, method()).name()));
}

} // namespace knockback::ui
