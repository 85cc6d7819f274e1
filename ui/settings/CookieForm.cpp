// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/CookieForm.h"

#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace knockback::ui {

namespace {

constexpr std::chrono::hours usualLife{24};

bool isToken(const QByteArray& name) {
    for (const char c : name) {
        if (c <= ' ' || c == '=' || c == ';' || c == ',' || c == 0x7f)
            return false;
    }
    return !name.isEmpty();
}

bool isValue(const QByteArray& value) {
    return !value.contains(';') && !value.contains('\r') && !value.contains('\n');
}

} // namespace

CookieForm::CookieForm(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_domain(new QLineEdit)
    , m_name(new QLineEdit)
    , m_value(new QLineEdit)
    , m_path(new QLineEdit)
    , m_hostOnly(new QCheckBox(tr("To this host only, not to hosts below it")))
    , m_secure(new QCheckBox(tr("Over TLS only")))
    , m_httpOnly(new QCheckBox(tr("HttpOnly")))
    , m_sameSite(new QComboBox)
    , m_expires(new QCheckBox(tr("Expires at")))
    , m_at(new QDateTimeEdit)
    , m_problem(new QLabel)
    , m_save(new QPushButton(tr("Save cookie"))) {
    setRole(m_title, "strong");
    setRole(m_save, "primary");
    setRole(m_problem, "muted");
    m_problem->setWordWrap(true);
    m_value->setEchoMode(QLineEdit::Password);
    m_domain->setPlaceholderText(QStringLiteral("api.example"));
    m_sameSite->addItems({tr("SameSite not set"), QStringLiteral("SameSite=None"), QStringLiteral("SameSite=Lax"),
                          QStringLiteral("SameSite=Strict")});
    m_sameSite->setAccessibleName(QStringLiteral("SameSite"));
    m_at->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_at->setAccessibleName(tr("Expires at"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(14, 16, 14, 12);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(6);
    form->addRow(m_title);
    const std::pair<QString, QLineEdit*> fields[] = {
        {tr("Domain"), m_domain}, {tr("Name"), m_name}, {tr("Value"), m_value}, {tr("Path"), m_path}};
    for (const auto& [text, field] : fields) {
        field->setAccessibleName(text);
        form->addRow(text, field);
        connect(field, &QLineEdit::textChanged, this, &CookieForm::check);
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (m_save->isEnabled())
                Q_EMIT submitted();
        });
    }
    for (auto* box : {m_hostOnly, m_secure, m_httpOnly})
        form->addRow(box);
    form->addRow(m_sameSite);
    form->addRow(m_expires);
    form->addRow(m_at);
    form->addRow(m_problem);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    form->addRow(buttons);
    connect(m_expires, &QCheckBox::toggled, m_at, &QWidget::setVisible);
    connect(m_save, &QPushButton::clicked, this, &CookieForm::submitted);
    connect(cancel, &QPushButton::clicked, this, &CookieForm::cancelled);
}

void CookieForm::edit(const http::Cookie& cookie, base::WallTime now) {
    m_original = cookie;
    m_title->setText(tr("Change a cookie"));
    fill(cookie, now);
    m_value->setFocus();
}

void CookieForm::add(base::WallTime now) {
    m_original.reset();
    m_title->setText(tr("Add a cookie"));
    fill({}, now);
    m_domain->setFocus();
}

void CookieForm::fill(const http::Cookie& cookie, base::WallTime now) {
    m_createdAt = m_original ? cookie.createdAt : now;
    m_domain->setText(QString::fromUtf8(cookie.domain));
    m_name->setText(QString::fromUtf8(cookie.name));
    m_value->setText(QString::fromUtf8(cookie.value));
    m_path->setText(QString::fromUtf8(cookie.path));
    m_hostOnly->setChecked(cookie.hostOnly);
    m_secure->setChecked(cookie.secure);
    m_httpOnly->setChecked(cookie.httpOnly);
    m_sameSite->setCurrentIndex(static_cast<int>(cookie.sameSite));
    m_expires->setChecked(cookie.expiresAt.has_value());
    m_at->setVisible(cookie.expiresAt.has_value());
    m_at->setDateTime(QDateTime::fromMSecsSinceEpoch(base::toEpochMs(cookie.expiresAt.value_or(now + usualLife))));
    check();
}

QString CookieForm::problem() const {
    if (m_domain->text().trimmed().isEmpty() || m_domain->text().contains(u'/'))
        return tr("A cookie needs the host that it is sent to, such as api.example.");
    if (!isToken(m_name->text().toUtf8()))
        return tr("A cookie needs a name without spaces and without = , and ;");
    if (!isValue(m_value->text().toUtf8()))
        return tr("A cookie's value cannot hold a semicolon.");
    if (m_value->text().contains(u"{{"))
        return tr(
            "A cookie of the jar is sent as it stands, without variables: write {{vault:name}} in a Cookie header "
            "of the request.");
    if (!m_path->text().startsWith(u'/'))
        return tr("The path starts with a slash.");
    return {};
}

void CookieForm::check() {
    m_problem->setText(problem());
    m_save->setEnabled(problem().isEmpty());
}

http::Cookie CookieForm::cookie() const {
    http::Cookie cookie;
    cookie.domain = m_domain->text().trimmed().toLower().toUtf8();
    while (cookie.domain.startsWith('.'))
        cookie.domain.remove(0, 1);
    cookie.name = m_name->text().toUtf8();
    cookie.value = m_value->text().toUtf8();
    cookie.path = m_path->text().toUtf8();
    cookie.hostOnly = m_hostOnly->isChecked();
    cookie.secure = m_secure->isChecked();
    cookie.httpOnly = m_httpOnly->isChecked();
    cookie.sameSite = static_cast<http::SameSite>(m_sameSite->currentIndex());
    if (m_expires->isChecked())
        cookie.expiresAt = base::WallTime(std::chrono::milliseconds(m_at->dateTime().toMSecsSinceEpoch()));
    cookie.createdAt = m_createdAt;
    return cookie;
}

} // namespace knockback::ui
