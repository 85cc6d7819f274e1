// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/RequestPage.h"

#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/SecretOffer.h"
#include "ui/diagnosis/DiagnosisBanner.h"
#include "ui/models/DiskNews.h"
#include "ui/response/ResponsePanel.h"
#include "ui/widgets/MessageBar.h"

#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {
constexpr int composerHeight = 240; // five rows of a table
constexpr base::Milliseconds placePeriod(100);
} // namespace

RequestPage::RequestPage(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_tracker(tracker)
    , m_disk(new MessageBar(themes))
    , m_composer(new ComposerPanel(themes))
    , m_banner(new DiagnosisBanner(themes, backend.scheduler()))
    , m_response(new ResponsePanel(themes)) {
    m_response->setBackend(backend);
    build();
    connectBanner();
    connect(m_response, &ResponsePanel::compareRequested, this,
            [this] { Q_EMIT partnerWanted(m_response->shownAttempt()); });
    m_composer->secretOffer().setKeeper([this](const vault::Credential& credential, auto secrets, auto done) {
        m_backend.addCredential(credential, std::move(secrets), std::move(done));
    });
    connect(&backend, &Backend::credentialsChanged, this, [this] {
        if (m_held && !m_backend.vaultLocked())
            send();
    });
    connect(m_response, &ResponsePanel::stepChosen, this, &RequestPage::takeStep);
    connect(m_composer, &ComposerPanel::edited, this, &RequestPage::noteEdit);
    connect(m_composer, &ComposerPanel::vaultRequested, this, &RequestPage::vaultRequested);
    connect(&m_composer->line(), &RequestLine::sendRequested, this, &RequestPage::send);
    connect(&m_composer->line(), &RequestLine::manyRequested, this, &RequestPage::manyRequested);
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
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_composer);
    m_splitter->addWidget(below);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({composerHeight, 400});
    m_disk->setObjectName(QStringLiteral("diskBar"));
    auto* diskRoom = new QVBoxLayout;
    diskRoom->setContentsMargins(12, 0, 12, 0);
    diskRoom->addWidget(m_disk);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(diskRoom);
    layout->addWidget(m_splitter, 1);
}

void RequestPage::connectBanner() {
    connect(m_banner, &DiagnosisBanner::skipRequested, this, [this] { m_backend.skipWait(m_call); });
    connect(m_banner, &DiagnosisBanner::cancelRequested, this, &RequestPage::cancel);
    connect(m_banner, &DiagnosisBanner::sendRequested, this, [this] { send(); });
    connect(m_banner, &DiagnosisBanner::unlockRequested, this, [this] {
        m_held = true;
        Q_EMIT m_backend.vaultAwaited();
        Q_EMIT vaultRequested();
    });
    connect(m_banner, &DiagnosisBanner::escalateRequested, this, [this] { Q_EMIT escalateRequested(m_call); });
}

void RequestPage::load(const ClosedTab& tab) {
    m_place.id = tab.id;
    m_composer->load(tab.draft);
    settle(tab.base.value_or(tab.draft), tab.unsaved);
}

ClosedTab RequestPage::tab() const {
    return {m_place.id, draft(), m_unsaved, m_place.id.isEmpty() ? std::nullopt : std::optional(m_place.draft)};
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

void RequestPage::rename(const QString& name) {
    auto draft = m_composer->draft();
    if (name.isEmpty() || name == draft.name)
        return;
    draft.name = name;
    m_composer->load(draft);
    noteEdit();
}

void RequestPage::noteEdit() {
    const auto now = m_composer->draft();
    m_unsaved = m_place.id.isEmpty() || !(now == m_saved || sameOnDisk(now, m_place.draft));
    Q_EMIT changed();
}

void RequestPage::setSideBySide(bool sideBySide) {
    const auto wanted = sideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() == wanted)
        return;
    m_splitter->setOrientation(wanted);
    setLow(m_low);
    m_splitter->setStretchFactor(0, sideBySide ? 1 : 0);
    m_splitter->setSizes(sideBySide ? QList{width() / 2, width() / 2}
                                    : QList{composerHeight, std::max(height() - composerHeight, composerHeight)});
}

void RequestPage::setLow(bool low) {
    m_low = low;
    m_banner->setCompact(low && m_splitter->orientation() == Qt::Vertical);
}

void RequestPage::setScope(const VariableScope& scope) {
    m_scope = scope;
    m_composer->setScope(scope.forFile(m_place.file));
}

void RequestPage::send(bool withRetries) {
    if (running())
        return;
    auto spec = callSpec();
    if (!m_composer->readyToSend(withRetries))
        return;
    spec.keepUnresolved = m_composer->keepsUnresolved();
    if (!withRetries)
        spec.draft.policy.maxAttempts = 1;
    m_held = false;
    m_tracker.forgetBody(m_call);
    follow(m_backend.send(std::move(spec)));
}

session::CallSpec RequestPage::callSpec() {
    m_composer->commit();
    session::CallSpec spec;
    spec.draft = m_composer->draft();
    spec.environment = m_scope.forFile(m_place.file).merged();
    spec.folder = m_place.folder.isEmpty() ? m_backend.workspace().folder : m_place.folder;
    spec.inherited = m_place.inherited;
    spec.keepUnresolved = m_composer->keepsUnresolved();
    return spec;
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
    m_banner->show(state ? bannerFor(*state, turnOf(*state)) : bannerFor(starting));
    if (state && (!state->attempts.empty() || state->answering))
        m_response->show(*state);
}

// The place in line moves without a word in the journal.
Turn RequestPage::turnOf(const CallState& state) {
    m_placeTimer.cancel();
    if (!state.wait || state.wait->reason != journal::WaitReason::Pacing)
        return {};
    m_placeTimer = m_backend.scheduler().after(placePeriod, [this] {
        if (const auto* call = m_tracker.find(m_call); call && call->wait)
            m_banner->show(bannerFor(*call, turnOf(*call)));
    });
    const auto places = m_backend.placesInLine();
    const auto* place = session::placeOf(places, state.id);
    return {place ? std::optional(*place) : std::nullopt, m_backend.scheduler().clock().steadyNow()};
}

} // namespace knockback::ui
