// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ResponsePanel.h"

#include "ui/composer/CodeEditor.h"
#include "ui/composer/CountTabBar.h"
#include "ui/diagnosis/DiagnosisView.h"
#include "ui/response/AttemptFacts.h"
#include "ui/response/BodyView.h"
#include "ui/response/ConnectionView.h"
#include "ui/response/HeadersView.h"
#include "ui/response/StatusLine.h"
#include "ui/response/TimingView.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QCoreApplication>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr base::Milliseconds frame{16};
constexpr base::Milliseconds patience{120};

// What to say in place of a body that is empty.
QString whyEmpty(const http::Attempt& attempt) {
    const auto text = [](const char* words) { return QCoreApplication::translate("Response", words); };
    if (!attempt.response)
        return attempt.failure ? http::describe(*attempt.failure) : text("No answer came.");
    if (attempt.request.method == "HEAD")
        return text("The answer to HEAD has no body.");
    const int status = attempt.status();
    if (status == 204 || status == 205 || status == 304)
        return text("An answer with status %1 has no body.").arg(status);
    return text("The answer has no body.");
}

} // namespace

ResponsePanel::ResponsePanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_status(new StatusLine(themes))
    , m_tabs(new CountTabBar(themes))
    , m_outer(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_body(new BodyView(themes))
    , m_why(new DiagnosisView(themes))
    , m_headers(new HeadersView(themes))
    , m_timing(new TimingView(themes))
    , m_connection(new ConnectionView(themes))
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
    connect(m_tabs, &QTabBar::currentChanged, this, &ResponsePanel::showWhy);
    connect(m_why, &DiagnosisView::stepChosen, this, &ResponsePanel::stepChosen);
    connect(m_status, &StatusLine::compareRequested, this, &ResponsePanel::compareRequested);
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
    const std::array<std::pair<QString, QWidget*>, 7> parts{{{tr("Body"), m_body},
                                                             {tr("Why"), m_why},
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

void ResponsePanel::setPast() {
    m_why->offerProbes(false);
}

void ResponsePanel::showTab(Tab tab) {
    m_tabs->setCurrentIndex(tab);
}

void ResponsePanel::find() {
    showTab(BodyTab);
    m_body->find();
}

void ResponsePanel::saveBody() {
    m_body->save();
}

journal::AttemptPtr ResponsePanel::shownAttempt() const {
    if (m_call.attempts.empty())
        return nullptr;
    return m_chosen ? m_call.attempts[*m_chosen] : m_call.attempts.back();
}

void ResponsePanel::show(const CallState& call, std::optional<std::size_t> chosen) {
    if (call.id != m_call.id)
        leaveAnswer();
    if (call.id != m_call.id || chosen)
        m_chosen = chosen;
    m_call = call;
    refresh();
}

void ResponsePanel::choose(int index) {
    m_chosen = static_cast<std::size_t>(index);
    refresh();
}

// The newest attempt's answer has begun and its attempt is not over.
bool ResponsePanel::isAnswering() const {
    return m_backend && m_call.running() && m_call.answering &&
           (m_call.attempts.empty() || m_call.attempts.back()->id != m_call.answering->attempt);
}

// Most answers are whole before anyone could read their begin: only one that takes its time is shown as it comes.
void ResponsePanel::expectAnswer() {
    const auto attempt = m_call.answering->attempt;
    if (m_expected == attempt || m_followed == attempt)
        return;
    m_expected = attempt;
    m_timer = m_backend->scheduler().after(patience, [this, attempt] {
        if (isAnswering() && m_call.answering->attempt == attempt && !m_chosen)
            followAnswer();
    });
}

void ResponsePanel::followAnswer() {
    const auto& answer = *m_call.answering;
    m_followed = answer.attempt;
    m_filled = {};
    m_outer->setCurrentIndex(1);
    const auto field = [&answer](const char* name) { return answer.head.headers.value(name).value_or(QByteArray()); };
    m_body->follow(answer.body, field("Content-Type"), field("Content-Encoding"), m_backend->scheduler().clock());
    http::Attempt begun;
    begun.response.emplace();
    begun.response->head = answer.head;
    m_headers->setPairs(headerPairs(begun));
    m_raw->setBytes(answer.head.raw);
    m_tabs->setCount(HeadersTab, answer.head.headers.size());
    pull();
}

// At frame rate: however quickly the answer comes, the window looks sixty times a second.
void ResponsePanel::pull() {
    if (!isAnswering() || m_call.answering->attempt != m_followed)
        return;
    m_status->showAnswering(*m_call.answering, m_call.attempt);
    m_body->grow();
    m_timer = m_backend->scheduler().after(frame, [this] { pull(); });
}

void ResponsePanel::leaveAnswer() {
    m_timer.cancel();
    m_expected = {};
    m_followed = {};
}

void ResponsePanel::refresh() {
    if (isAnswering()) {
        expectAnswer();
        if (m_followed == m_call.answering->attempt && !m_chosen)
            return;
    } else {
        leaveAnswer();
    }
    const auto record = shownAttempt();
    m_outer->setCurrentIndex(record ? 1 : 0);
    if (!record) {
        m_filled = {};
        return;
    }
    m_status->show(m_call, m_chosen.value_or(m_call.attempts.size() - 1));
    const bool whole = !m_call.body.isEmpty();
    if (record->id == m_filled && whole == m_filledWhole)
        return;
    m_filled = record->id;
    m_filledWhole = whole;
    fill(*record);
}

// Many small widgets: made for an attempt that somebody looks at.
void ResponsePanel::showWhy() {
    const auto record = shownAttempt();
    if (record && m_tabs->currentIndex() == WhyTab)
        m_why->show(*record, m_backend ? m_backend->catalogue() : providers::Catalogue::builtIn());
}

void ResponsePanel::fill(const journal::AttemptRecord& record) {
    const auto& attempt = record.exchange.attempt();
    http::Body body = attempt.response ? attempt.response->body : http::Body();
    // The journal's copy hides secrets; the person at the screen may see the answer as it came.
    const bool asItCame = &record == m_call.attempts.back().get() && !m_call.body.isEmpty();
    if (asItCame)
        body = m_call.body;
    const auto field = [&attempt](const char* name) {
        return attempt.response ? attempt.response->headers().value(name).value_or(QByteArray()) : QByteArray();
    };
    BodyView::Source source{body, field("Content-Type"), field("Content-Encoding"), {}, whyEmpty(attempt)};
    if (!asItCame && attempt.response && attempt.response->decoded)
        source.decodedFrom = attempt.response->encodedSize;
    m_body->setBody(source);
    showWhy();
    m_headers->setPairs(headerPairs(attempt));
    m_timing->setAttempt(attempt);
    m_connection->setAttempt(attempt);
    m_cookies->setPairs(cookiePairs(attempt));
    m_raw->setBytes(rawHeads(attempt));
    const bool noted = record.diagnosis.cause != diagnosis::Cause::None;
    m_tabs->setCount(WhyTab, noted ? record.diagnosis.evidence.size() : 0);
    m_tabs->setCount(HeadersTab, attempt.response ? attempt.response->headers().size() : 0);
    m_tabs->setCount(CookiesTab, attempt.response ? attempt.response->headers().values("Set-Cookie").size() : 0);
}

} // namespace knockback::ui
