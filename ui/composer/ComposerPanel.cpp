// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerPanel.h"

#include "app/interop/CurlCommandReader.h"
#include "ui/composer/AuthPanel.h"
#include "ui/composer/BodyPanel.h"
#include "ui/composer/BodyWords.h"
#include "ui/composer/CaptureOffer.h"
#include "ui/composer/CopyMenu.h"
#include "ui/composer/CountTabBar.h"
#include "ui/composer/HeadersBinding.h"
#include "ui/composer/NameValuePage.h"
#include "ui/composer/NoteBar.h"
#include "ui/composer/ParamsBinding.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RetryPanel.h"
#include "ui/composer/SecretOffer.h"
#include "ui/composer/SettingsPanel.h"
#include "ui/composer/UndoKeys.h"
#include "ui/composer/Unresolved.h"
#include "ui/composer/UrlField.h"
#include "ui/widgets/AppStyle.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

// Panels of fixed height stay whole where the window is low.
QWidget* scrolled(QWidget* panel) {
    auto* area = new QScrollArea;
    area->setWidget(panel);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

ComposerPanel::ComposerPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_line(new RequestLine(themes))
    , m_note(new NoteBar(themes))
    , m_offer(new SecretOffer(*m_note,
                              {[this] { return draft(); }, [this](const auto& moved) { change(moved); },
                               [this]() -> const VariableScope& { return m_scope; }},
                              this))
    , m_captures(new CaptureOffer(*m_note, this))
    , m_tabs(new CountTabBar(themes))
    , m_stack(new QStackedWidget)
    , m_params(new NameValuePage(TableSubject::Parameters, themes))
    , m_headers(new NameValuePage(TableSubject::Headers, themes))
    , m_paramsBinding(new ParamsBinding(m_line->url(), *m_params))
    , m_headersBinding(new HeadersBinding(*m_headers))
    , m_auth(new AuthPanel(themes))
    , m_body(new BodyPanel(themes))
    , m_retry(new RetryPanel(themes))
    , m_notes(new QPlainTextEdit)
    , m_settings(new SettingsPanel(themes)) {
    buildTabs();
    auto* rule = new QFrame;
    rule->setFrameShape(QFrame::HLine);
    setRole(rule, "rule");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_line);
    layout->addWidget(m_note);
    layout->addWidget(m_tabs);
    layout->addWidget(rule);
    layout->addWidget(m_stack, 1);
    connectParts();
    showTab(Retry);
}

// An open editor hands over its text when it goes: that must find this object whole.
ComposerPanel::~ComposerPanel() {
    m_loading = true;
    qDeleteAll(findChildren<QObject*>(QString(), Qt::FindDirectChildrenOnly));
}

void ComposerPanel::buildTabs() {
    m_note->setObjectName(QStringLiteral("composerNote"));
    m_tabs->setObjectName(QStringLiteral("composerTabs"));
    m_tabs->setAccessibleName(tr("Parts of the request"));
    m_params->table().setObjectName(QStringLiteral("params"));
    m_headers->table().setObjectName(QStringLiteral("headers"));
    m_notes->setObjectName(QStringLiteral("notes"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setPlaceholderText(tr("What this request is for; kept in the .http file as a comment."));
    m_notes->setFrameShape(QFrame::NoFrame);
    m_notes->setTabChangesFocus(true);
    const std::array<std::pair<QString, QWidget*>, 7> parts{{{tr("Params"), m_params},
                                                             {tr("Headers"), m_headers},
                                                             {tr("Auth"), scrolled(m_auth)},
                                                             {tr("Body"), m_body},
                                                             {tr("Retry & limits"), scrolled(m_retry)},
                                                             {tr("Notes"), m_notes},
                                                             {tr("Settings"), scrolled(m_settings)}}};
    for (const auto& [name, part] : parts) {
        m_tabs->addTab(name);
        m_stack->addWidget(part);
    }
    m_stack->setMinimumHeight(72);
}

void ComposerPanel::connectParts() {
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_line->url().setPasteTaker([this](const QString& text) { return takeCapture(text) || takeCurl(text); });
    connect(m_captures, &CaptureOffer::diagnoseRequested, this, &ComposerPanel::diagnose);
    connect(m_line, &RequestLine::edited, this, &ComposerPanel::followEdit);
    connect(m_paramsBinding, &ParamsBinding::edited, this, &ComposerPanel::followEdit);
    connect(m_headersBinding, &HeadersBinding::edited, this, &ComposerPanel::followEdit);
    connect(m_auth, &AuthPanel::edited, this, &ComposerPanel::followEdit);
    connect(m_auth, &AuthPanel::vaultRequested, this, &ComposerPanel::vaultRequested);
    connect(m_body, &BodyPanel::edited, this, &ComposerPanel::followBody);
    connect(m_retry, &RetryPanel::edited, this, &ComposerPanel::followEdit);
    connect(m_retry, &RetryPanel::stepBegins, this, [this] { m_history.endStep(); });
    connect(m_settings, &SettingsPanel::edited, this, &ComposerPanel::followEdit);
    connect(m_notes, &QPlainTextEdit::textChanged, this, &ComposerPanel::followEdit);
    connectCopying();
    new UndoKeys(*this, {[this] { undo(); }, [this] { redo(); }, [this] { m_history.endStep(); }});
}

void ComposerPanel::connectCopying() {
    auto* copying = new CopyMenu(
        m_line->choices(),
        [this] {
            commit();
            return CodeSource{draft(), m_home.inherited, m_scope.merged(), m_scope.credentials(), m_home.folder};
        },
        this);
    connect(copying, &CopyMenu::copied, m_note,
            [this](const QString& sentence) { m_note->say(diagnosis::Cause::None, sentence); });
    connect(copying, &CopyMenu::failed, m_note,
            [this](const QString& sentence) { m_note->say(diagnosis::Cause::SuspiciousPattern, sentence); });
}

void ComposerPanel::showTab(Tab tab) {
    m_tabs->setCurrentIndex(tab);
}

void ComposerPanel::formatBody() {
    showTab(Body);
    m_body->format();
}

void ComposerPanel::load(const workspace::RequestDraft& draft) {
    m_auth->forget();
    m_body->forget();
    apply(draft);
    m_history.reset(this->draft());
    m_note->dismiss();
}

void ComposerPanel::apply(const workspace::RequestDraft& draft) {
    const QScopedValueRollback loading(m_loading, true);
    m_draft = draft;
    m_keepsUnresolved = false;
    m_line->setMethod(draft.method);
    m_paramsBinding->load(draft);
    m_headersBinding->load(draft);
    m_auth->load(draft);
    m_body->load(draft);
    m_retry->load(draft.policy);
    m_settings->load(draft);
    if (m_notes->toPlainText() != draft.notes)
        m_notes->setPlainText(draft.notes);
    showMarks();
}

workspace::RequestDraft ComposerPanel::draft() const {
    workspace::RequestDraft draft = m_draft;
    draft.method = m_line->method();
    m_paramsBinding->store(draft);
    m_headersBinding->store(draft);
    m_auth->store(draft);
    m_body->store(draft);
    draft.policy = m_retry->policy();
    m_settings->store(draft);
    draft.notes = m_notes->toPlainText();
    return draft;
}

void ComposerPanel::commit() {
    m_params->table().commit();
    m_headers->table().commit();
    m_body->commit();
}

void ComposerPanel::setScope(const VariableScope& scope) {
    m_scope = scope;
    const QScopedValueRollback loading(m_loading, true);
    m_line->url().setScope(scope);
    m_params->setScope(scope);
    m_headers->setScope(scope);
    m_auth->setScope(scope);
    m_body->setScope(scope);
    m_settings->setScope(scope);
}

void ComposerPanel::setHome(const DraftHome& home) {
    m_home = home;
    m_auth->setPlace(home.folder, home.inherited);
    m_body->setFolder(home.folder);
    m_settings->setFolder(home.folder);
    showMarks();
}

// The kind of body, and the boundary between its parts, stand in the headers.
void ComposerPanel::followBody() {
    if (m_loading)
        return;
    auto now = draft();
    now.headers = m_body->headers();
    now.method = m_body->method();
    m_headersBinding->load(now);
    m_line->setMethod(now.method);
    followEdit();
}

void ComposerPanel::followEdit() {
    if (m_loading)
        return;
    const auto now = draft();
    m_history.note(now);
    m_headersBinding->showAutomatic(now);
    {
        const QScopedValueRollback loading(m_loading, true);
        m_body->load(now); // its kind depends on the headers
    }
    m_keepsUnresolved = false;
    m_note->dismiss();
    if (!m_captures->look(now))
        m_offer->look(now);
    showMarks();
    Q_EMIT edited();
}

void ComposerPanel::showMarks() {
    const auto count = [](const NameValuePage* page) { return static_cast<std::size_t>(page->rows().enabledCount()); };
    m_tabs->setCount(Params, count(m_params));
    m_tabs->setCount(Headers, count(m_headers));
    m_tabs->setMark(Auth, m_auth->mark());
    m_tabs->setMark(Body, m_body->kind() == workspace::BodyKind::None ? QString() : kindWords(m_body->kind()));
    m_tabs->setMark(Settings, m_settings->changedCount() == 0 ? QString() : QStringLiteral("•"));
    m_tabs->setMark(Notes, m_notes->toPlainText().isEmpty() ? QString() : QStringLiteral("•"));
}

void ComposerPanel::undo() {
    commit();
    if (m_history.canUndo())
        stepTo(m_history.undo());
}

void ComposerPanel::redo() {
    if (m_history.canRedo())
        stepTo(m_history.redo());
}

void ComposerPanel::stepTo(const workspace::RequestDraft& draft) {
    const auto part = changedPart(this->draft(), draft);
    apply(draft);
    showPart(part);
    m_note->dismiss();
    Q_EMIT edited();
}

void ComposerPanel::change(const workspace::RequestDraft& draft) {
    commit();
    const auto part = changedPart(this->draft(), draft);
    m_history.endStep();
    apply(draft);
    followEdit();
    showPart(part);
}

// Shows where something changed.
void ComposerPanel::showPart(std::optional<DraftPart> part) {
    static const std::map<DraftPart, Tab> tabs{{DraftPart::Headers, Headers}, {DraftPart::Auth, Auth},
                                               {DraftPart::Body, Body},       {DraftPart::Policy, Retry},
                                               {DraftPart::Notes, Notes},     {DraftPart::Settings, Settings}};
    if (const auto found = part ? tabs.find(*part) : tabs.end(); found != tabs.end())
        showTab(found->second);
}

bool ComposerPanel::readyToSend(bool withRetries) {
    commit();
    const auto missing = unresolvedIn(draft(), m_scope);
    if (missing.empty() || m_keepsUnresolved)
        return true;
    m_note->say(diagnosis::Cause::SuspiciousPattern, unresolvedSentence(missing, m_scope.environment()));
    auto* show = m_note->addButton(tr("Show it"), tr("Go to where it is written"));
    connect(show, &QPushButton::clicked, this, [this, first = missing.front()] { goTo(first); });
    auto* anyway = m_note->addButton(tr("Send anyway"), tr("Send the braces as they are written"));
    connect(anyway, &QPushButton::clicked, this, [this, withRetries] {
        m_keepsUnresolved = true;
        m_note->dismiss();
        Q_EMIT m_line->sendRequested(withRetries);
    });
    return false;
}

// A curl command becomes the whole request; name, notes and retry policy are this one's.
bool ComposerPanel::takeCurl(const QString& text) {
    const QByteArray command = text.toUtf8();
    const QString first = text.trimmed().section(QRegularExpression(QStringLiteral("\\s")), 0, 0);
    if (first.contains(u"://") || !interop::looksLikeCurl(command)) // https://host/curl is a URL
        return false;
    const auto read = interop::readCurlCommand(command);
    if (!read) {
        m_note->say(diagnosis::Cause::SuspiciousPattern, tr("Not taken over: %1").arg(read.error()));
        return true;
    }
    auto request = read->draft;
    const auto before = draft();
    request.name = before.name;
    request.notes = before.notes;
    request.policy = before.policy;
    change(request);
    QStringList words{tr("The curl command is the request now; Ctrl+Z brings the old one back.")};
    words += read->notes;
    m_note->say(read->notes.isEmpty() ? diagnosis::Cause::None : diagnosis::Cause::RateLimit,
                words.join(QStringLiteral(" ")));
    return true;
}

// It would be one line of nonsense in the URL.
bool ComposerPanel::takeCapture(const QString& text) {
    const QByteArray capture = text.toUtf8();
    if (!isCapture(capture))
        return false;
    m_captures->offerUntaken(capture);
    return true;
}

// The window's action diagnoses what its data holds.
void ComposerPanel::diagnose(const QByteArray& capture) {
    auto* action = window()->findChild<QAction*>(QStringLiteral("diagnose.paste"));
    if (!action)
        return;
    action->setData(capture);
    action->trigger();
}

void ComposerPanel::goTo(const Unresolved& missing) {
    switch (missing.place) {
    case DraftPlace::Url: {
        auto& url = m_line->url();
        QTextCursor cursor = url.document()->find(missing.written);
        if (!cursor.isNull())
            url.setTextCursor(cursor);
        return url.setFocus(Qt::OtherFocusReason);
    }
    case DraftPlace::Headers:
        showTab(Headers);
        m_headers->showText(false);
        m_headers->setFocus(Qt::OtherFocusReason);
        return m_headers->table().setCurrentIndex(m_headers->rows().index(missing.row, NameValueModel::Value));
    case DraftPlace::Auth:
        return showTab(Auth);
    case DraftPlace::Body:
        showTab(Body);
        return m_body->setFocus(Qt::OtherFocusReason);
    case DraftPlace::Settings:
        return showTab(Settings);
    }
}

} // namespace knockback::ui
