// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerPanel.h"

#include "ui/composer/AuthPanel.h"
#include "ui/composer/BodyPanel.h"
#include "ui/composer/CountTabBar.h"
#include "ui/composer/NameValueTable.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RetryPanel.h"
#include "ui/composer/UrlField.h"
#include "ui/models/QueryRows.h"
#include "ui/widgets/AppStyle.h"

#include <QPlainTextEdit>
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
    return area;
}

} // namespace

ComposerPanel::ComposerPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_line(new RequestLine(themes))
    , m_tabs(new CountTabBar(themes))
    , m_stack(new QStackedWidget)
    , m_params(new NameValueTable(tr("parameter"), {}, themes))
    , m_headers(new NameValueTable(tr("header"), commonRequestHeaders(), themes))
    , m_auth(new AuthPanel)
    , m_body(new BodyPanel(themes))
    , m_retry(new RetryPanel(themes))
    , m_notes(new QPlainTextEdit) {
    buildTabs();
    auto* rule = new QFrame;
    rule->setFrameShape(QFrame::HLine);
    setRole(rule, "rule");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_line);
    layout->addWidget(m_tabs);
    layout->addWidget(rule);
    layout->addWidget(m_stack, 1);
    connect(&m_line->url(), &QPlainTextEdit::textChanged, this, &ComposerPanel::followUrl);
    connect(m_line, &RequestLine::edited, this, &ComposerPanel::followEdit);
    connect(&m_params->rows(), &NameValueModel::edited, this, &ComposerPanel::followParams);
    connect(&m_headers->rows(), &NameValueModel::edited, this, &ComposerPanel::followEdit);
    connect(m_auth, &AuthPanel::edited, this, &ComposerPanel::followEdit);
    connect(m_auth, &AuthPanel::vaultRequested, this, &ComposerPanel::vaultRequested);
    connect(m_body, &BodyPanel::edited, this, &ComposerPanel::followEdit);
    connect(m_retry, &RetryPanel::edited, this, &ComposerPanel::followEdit);
    connect(m_notes, &QPlainTextEdit::textChanged, this, &ComposerPanel::followEdit);
}

void ComposerPanel::buildTabs() {
    m_tabs->setObjectName(QStringLiteral("composerTabs"));
    m_tabs->setAccessibleName(tr("Parts of the request"));
    m_params->setObjectName(QStringLiteral("params"));
    m_headers->setObjectName(QStringLiteral("headers"));
    m_notes->setObjectName(QStringLiteral("notes"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setPlaceholderText(tr("What this request is for; kept in the .http file as a comment."));
    m_notes->setFrameShape(QFrame::NoFrame);
    m_notes->setTabChangesFocus(true);
    const std::array<std::pair<QString, QWidget*>, 6> parts{{{tr("Params"), m_params},
                                                             {tr("Headers"), m_headers},
                                                             {tr("Auth"), m_auth},
                                                             {tr("Body"), m_body},
                                                             {tr("Retry & limits"), m_retry},
                                                             {tr("Notes"), m_notes}}};
    for (const auto& [name, part] : parts) {
        m_tabs->addTab(name);
        m_stack->addWidget(qobject_cast<QAbstractScrollArea*>(part) ? part : scrolled(part));
    }
    m_stack->setMinimumHeight(72);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    showTab(Retry);
}

void ComposerPanel::showTab(Tab tab) {
    m_tabs->setCurrentIndex(tab);
}

void ComposerPanel::formatBody() {
    showTab(Body);
    m_body->format();
}

void ComposerPanel::load(const workspace::RequestDraft& draft) {
    const QScopedValueRollback loading(m_loading, true);
    m_draft = draft;
    m_line->setMethod(draft.method);
    m_line->url().setText(QString::fromUtf8(draft.url));
    m_params->rows().setRows(rowsOfUrl(m_line->url().text()));
    std::vector<NameValueRow> headers;
    for (const auto& header : draft.headers)
        headers.push_back({QString::fromUtf8(header.name), QString::fromUtf8(header.value), header.enabled});
    m_headers->rows().setRows(std::move(headers));
    m_auth->load(draft);
    m_body->load(draft);
    m_retry->load(draft.policy);
    if (m_notes->toPlainText() != draft.notes)
        m_notes->setPlainText(draft.notes);
    updateMarks();
}

workspace::RequestDraft ComposerPanel::draft() const {
    workspace::RequestDraft draft = m_draft;
    draft.method = m_line->method();
    draft.url = m_line->url().text().toUtf8();
    draft.headers.clear();
    for (const auto& row : m_headers->rows().rows()) {
        if (!row.name.isEmpty() || !row.value.isEmpty())
            draft.headers.push_back({row.name.toUtf8(), row.value.toUtf8(), row.enabled});
    }
    m_auth->store(draft);
    m_body->store(draft);
    draft.policy = m_retry->policy();
    draft.notes = m_notes->toPlainText();
    return draft;
}

void ComposerPanel::commit() {
    m_params->commit();
    m_headers->commit();
}

void ComposerPanel::setScope(const VariableScope& scope) {
    m_line->url().setScope(scope);
    const QScopedValueRollback loading(m_loading, true);
    m_auth->setCredentials(scope.credentials());
}

void ComposerPanel::followUrl() {
    if (!m_loading)
        m_params->rows().setRows(mergedRows(m_params->rows().rows(), m_line->url().text()));
}

void ComposerPanel::followParams() {
    {
        const QScopedValueRollback loading(m_loading, true);
        m_line->url().setText(urlWithRows(m_line->url().text(), m_params->rows().rows()));
    }
    followEdit();
}

void ComposerPanel::followEdit() {
    if (m_loading)
        return;
    updateMarks();
    Q_EMIT edited();
}

void ComposerPanel::updateMarks() {
    m_tabs->setCount(Params, static_cast<std::size_t>(m_params->rows().enabledCount()));
    m_tabs->setCount(Headers, static_cast<std::size_t>(m_headers->rows().enabledCount()));
    m_tabs->setMark(Auth, m_auth->chosen());
    m_tabs->setMark(Body, m_body->isEmpty() ? QString() : QStringLiteral("•"));
    m_tabs->setMark(Notes, m_notes->toPlainText().isEmpty() ? QString() : QStringLiteral("•"));
}

} // namespace knockback::ui
