// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the window, each with its name in keys.json and its usual keys.
#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/response/ResponsePanel.h"
#include "ui/shell/CircuitDesk.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabs.h"
#include "ui/shell/RunDesk.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/TopBar.h"

#include <QStackedWidget>

namespace knockback::ui {

namespace {

constexpr int zoomStep = 10;

QKeySequence key(const char* text) {
    return QKeySequence(QLatin1String(text));
}
QString name(const char* text) {
    return QLatin1String(text);
}

} // namespace

std::function<void()> MainWindow::onPage(std::function<void(RequestPage&)> act) {
    return [this, act = std::move(act)] {
        if (auto* page = m_tabs->current()) {
            showPage(PageId::Requests);
            act(*page);
        }
    };
}

void MainWindow::addRequestActions() {
    auto* runs = new RunDesk(m_backend, *this, *m_tabs, m_themes);
    const auto send = onPage([](RequestPage& page) { page.send(); });
    m_actions.add(name("send"), tr("Send"), {key("Ctrl+Return"), key("Ctrl+Enter")}, [runs, send] {
        if (!runs->startShown())
            send();
    });
    m_actions.add(name("send.once"), tr("Send without retries"), {key("Ctrl+Shift+Return")},
                  onPage([](RequestPage& page) { page.send(false); }));
    const auto cancel = onPage([](RequestPage& page) { page.cancel(); });
    m_actions.add(name("call.cancel"), tr("Cancel the call"), {key("Esc")}, [this, cancel] {
        if (!leaveVisit())
            cancel();
    });
    m_actions.add(name("call.skip"), tr("Skip the wait"), {key("Ctrl+Shift+K")},
                  onPage([this](RequestPage& page) { m_backend.skipWait(page.call()); }));
    m_actions.add(name("escalate"), tr("Escalate…"), {key("Ctrl+Shift+E")}, [this] { escalate(); });
    m_actions.add(name("request.url"), tr("Go to the URL"), {key("Ctrl+L")},
                  onPage([](RequestPage& page) { page.composer().line().focusUrl(); }));
    m_actions.add(name("request.layout"), tr("Lay out the request body"), {key("Ctrl+Shift+F")},
                  onPage([](RequestPage& page) { page.composer().formatBody(); }));
    m_actions.add(name("response.save"), tr("Save the response body…"), {key("Ctrl+Shift+S")},
                  onPage([](RequestPage& page) { page.response().saveBody(); }));
    m_actions.add(name("response.find"), tr("Find in the response"), {key("Ctrl+F")},
                  onPage([](RequestPage& page) { page.response().find(); }));
    addComposerActions();
}

void MainWindow::addComposerActions() {
    struct Part {
        const char* id;
        QString text;
        ComposerPanel::Tab tab;
    };
    const std::vector<Part> parts{{"request.params", tr("Edit Params"), ComposerPanel::Params},
                                  {"request.headers", tr("Edit Headers"), ComposerPanel::Headers},
                                  {"request.auth", tr("Edit Auth"), ComposerPanel::Auth},
                                  {"request.body", tr("Edit Body"), ComposerPanel::Body},
                                  {"request.retry", tr("Edit Retry & limits"), ComposerPanel::Retry},
                                  {"request.notes", tr("Edit Notes"), ComposerPanel::Notes},
                                  {"request.settings", tr("Edit Settings"), ComposerPanel::Settings}};
    int number = 0;
    for (const auto& part : parts) {
        const QKeySequence usual(Qt::ALT | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_1 + number++));
        m_actions.add(name(part.id), part.text, {usual},
                      onPage([tab = part.tab](RequestPage& page) { page.composer().showTab(tab); }));
    }
}

void MainWindow::addTabActions() {
    m_actions.add(name("request.new"), tr("New request"), {key("Ctrl+N")}, [this] { newRequest(); });
    m_actions.add(name("request.save"), tr("Save request"), {key("Ctrl+S")}, [this] { saveRequest(); });
    m_actions.add(name("request.rename"), tr("Rename request…"), {key("F2")}, [this] {
        // One action for both: a key of the page's own beside it would be ambiguous, and neither would work.
        const auto vault = m_pages.find(PageId::Vault);
        if (vault != m_pages.end() && vault->second == m_stack->currentWidget())
            Q_EMIT credentialEditWanted();
        else
            renameRequest();
    });
    m_actions.add(name("request.duplicate"), tr("Duplicate request"), {key("Ctrl+D")}, [this] { duplicateRequest(); });
    m_actions.add(name("tab.close"), tr("Close tab"), {key("Ctrl+W")},
                  [this] { m_tabs->close(m_tabs->currentIndex()); });
    m_actions.add(name("tab.closeOthers"), tr("Close other tabs"), {},
                  [this] { m_tabs->closeOthers(m_tabs->currentIndex()); });
    m_actions.add(name("tab.reopen"), tr("Reopen closed tab"), {key("Ctrl+Shift+T")}, [this] { m_tabs->reopen(); });
    const auto step = [this](int by) {
        if (const int count = m_tabs->count(); count > 0)
            m_tabs->select((m_tabs->currentIndex() + by + count) % count);
    };
    m_actions.add(name("tab.next"), tr("Next tab"), {key("Ctrl+Tab"), key("Ctrl+PgDown")}, [step] { step(1); });
    m_actions.add(name("tab.previous"), tr("Previous tab"), {key("Ctrl+Shift+Tab"), key("Ctrl+PgUp")},
                  [step] { step(-1); });
    for (int i = 0; i < 9; ++i)
        m_actions.addQuiet(QStringLiteral("tab.%1").arg(i + 1), tr("Go to tab %1").arg(i + 1),
                           {QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))}, [this, i] {
                               showPage(PageId::Requests);
                               m_tabs->select(i);
                           });
}

void MainWindow::addPlaceActions() {
    m_actions.add(name("palette"), tr("Command palette"), {key("Ctrl+K")}, [this] { openPalette(); });
    m_actions.add(name("sidebar.filter"), tr("Filter the sidebar"), {key("Ctrl+Shift+P")}, [this] {
        showPage(PageId::Requests);
        m_settings.sidebar = true;
        applyVisibility();
        m_sidebar->focusFilter();
    });
    m_actions.add(name("environment.choose"), tr("Choose environment"), {key("Ctrl+E")},
                  [this] { m_topBar->openEnvironments(); });
    m_actions.add(name("workspace.open"), tr("Open workspace…"), {key("Ctrl+O")}, [this] { chooseWorkspace(); });
    m_actions.add(name("workspace.lab"), tr("Open the lab workspace"), {key("Ctrl+Shift+O")},
                  [this] { m_backend.openWorkspace({}); });
    m_actions.add(name("settings"), tr("Preferences"), {key("Ctrl+,")}, [this] { showPage(PageId::Settings); });
    m_actions.add(name("keys"), tr("Keys"), {key("F1"), key("Ctrl+/")}, [this] {
        showPage(PageId::Settings);
        Q_EMIT keysWanted();
    });
    m_actions.add(name("quit"), tr("Quit"), {key("Ctrl+Q")}, [this] { close(); });
}

void MainWindow::addLimitActions() {
    m_actions.add(name("limits.scarcest"), tr("Go to the scarcest limit"), {key("Ctrl+Shift+G")},
                  [this] { goToLimits(); });
    m_actions.add(name("circuit.toggle"), tr("Open or close the circuit of this request by hand"),
                  {key("Ctrl+Shift+X")}, onPage([this](RequestPage& page) { m_circuits->toggleOf(page.call()); }));
}

void MainWindow::addViewActions() {
    const auto toggle = [this](bool WindowSettings::*shown) {
        return [this, shown] {
            m_settings.*shown = !(m_settings.*shown);
            applyVisibility();
        };
    };
    m_actions.add(name("view.sidebar"), tr("Show or hide the sidebar"), {key("Ctrl+\\")},
                  toggle(&WindowSettings::sidebar));
    m_actions.add(name("view.limits"), tr("Show or hide the limits"), {key("Ctrl+Shift+L")},
                  toggle(&WindowSettings::limits));
    m_actions.add(name("view.timeline"), tr("Show or hide the timeline"), {key("Ctrl+Shift+J")},
                  toggle(&WindowSettings::timeline));
    const auto change = [this](auto edit) {
        return [this, edit] {
            auto wanted = preferences();
            edit(wanted);
            setPreferences(wanted);
        };
    };
    m_actions.add(name("view.orientation"), tr("Request and response side by side or stacked"), {key("Ctrl+J")},
                  change([](Preferences& p) { p.sideBySide = !p.sideBySide; }));
    m_actions.add(name("zoom.in"), tr("Larger type"), {key("Ctrl++"), key("Ctrl+=")},
                  change([](Preferences& p) { p.zoom += zoomStep; }));
    m_actions.add(name("zoom.out"), tr("Smaller type"), {key("Ctrl+-")},
                  change([](Preferences& p) { p.zoom -= zoomStep; }));
    m_actions.add(name("zoom.reset"), tr("Usual type size"), {key("Ctrl+0")},
                  change([](Preferences& p) { p.zoom = 100; }));
    m_actions.add(name("view.dark"), tr("Light or dark"), {key("Ctrl+Shift+D")}, change([this](Preferences& p) {
                      const bool dark = m_themes.theme().kind == ThemeKind::Dark;
                      p.theme = dark ? ThemeChoice::Light : ThemeChoice::Dark;
                  }));
    m_actions.add(name("view.system"), tr("Follow the system's light or dark"), {},
                  change([](Preferences& p) { p.theme = ThemeChoice::System; }));
}

} // namespace knockback::ui
