// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ResponsePanel.h"

#include "ui/composer/CodeEditor.h"
#include "ui/composer/CountTabBar.h"
#include "ui/response/AttemptFacts.h"
#include "ui/response/BodyView.h"
#include "ui/response/StatusLine.h"
#include "ui/response/TimingView.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace knockback::ui {

ResponsePanel::ResponsePanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_status(new StatusLine(themes))
    , m_tabs(new CountTabBar(themes))
    , m_outer(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_body(new BodyView(themes))
    , m_headers(new PairTable(tr("Header fields"), themes))
    , m_timing(new TimingView(themes))
    , m_connection(new PairTable(tr("Connection"), themes))
    , m_cookies(new PairTable(tr("Cookies"), themes))
    , m_raw(new CodeEditor(themes)) {
    m_outer->addWidget(new EmptyState(themes, QStringLiteral("send"), tr("Press Ctrl+Enter to send this request.")));
    m_outer->addWidget(buildParts());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_outer);
    setMinimumHeight(96);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_status, &StatusLine::attemptChosen, this, &ResponsePanel::choose);
}

QWidget* ResponsePanel::buildParts() {
    m_tabs->setObjectName(QStringLiteral("responseTabs"));
    m_tabs->setAccessibleName(tr("Parts of the response"));
    m_raw->setReadOnly(true);
    m_raw->setAccessibleName(tr("Heads as sent and received"));
    auto* timing = new QScrollArea;
    timing->setWidget(m_timing);
    timing->setWidgetResizable(true);
    timing->setFrameShape(QFrame::NoFrame);
    const std::array<std::pair<QString, QWidget*>, 6> parts{{{tr("Body"), m_body},
                                                             {tr("Headers"), m_headers},
                                                             {tr("Timing"), timing},
                                                             {tr("Connection"), m_connection},
                                                             {tr("Cookies"), m_cookies},
                                                             {tr("Raw"), m_raw}}};
    for (const auto& [name, part] : parts) {
        m_tabs->addTab(name);
        m_stack->addWidget(part);
    }
    auto* rule = new QFrame;
    rule->setFrameShape(QFrame::HLine);
    setRole(rule, "rule");
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_status);
    layout->addWidget(m_tabs);
    layout->addWidget(rule);
    layout->addWidget(m_stack, 1);
    return page;
}

void ResponsePanel::showTab(Tab tab) {
    m_tabs->setCurrentIndex(tab);
}

void ResponsePanel::saveBody() {
    m_body->save();
}

journal::AttemptPtr ResponsePanel::shownAttempt() const {
    if (m_call.attempts.empty())
        return nullptr;
    return m_chosen ? m_call.attempts[*m_chosen] : m_call.attempts.back();
}

void ResponsePanel::show(const CallState& call) {
    if (call.id != m_call.id)
        m_chosen.reset();
    m_call = call;
    refresh();
}

void ResponsePanel::choose(int index) {
    m_chosen = static_cast<std::size_t>(index);
    refresh();
}

void ResponsePanel::refresh() {
    const auto record = shownAttempt();
    m_outer->setCurrentIndex(record ? 1 : 0);
    if (!record) {
        m_filled = {};
        return;
    }
    m_status->show(m_call, m_chosen.value_or(m_call.attempts.size() - 1));
    const bool whole = !m_call.running();
    if (record->id == m_filled && whole == m_filledWhole)
        return;
    m_filled = record->id;
    m_filledWhole = whole;
    fill(*record);
}

void ResponsePanel::fill(const journal::AttemptRecord& record) {
    const auto& attempt = record.exchange.attempt();
    http::Body body = attempt.response ? attempt.response->body : http::Body();
    // The journal's copy hides secrets; the person at the screen may see the answer as it came.
    if (&record == m_call.attempts.back().get() && !m_call.body.isEmpty())
        body = m_call.body;
    const auto field = [&attempt](const char* name) {
        return attempt.response ? attempt.response->headers().value(name).value_or(QByteArray()) : QByteArray();
    };
    m_body->setBody(body, field("Content-Type"), field("Content-Encoding"));
    m_headers->setPairs(headerPairs(attempt));
    m_timing->setTiming(attempt.timing);
    m_connection->setPairs(connectionPairs(attempt));
    const auto cookies = cookiePairs(attempt);
    m_cookies->setPairs(cookies);
    m_raw->setBytes(rawHeads(attempt));
    m_tabs->setCount(HeadersTab, attempt.response ? attempt.response->headers().size() : 0);
    m_tabs->setCount(CookiesTab, cookies.size());
}

} // namespace knockback::ui
