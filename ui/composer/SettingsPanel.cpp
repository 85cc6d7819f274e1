// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SettingsPanel.h"

#include "app/http/SystemProxy.h"
#include "ui/composer/FileField.h"
#include "ui/composer/ReflowGrid.h"
#include "ui/composer/SettingCell.h"
#include "ui/composer/SettingsText.h"
#include "ui/composer/Suggestions.h"
#include "ui/composer/VariableLineEdit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QProcessEnvironment>
#include <QSpinBox>
#include <QVBoxLayout>

namespace knockback::ui {

using workspace::ProxyChoice;
using workspace::RequestSettings;

namespace {

constexpr int cellWidth = 180;

// Which proxy "System" means for this program, in words.
QString systemProxyWords() {
    std::map<QByteArray, QByteArray> environment;
    const auto variables = QProcessEnvironment::systemEnvironment();
    for (const auto& name : variables.keys())
        environment[name.toUtf8()] = variables.value(name).toUtf8();
    const auto https = http::systemProxy("https://example.com/", environment);
    const auto plain = http::systemProxy("http://example.com/", environment);
    const auto words = [](const QByteArray& proxy) {
        // A password in the URL is nobody's business here.
        return proxy.isEmpty() ? SettingsPanel::tr("none")
                               : QUrl(QString::fromUtf8(proxy)).toDisplayString(QUrl::RemoveUserInfo);
    };
    return https == plain ? SettingsPanel::tr("System (now: %1)").arg(words(https))
                          : SettingsPanel::tr("System (now: %1; for http: %2)").arg(words(https), words(plain));
}

} // namespace

SettingsPanel::SettingsPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_grid(new ReflowGrid(cellWidth, 4))
    , m_note(new QLabel) {
    m_note->setObjectName(QStringLiteral("settingsNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    build();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 6, 14, 8);
    column->setSpacing(6);
    column->addWidget(m_note);
    column->addWidget(m_grid);
    column->addStretch(1);
    connectFields();
    show();
    connect(&themes, &ThemeManager::changed, this, &SettingsPanel::explain);
}

SettingCell* SettingsPanel::add(const QString& caption, QWidget* control,
                                std::function<void(RequestSettings&, const RequestSettings&)> copy) {
    auto* cell = new SettingCell(caption, control, std::move(copy));
    m_cells.push_back(cell);
    m_grid->add(cell);
    connect(cell, &SettingCell::resetRequested, this, [this, cell] {
        cell->reset(m_settings);
        show();
        Q_EMIT edited();
    });
    return cell;
}

VariableLineEdit* SettingsPanel::addText(const char* name, const QString& caption, const QString& hint,
                                         const QString& help) {
    auto* field = new VariableLineEdit(m_themes);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(caption);
    field->setPlaceholderText(hint);
    field->setToolTip(help);
    new FieldCompletion(*field, m_themes,
                        [this](const QString& text, int cursor) { return variableOffer(text, cursor, m_scope); });
    return field;
}

template <typename Value>
QComboBox* SettingsPanel::addChoice(const char* name, const QString& caption, const QString& help,
                                    const std::vector<std::pair<QString, Value>>& choices,
                                    Value RequestSettings::*member) {
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(caption);
    box->setToolTip(help);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto& [text, value] : choices)
        box->addItem(text, static_cast<int>(value));
    add(caption, box, [member](auto& to, const auto& from) { to.*member = from.*member; });
    return box;
}

void SettingsPanel::addRedirects() {
    m_redirects = new QCheckBox(tr("Follow, at most"));
    m_redirects->setObjectName(QStringLiteral("redirects"));
    m_redirects->setToolTip(
        tr("Ask again where the server points to (301, 302, 303, 307, 308); each is an attempt of its "
           "own, and secrets do not follow to other hosts"));
    m_maxRedirects = new QSpinBox;
    m_maxRedirects->setObjectName(QStringLiteral("maxRedirects"));
    m_maxRedirects->setAccessibleName(tr("Most redirects"));
    m_maxRedirects->setRange(0, 100);
    auto* both = new QWidget;
    both->setFocusProxy(m_redirects);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_redirects);
    row->addWidget(m_maxRedirects, 1);
    add(tr("Redirects"), both, [](auto& to, const auto& from) {
        to.followRedirects = from.followRedirects;
        to.maxRedirects = from.maxRedirects;
    });
}

void SettingsPanel::addTls() {
    m_verify = new QCheckBox(tr("Verify certificates"));
    m_verify->setObjectName(QStringLiteral("verifyTls"));
    m_verify->setToolTip(tr("Off: a server may show any certificate, also a forged one"));
    m_verify->setMinimumHeight(32);
    add(tr("TLS"), m_verify, [](auto& to, const auto& from) { to.verifyTls = from.verifyTls; });
    m_caFile = new FileField(tr("More trusted authorities"), m_themes);
    m_caFile->line().setObjectName(QStringLiteral("caFile"));
    m_caFile->line().setPlaceholderText(tr("the system's only"));
    m_caFile->setToolTip(tr("A PEM file with certificates that count beside the system's, such as your company's"));
    add(tr("More trusted authorities"), m_caFile, [](auto& to, const auto& from) { to.caFile = from.caFile; });
}

void SettingsPanel::addCookies() {
    m_cookies = new QCheckBox(tr("Send and keep"));
    m_cookies->setObjectName(QStringLiteral("cookies"));
    m_cookies->setToolTip(tr("Send what the workspace's cookie jar holds for the URL, and keep what the answer sets"));
    m_cookies->setMinimumHeight(32);
    add(tr("Cookies"), m_cookies, [](auto& to, const auto& from) { to.cookies = from.cookies; });
}

void SettingsPanel::build() {
    m_timeout = addText("timeout", tr("Timeout"), tr("none"),
                        tr("Of one attempt, from its start to the last byte: 30 s. "
                           "Empty = it may take as long as it takes"));
    add(tr("Timeout"), m_timeout, [](auto& to, const auto& from) { to.timeout = from.timeout; });
    m_connectTimeout = addText("connectTimeout", tr("Connect timeout"), tr("none"),
                               tr("For the name, the connection and TLS together: 15 s"));
    add(tr("Connect timeout"), m_connectTimeout,
        [](auto& to, const auto& from) { to.connectTimeout = from.connectTimeout; });
    addRedirects();
    addCookies();
    addTls();
    m_version = addChoice<http::HttpVersionChoice>("httpVersion", tr("HTTP version"),
                                                   tr("Automatic: the newest that both sides speak"),
                                                   {{tr("Automatic"), http::HttpVersionChoice::Automatic},
                                                    {QStringLiteral("HTTP/1.1"), http::HttpVersionChoice::Http11},
                                                    {QStringLiteral("HTTP/2"), http::HttpVersionChoice::Http2}},
                                                   &RequestSettings::version);
    m_family =
        addChoice<http::AddressFamily>("ipVersion", tr("IP version"), tr("Which of the host's addresses are used"),
                                       {{tr("Any"), http::AddressFamily::Any},
                                        {tr("IPv4 only"), http::AddressFamily::V4},
                                        {tr("IPv6 only"), http::AddressFamily::V6}},
                                       &RequestSettings::family);
    m_proxy = addChoice<ProxyChoice>("proxy", tr("Proxy"),
                                     tr("System: what the environment names (https_proxy, http_proxy, no_proxy)"),
                                     {{systemProxyWords(), ProxyChoice::System},
                                      {tr("None"), ProxyChoice::None},
                                      {tr("Manual"), ProxyChoice::Manual}},
                                     &RequestSettings::proxy);
    m_proxyUrl =
        addText("proxyUrl", tr("Proxy URL"), QStringLiteral("socks5h://localhost:1080"),
                tr("http://, https://, socks5:// (names resolved here) or socks5h:// (there), with user:password@ "
                   "before the host when it asks for them"));
    m_proxyUrlCell = add(tr("Proxy URL"), m_proxyUrl, [](auto& to, const auto& from) { to.proxyUrl = from.proxyUrl; });
    m_overrides = addText("resolve", tr("Host overrides"), QStringLiteral("api.example:443:127.0.0.1"),
                          tr("host:port:address, several with commas: connect there instead of where DNS says, as curl "
                             "--resolve does"));
    add(tr("Host overrides"), m_overrides, [](auto& to, const auto& from) { to.resolve = from.resolve; });
}

void SettingsPanel::connectFields() {
    for (auto* field : {m_timeout, m_connectTimeout, m_proxyUrl, m_overrides}) {
        connect(field, &QLineEdit::textEdited, this, &SettingsPanel::read);
        connect(field, &QLineEdit::editingFinished, this, &SettingsPanel::show);
    }
    for (auto* check : {m_redirects, m_verify, m_cookies})
        connect(check, &QCheckBox::clicked, this, &SettingsPanel::read);
    for (auto* choice : {m_proxy, m_version, m_family})
        connect(choice, &QComboBox::currentIndexChanged, this, &SettingsPanel::read);
    connect(m_maxRedirects, &QSpinBox::valueChanged, this, &SettingsPanel::read);
    connect(m_caFile, &FileField::edited, this, &SettingsPanel::read);
}

void SettingsPanel::setFolder(const QString& folder) {
    m_caFile->setFolder(folder);
}

void SettingsPanel::setScope(const VariableScope& scope) {
    m_scope = scope;
    for (auto* field : {m_timeout, m_connectTimeout, m_proxyUrl, m_overrides})
        field->setScope(scope);
    m_caFile->setScope(scope);
}

void SettingsPanel::load(const workspace::RequestDraft& draft) {
    if (draft.settings == m_settings)
        return;
    m_settings = draft.settings;
    show();
}

void SettingsPanel::store(workspace::RequestDraft& draft) const {
    auto settings = m_settings;
    settings.omittedHeaders = draft.settings.omittedHeaders;
    draft.settings = std::move(settings);
}

int SettingsPanel::changedCount() const {
    return static_cast<int>(std::count_if(m_cells.begin(), m_cells.end(),
                                          [this](const SettingCell* cell) { return cell->isChanged(m_settings); }));
}

void SettingsPanel::show() {
    const auto setText = [](QLineEdit* field, const QString& text) {
        if (field->text() != text)
            field->setText(text);
    };
    setText(m_timeout, boundText(m_settings.timeout));
    setText(m_connectTimeout, boundText(m_settings.connectTimeout));
    setText(m_proxyUrl, QString::fromUtf8(m_settings.proxyUrl));
    setText(m_overrides, overridesText(m_settings.resolve));
    m_caFile->setPath(QString::fromUtf8(m_settings.caFile));
    m_redirects->setChecked(m_settings.followRedirects);
    m_verify->setChecked(m_settings.verifyTls);
    m_cookies->setChecked(m_settings.cookies);
    const QSignalBlocker quietMost(m_maxRedirects);
    m_maxRedirects->setValue(m_settings.maxRedirects);
    const auto choose = [](QComboBox* box, int value) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(box->findData(value));
    };
    choose(m_proxy, static_cast<int>(m_settings.proxy));
    choose(m_version, static_cast<int>(m_settings.version));
    choose(m_family, static_cast<int>(m_settings.family));
    explain();
}

void SettingsPanel::read() {
    const auto before = m_settings;
    if (const auto bound = readBound(m_timeout->text()))
        m_settings.timeout = *bound;
    if (const auto bound = readBound(m_connectTimeout->text()))
        m_settings.connectTimeout = *bound;
    m_settings.followRedirects = m_redirects->isChecked();
    m_settings.maxRedirects = m_maxRedirects->value();
    m_settings.verifyTls = m_verify->isChecked();
    m_settings.caFile = m_caFile->path().toUtf8();
    m_settings.proxy = static_cast<ProxyChoice>(m_proxy->currentData().toInt());
    m_settings.proxyUrl = m_proxyUrl->text().trimmed().toUtf8();
    m_settings.version = static_cast<http::HttpVersionChoice>(m_version->currentData().toInt());
    m_settings.family = static_cast<http::AddressFamily>(m_family->currentData().toInt());
    m_settings.cookies = m_cookies->isChecked();
    m_settings.resolve = readOverrides(m_overrides->text());
    explain();
    if (!(m_settings == before))
        Q_EMIT edited();
}

void SettingsPanel::explain() {
    for (auto* cell : m_cells)
        cell->show(m_settings);
    m_maxRedirects->setEnabled(m_settings.followRedirects);
    m_caFile->setEnabled(m_settings.verifyTls);
    m_proxyUrlCell->setVisible(m_settings.proxy == ProxyChoice::Manual);
    m_grid->reflow();
    QStringList notes;
    if (!m_settings.verifyTls)
        notes << tr("Certificates are not verified: whoever sits on the way can read and change everything, secrets "
                    "included.");
    for (auto* field : {m_timeout, m_connectTimeout}) {
        if (!readBound(field->text()))
            notes << tr("“%1” is no length of time; write it as 500 ms, 30 s or 2 min.").arg(field->text());
    }
    if (m_settings.proxy == ProxyChoice::Manual)
        notes << problemWithProxy(m_settings.proxyUrl);
    notes << problemWithOverrides(m_settings.resolve);
    notes.removeAll(QString());
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
    m_note->setStyleSheet(QStringLiteral("color: %1;").arg(m_themes.theme().danger().name()));
}

} // namespace knockback::ui
