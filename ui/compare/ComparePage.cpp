// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ComparePage.h"

#include "ui/compare/CompareText.h"
#include "ui/compare/CompareView.h"
#include "ui/compare/DiffSummary.h"
#include "ui/compare/LineDiff.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int mostSummaryHeight = 132;

} // namespace

ComparePage::ComparePage(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_leftTitle(new ElidedLabel(Qt::ElideMiddle))
    , m_rightTitle(new ElidedLabel(Qt::ElideMiddle))
    , m_sentences(new QLabel)
    , m_summaryArea(new QScrollArea)
    , m_count(new QLabel)
    , m_previous(new QPushButton(tr("↑ Previous")))
    , m_next(new QPushButton(tr("↓ Next")))
    , m_everything(new QCheckBox(tr("Equal lines too")))
    , m_view(new CompareView(themes)) {
    setObjectName(QStringLiteral("comparePage"));
    m_sentences->setObjectName(QStringLiteral("compareSummary"));
    m_sentences->setTextFormat(Qt::PlainText);
    m_sentences->setWordWrap(true);
    m_sentences->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentences->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_sentences->setContentsMargins(18, 0, 18, 8);
    m_summaryArea->setWidget(m_sentences);
    m_summaryArea->setWidgetResizable(true);
    m_summaryArea->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_summaryArea);
    column->addWidget(buildTitles());
    column->addWidget(m_view, 1);
    connect(m_view, &CompareView::stepped, this, &ComparePage::updateCount);
    connect(m_everything, &QCheckBox::toggled, m_view, &CompareView::setEverything);
    setFocusProxy(m_view);
}

QWidget* ComparePage::buildHead() {
    auto* title = new QLabel(tr("Compare"));
    setRole(title, "title");
    setRole(m_count, "muted");
    m_count->setObjectName(QStringLiteral("compareCount"));
    m_previous->setToolTip(tr("Previous difference (Shift+F7)"));
    m_next->setToolTip(tr("Next difference (F7)"));
    auto* swap = new QPushButton(tr("Swap sides"));
    auto* copy = new QPushButton(tr("Copy as text"));
    auto* close = new QPushButton(tr("Close"));
    copy->setObjectName(QStringLiteral("compareCopy"));
    close->setToolTip(tr("Back to where you were (Esc)"));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(18, 14, 12, 10);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_count);
    row->addStretch(1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_everything, m_previous, m_next, swap, copy, close})
        row->addWidget(part);
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(swap, &QPushButton::clicked, this, &ComparePage::swapSides);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(close, &QPushButton::clicked, this, &ComparePage::closeRequested);
    return head;
}

QWidget* ComparePage::buildTitles() {
    auto* titles = new QFrame;
    setRole(titles, "panel");
    auto* row = new QHBoxLayout(titles);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(20);
    for (auto* title : {m_leftTitle, m_rightTitle}) {
        setRole(title, "strong");
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row->addWidget(title, 1);
    }
    return titles;
}

void ComparePage::setTitles(const QString& left, const QString& right) {
    m_leftTitle->setWholeText(left);
    m_rightTitle->setWholeText(right);
}

void ComparePage::compare(journal::AttemptPtr left, journal::AttemptPtr right) {
    setTitles(titleOf(*left), titleOf(*right));
    m_left = left;
    m_right = right;
    m_work.run(
        [left, right] {
            const auto diff = diffExchanges(*left, *right);
            return Comparison{summaryOf(diff, sideNames(*left, *right)), rowsOf(diff)};
        },
        [this](const Comparison& comparison) { display(comparison); });
}

void ComparePage::compareTexts(const QString& leftTitle, const QByteArray& left, const QString& rightTitle,
                               const QByteArray& right) {
    m_left.reset();
    m_right.reset();
    m_leftText = left;
    m_rightText = right;
    setTitles(leftTitle, rightTitle);
    m_work.run(
        [left, right] {
            return Comparison{{}, diffLines(left, right)};
        },
        [this](const Comparison& comparison) { display(comparison); });
}

void ComparePage::display(const Comparison& comparison) {
    m_summary = comparison.summary;
    QStringList lines;
    for (const auto& sentence : m_summary)
        lines << QStringLiteral("–  ") + sentence;
    m_sentences->setText(lines.join(u'\n'));
    m_summaryArea->setVisible(!lines.isEmpty());
    fitSummary();
    m_view->setRows(comparison.rows);
    Q_EMIT shown();
}

// As high as its sentences, up to a bound; then it scrolls.
void ComparePage::fitSummary() {
    m_summaryArea->setFixedHeight(std::clamp(m_sentences->heightForWidth(width()), 0, mostSummaryHeight));
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitSummary();
}

void ComparePage::swapSides() {
    if (m_left)
        return compare(m_right, m_left);
    compareTexts(m_rightTitle->wholeText(), QByteArray(m_rightText), m_leftTitle->wholeText(), QByteArray(m_leftText));
}

void ComparePage::step(int by) {
    m_view->step(by);
}

void ComparePage::updateCount() {
    const int count = m_view->differenceCount();
    const int current = m_view->currentDifference();
    m_next->setEnabled(count > 0 && current + 1 < count);
    m_previous->setEnabled(current > 0);
    if (count == 0)
        m_count->setText(tr("no differences"));
    else if (current < 0)
        m_count->setText(count == 1 ? tr("1 difference") : tr("%1 differences").arg(count));
    else
        m_count->setText(tr("difference %1 of %2").arg(current + 1).arg(count));
}

QString ComparePage::text() const {
    return compareText(m_leftTitle->wholeText(), m_rightTitle->wholeText(), {m_summary, m_view->rows()});
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closeRequested();
    QWidget::keyPressEvent(event);
}

} // namespace knockback::ui
