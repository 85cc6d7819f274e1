// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/FindingFrame.h"

#include "ui/widgets/AppStyle.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

namespace {

constexpr QSize usualSize(860, 680);

QFrame* rule() {
    auto* line = new QFrame;
    setRole(line, "rule");
    return line;
}

} // namespace

FindingFrame::FindingFrame(const QString& name, const QString& title, const QString& subtitle, QWidget* parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout)
    , m_finding(new QLabel)
    , m_start(new QPushButton(tr("Start")))
    , m_end(new QPushButton(tr("Stop"))) {
    setObjectName(name);
    setWindowTitle(title);
    setModal(true);
    setRole(this, "dialog");
    setSizeGripEnabled(true);
    resize(usualSize.boundedTo(parent ? parent->size() - QSize(48, 48) : usualSize));
    setMinimumSize(560, 400);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    whole->setSpacing(0);
    whole->addWidget(buildHead(title, subtitle));
    whole->addWidget(rule());
    m_column->setContentsMargins(20, 14, 20, 12);
    m_column->setSpacing(8);
    whole->addLayout(m_column, 1);
    m_finding->setObjectName(QStringLiteral("finding"));
    m_finding->setWordWrap(true);
    m_finding->setTextFormat(Qt::PlainText);
    m_finding->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_finding->setContentsMargins(20, 4, 20, 12);
    m_finding->hide();
    whole->addWidget(m_finding);
    whole->addWidget(rule());
    whole->addWidget(buildFoot());
    setRunning(false);
}

QWidget* FindingFrame::buildHead(const QString& title, const QString& subtitle) {
    auto* head = new QFrame;
    setRole(head, "panel");
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(20, 14, 20, 14);
    column->setSpacing(4);
    auto* name = new QLabel(title);
    setRole(name, "title");
    auto* about = new QLabel(subtitle);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    setRole(about, "muted");
    column->addWidget(name);
    column->addWidget(about);
    return head;
}

QWidget* FindingFrame::buildFoot() {
    auto* foot = new QFrame;
    setRole(foot, "panel");
    m_buttons = new QHBoxLayout(foot);
    m_buttons->setContentsMargins(20, 12, 20, 12);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    setRole(m_start, "primary");
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setDefault(true);
    m_end->setObjectName(QStringLiteral("stop"));
    connect(m_end, &QPushButton::clicked, this, &FindingFrame::endWanted);
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (auto* button : {m_start, m_end, close})
        m_buttons->addWidget(button);
    return foot;
}

QPushButton* FindingFrame::addButton(const QString& text, const char* role) {
    auto* button = new QPushButton(text);
    button->setAutoDefault(false);
    setRole(button, role);
    m_buttons->insertWidget(m_buttons->count() - 3, button);
    return button;
}

QLabel* FindingFrame::addText(const QString& text, const char* role) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setRole(label, role);
    m_column->addWidget(label);
    return label;
}

void FindingFrame::say(const QString& sentence, bool muted) {
    m_finding->setVisible(!sentence.isEmpty());
    setRole(m_finding, muted ? "muted" : "banner");
    m_finding->setText(sentence);
    m_finding->setAccessibleName(sentence);
}

QString FindingFrame::finding() const {
    return m_finding->text();
}

void FindingFrame::setRunning(bool running) {
    m_running = running;
    m_start->setVisible(!running);
    m_end->setVisible(running);
    if (running)
        m_end->setFocus();
}

void FindingFrame::done(int result) {
    if (m_running)
        Q_EMIT endWanted();
    QDialog::done(result);
}

} // namespace knockback::ui
