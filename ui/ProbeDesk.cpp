// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ProbeDesk.h"

#include "app/http/Url.h"
#include "app/interop/CurlCommandWriter.h"
#include "ui/ServicesBackend.h"
#include "ui/diagnosis/ConnectivityView.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestPage.h"
#include "ui/shell/RequestTabs.h"
#include "ui/widgets/Scrim.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

namespace knockback::ui {

namespace {

constexpr std::size_t mostPartners = 8;

QKeySequence key(const char* text) {
    return QKeySequence(QLatin1String(text));
}

QByteArray originOf(const CallState& call) {
    const auto last = call.lastAttempt();
    const auto url = last ? http::parseUrl(last->exchange.attempt().request.url) : std::nullopt;
    return url ? url->origin() : QByteArray();
}

} // namespace

ProbeDesk::ProbeDesk(session::Services& services, ServicesBackend& backend, MainWindow& window, ThemeManager& themes)
    : m_services(services)
    , m_backend(backend)
    , m_window(window)
    , m_themes(themes) {
    m_door->desk = this;
    const auto add = [&window](const char* id, const QString& text, const char* keys, std::function<void()> run) {
        window.actions().add(QLatin1String(id), text, {key(keys)}, std::move(run));
    };
    add("diagnosis.minimize", tr("Find the smallest request that is blocked…"), "Ctrl+Shift+M",
        [this] { minimize(shownCall()); });
    add("diagnosis.connectivity", tr("Is it me or them?…"), "Ctrl+Shift+I", [this] { checkConnectivity(shownCall()); });
}

ProbeDesk::~ProbeDesk() {
    const std::lock_guard lock(m_door->mutex);
    m_door->desk = nullptr;
}

void ProbeDesk::Door::post(std::function<void(ProbeDesk&)> call) {
    const std::lock_guard lock(mutex);
    if (desk)
        QMetaObject::invokeMethod(
            desk, [target = desk, call = std::move(call)] { call(*target); }, Qt::QueuedConnection);
}

base::CallId ProbeDesk::shownCall() const {
    const auto* tabs = m_window.findChild<RequestTabs*>();
    const auto* page = tabs ? tabs->current() : nullptr;
    return page ? page->call() : base::CallId();
}

// Requests that passed lately and differ from the blocked one, the newest first.
std::vector<WorkingRequest> ProbeDesk::workingLike(const session::CallSpec& blocked) const {
    std::vector<WorkingRequest> found;
    const auto& sent = m_backend.sent().all();
    const auto* own = m_window.tracker().find(shownCall());
    for (auto call = sent.rbegin(); call != sent.rend() && found.size() < mostPartners; ++call) {
        const auto* state = m_window.tracker().find(call->id);
        const auto& draft = call->spec.draft;
        const bool passed = state && state->outcome == journal::CallOutcome::Ok && state->lastAttempt();
        const bool known =
            std::any_of(found.begin(), found.end(), [&draft](const WorkingRequest& one) { return one.draft == draft; });
        if (!passed || known || draft == blocked.draft || draft.method != blocked.draft.method || !own ||
            originOf(*state) != originOf(*own) || call->spec.environment != blocked.environment)
            continue;
        const auto& attempt = state->lastAttempt()->exchange.attempt();
        const QString name = draft.name.isEmpty() ? QString::fromUtf8(attempt.request.url) : draft.name;
        found.push_back({tr("%1, which got %2").arg(name).arg(attempt.status()), draft});
    }
    return found;
}

void ProbeDesk::open(QDialog& view) {
    view.setAttribute(Qt::WA_DeleteOnClose);
    Scrim::cover(m_window, view);
    view.open();
}

void ProbeDesk::minimize(base::CallId call) {
    const auto* state = m_window.tracker().find(call);
    const auto* spec = m_backend.sent().find(call);
    const auto last = state ? state->lastAttempt() : nullptr;
    if (!spec || !last || state->running() || !minimize::isTurnedAway(last->diagnosis, last->exchange.attempt()))
        return Q_EMIT m_backend.noticed(tr("There is no blocked call here: send the request, and search when it was "
                                           "turned away."));
    session::MinimizeOrder order;
    order.blocked = *spec;
    order.evidence = last;
    auto* view = new MinimizeView(order, workingLike(*spec), m_themes, m_backend.scheduler(), &m_window);
    connect(view, &MinimizeView::startWanted, this,
            [this, view](const session::MinimizeOrder& wanted) { search(*view, wanted); });
    connect(view, &FindingFrame::endWanted, this, [this] { m_services.endMinimize(); });
    connect(view, &MinimizeView::copyWanted, this, &ProbeDesk::copy);
    connect(view, &MinimizeView::escalateWanted, &m_window, &MainWindow::escalateRequested);
    connect(view, &MinimizeView::openWanted, &m_window, [this](workspace::RequestDraft draft) {
        draft.name = draft.name.isEmpty() ? tr("Smallest blocked request") : tr("%1, smallest").arg(draft.name);
        m_window.openDraft(draft);
    });
    open(*view);
}

void ProbeDesk::search(MinimizeView& view, const session::MinimizeOrder& order) {
    m_services.minimize(order, [door = m_door, run = ++m_run, to = QPointer(&view)](const session::MinimizeNews& news) {
        door->post([run, to, news](ProbeDesk& desk) {
            if (to && run == desk.m_run)
                to->show(news);
        });
    });
}

void ProbeDesk::copy(const journal::AttemptPtr& attempt) {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(interop::curlCommand(attempt->exchange)));
    Q_EMIT m_backend.noticed(tr("Copied as a curl command; secrets are variables in it."));
}

void ProbeDesk::checkConnectivity(base::CallId call) {
    const auto* spec = m_backend.sent().find(call);
    if (!spec)
        return Q_EMIT m_backend.noticed(tr("Send the request once: what is checked is the way that it takes."));
    auto make = [this, spec = *spec](const QByteArray& resolver) {
        return m_services.connectivityOrder(spec, resolver);
    };
    const auto plain = make({});
    auto* view = new ConnectivityView(plain ? QString::fromUtf8(plain->url) : QString(), make,
                                      session::secondSystemResolver(), m_themes, &m_window);
    connect(view, &ConnectivityView::startWanted, this, [this, view](const connectivity::CheckOrder& order) {
        m_services.checkConnectivity(
            order, [door = m_door, run = ++m_run, to = QPointer(view)](const session::CheckNews& news) {
                door->post([run, to, news](ProbeDesk& desk) {
                    if (to && run == desk.m_run)
                        to->show(news);
                });
            });
    });
    connect(view, &FindingFrame::endWanted, this, [this] { m_services.endCheck(); });
    connect(view, &ConnectivityView::copyWanted, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT m_backend.noticed(tr("Copied the checklist."));
    });
    open(*view);
}

} // namespace knockback::ui
