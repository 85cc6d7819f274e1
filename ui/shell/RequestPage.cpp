// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/RequestPage.h"

#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/diagnosis/DiagnosisBanner.h"
#include "ui/response/ResponsePanel.h"

#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

RequestPage::RequestPage(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_tracker(tracker)
    , m_composer(new ComposerPanel(themes))
    , m_banner(new DiagnosisBanner(themes, backend.scheduler()))
    , m_response(new ResponsePanel(themes)) {
    build();
    connectBanner();
    connect(m_composer, &ComposerPanel::edited, this, &RequestPage::noteEdit);
    connect(m_composer, &ComposerPanel::vaultRequested, this, &RequestPage::vaultRequested);
    connect(&m_composer->line(), &RequestLine::sendRequested, this, &RequestPage::send);
    connect(&m_composer->line(), &RequestLine::cancelRequested, this, &RequestPage::cancel);
    connect(&tracker, &CallTracker::callChanged, this, &RequestPage::refresh);
}

RequestPage::~RequestPage() {
    m_tracker.forgetBody(m_call);
}

void RequestPage::build() {
    auto* below = new QWidget;
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* bannerRoom = new QVBoxLayout;
    bannerRoom->setContentsMargins(12, 8, 12, 0);
    bannerRoom->addWidget(m_banner);
    column->addLayout(bannerRoom);
    column->addWidget(m_response, 1);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_composer);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({204, 400});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

void RequestPage::connectBanner() {
    connect(m_banner, &DiagnosisBanner::skipRequested, this, [this] { m_backend.skipWait(m_call); });
    connect(m_banner, &DiagnosisBanner::cancelRequested, this, &RequestPage::cancel);
    connect(m_banner, &DiagnosisBanner::sendRequested, this, [this] { send(); });
    connect(m_banner, &DiagnosisBanner::escalateRequested, this, [this] { Q_EMIT escalateRequested(m_call); });
}

void RequestPage::load(const QString& id, const workspace::RequestDraft& draft, bool unsaved) {
    m_id = id;
    m_saved = draft;
    m_composer->load(draft);
    m_saved = m_composer->draft(); // as the panes hold it, so that only the user's changes count
    m_unsaved = unsaved;
    Q_EMIT changed();
}

workspace::RequestDraft RequestPage::draft() const {
    return m_composer->draft();
}

QString RequestPage::title() const {
    const auto draft = m_composer->draft();
    if (!draft.name.isEmpty())
        return draft.name;
    const QString path = QUrl(QString::fromUtf8(draft.url)).path();
    return path.isEmpty() || path == u"/" ? tr("New request") : path;
}

void RequestPage::markSaved(const QString& id) {
    m_id = id;
    m_saved = m_composer->draft();
    m_unsaved = false;
    Q_EMIT changed();
}

void RequestPage::rename(const QString& name) {
    auto draft = m_composer->draft();
    if (name.isEmpty() || name == draft.name)
        return;
    draft.name = name;
    m_composer->load(draft);
    noteEdit();
}

void RequestPage::noteEdit() {
    m_unsaved = m_id.isEmpty() || !(m_composer->draft() == m_saved);
    Q_EMIT changed();
}

void RequestPage::setScope(const VariableScope& scope) {
    m_scope = scope;
    m_composer->setScope(scope);
}

void RequestPage::send(bool withRetries) {
    if (running())
        return;
    m_composer->commit();
    session::CallSpec spec;
    spec.draft = m_composer->draft();
    spec.environment = m_scope.merged();
    if (!withRetries)
        spec.draft.policy.maxAttempts = 1;
    m_tracker.forgetBody(m_call);
    follow(m_backend.send(std::move(spec)));
}

void RequestPage::follow(base::CallId call) {
    m_call = call;
    refresh(call);
}

void RequestPage::cancel() {
    if (running())
        m_backend.cancel(m_call);
}

bool RequestPage::running() const {
    const auto* call = m_tracker.find(m_call);
    return call ? call->running() : !m_call.isNull();
}

void RequestPage::refresh(base::CallId call) {
    if (call != m_call)
        return;
    const auto* state = m_tracker.find(call);
    m_composer->line().setRunning(running());
    CallState starting;
    starting.id = call;
    m_banner->show(state ? bannerFor(*state) : bannerFor(starting));
    if (state && !state->attempts.empty())
        m_response->show(*state);
}

} // namespace knockback::ui
