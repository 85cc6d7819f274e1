// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/GraphQlView.h"

#include "ui/composer/CodeEditor.h"
#include "ui/widgets/AppStyle.h"

#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int barHeight = 30; // of the operation's field

QWidget* side(const QString& caption, QWidget* beside, QWidget* editor) {
    auto* label = new QLabel(caption);
    setRole(label, "label");
    label->setBuddy(editor);
    label->setMinimumHeight(barHeight);
    auto* bar = new QHBoxLayout;
    bar->addWidget(label, 1);
    if (beside)
        bar->addWidget(beside);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(beside ? 0 : 8, 0, beside ? 8 : 0, 0);
    column->setSpacing(2);
    column->addLayout(bar);
    column->addWidget(editor, 1);
    return box;
}

} // namespace

GraphQlView::GraphQlView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_query(new CodeEditor(themes))
    , m_variables(new CodeEditor(themes))
    , m_operation(new QLineEdit) {
    m_query->setObjectName(QStringLiteral("graphQlQuery"));
    m_query->setAccessibleName(tr("GraphQL query"));
    m_variables->setObjectName(QStringLiteral("graphQlVariables"));
    m_variables->setAccessibleName(tr("GraphQL variables, a JSON object"));
    m_variables->setLanguage(CodeLanguage::Json);
    m_operation->setObjectName(QStringLiteral("graphQlOperation"));
    m_operation->setAccessibleName(tr("Operation name"));
    m_operation->setPlaceholderText(tr("operation"));
    m_operation->setToolTip(tr("Which operation of the query runs; empty when there is only one"));
    m_operation->setMaximumWidth(160);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(side(tr("Query"), m_operation, m_query));
    splitter->addWidget(side(tr("Variables"), nullptr, m_variables));
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);
    setFocusProxy(m_query);
    const auto tell = [this] {
        if (!m_loading)
            Q_EMIT edited();
    };
    connect(m_query, &QsciScintilla::textChanged, this, tell);
    connect(m_variables, &QsciScintilla::textChanged, this, tell);
    connect(m_operation, &QLineEdit::textEdited, this, tell);
}

void GraphQlView::setBody(const workspace::GraphQlBody& body) {
    const QScopedValueRollback loading(m_loading, true);
    if (m_query->bytes() != body.query)
        m_query->setBytes(body.query);
    if (m_variables->bytes() != body.variables)
        m_variables->setBytes(body.variables);
    if (m_operation->text() != QString::fromUtf8(body.operationName))
        m_operation->setText(QString::fromUtf8(body.operationName));
}

workspace::GraphQlBody GraphQlView::body() const {
    return {m_query->bytes(), m_variables->bytes(), m_operation->text().toUtf8()};
}

} // namespace knockback::ui
