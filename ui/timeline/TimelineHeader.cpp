// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineHeader.h"

#include "app/retry/DurationText.h"
#include "ui/theme/Icons.h"
#include "ui/theme/ThemeManager.h"
#include "ui/timeline/TimelineLegend.h"
#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace knockback::ui {

namespace {

using namespace std::chrono_literals;

constexpr double zoomStep = 0.6;

QString withArrow(const QString& text) {
    return text + QStringLiteral(" ▾");
}

} // namespace

TimelineHeader::TimelineHeader(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_range(addMenuButton("timelineRange", tr("Range of time that is shown")))
    , m_grouping(addMenuButton("timelineGrouping", tr("What a lane stands for"))) {
    auto* title = new QLabel(tr("Timeline"), this);
    setRole(title, "strong");
    addRangeMenu();
    addGroupingMenu();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(title);
    row->addSpacing(2);
    row->addWidget(m_range);
    row->addWidget(m_grouping);
    row->addWidget(new TimelineLegend(themes, this), 1);
    row->addSpacing(8);
    auto* out = addButton("timelineZoomOut", "minus", tr("Zoom out (−)"));
    auto* in = addButton("timelineZoomIn", "plus", tr("Zoom in (+)"));
    auto* fit = addButton("timelineFit", "fit", tr("Show everything (F)"));
    for (QToolButton* button : {out, in, fit})
        row->addWidget(button);
    connect(out, &QToolButton::clicked, this, [this] { Q_EMIT zoomed(1 / zoomStep); });
    connect(in, &QToolButton::clicked, this, [this] { Q_EMIT zoomed(zoomStep); });
    connect(fit, &QToolButton::clicked, this, &TimelineHeader::everythingChosen);
    connect(&themes, &ThemeManager::changed, this, &TimelineHeader::tint);
    tint();
}

QToolButton* TimelineHeader::addMenuButton(const char* name, const QString& accessible) {
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(accessible);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMenu(new QMenu(button));
    return button;
}

void TimelineHeader::addRangeMenu() {
    for (const base::Nanoseconds span : {base::Nanoseconds(10s), base::Nanoseconds(30s), base::Nanoseconds(2min),
                                         base::Nanoseconds(10min), base::Nanoseconds(1h), base::Nanoseconds(24h)}) {
        auto* action = m_range->menu()->addAction(tr("last %1").arg(retry::durationText(span)));
        connect(action, &QAction::triggered, this, [this, span] { Q_EMIT followChosen(span); });
    }
    m_range->menu()->addSeparator();
    connect(m_range->menu()->addAction(tr("everything")), &QAction::triggered, this, &TimelineHeader::everythingChosen);
}

void TimelineHeader::addGroupingMenu() {
    const std::array<std::pair<timeline::Grouping, QString>, 3> choices{
        {{timeline::Grouping::Bucket, tr("group by limit bucket")},
         {timeline::Grouping::Host, tr("group by host")},
         {timeline::Grouping::Request, tr("group by request")}}};
    for (const auto& [grouping, words] : choices) {
        auto* action = m_grouping->menu()->addAction(words);
        connect(action, &QAction::triggered, this, [this, grouping = grouping, words = words] {
            m_grouping->setText(withArrow(words));
            Q_EMIT groupingChosen(grouping);
        });
    }
    m_grouping->setText(withArrow(choices.front().second));
}

QToolButton* TimelineHeader::addButton(const char* name, const char* icon, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setProperty("icon name", QLatin1String(icon));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    button->setIconSize({14, 14});
    return button;
}

void TimelineHeader::tint() {
    for (QToolButton* button : findChildren<QToolButton*>())
        if (const QString name = button->property("icon name").toString(); !name.isEmpty())
            button->setIcon(themedIcon(name, m_themes.theme().textMuted));
}

void TimelineHeader::showRange(const ViewRange& range) {
    QString words = tr("free range");
    if (range.mode() == ViewRange::Mode::Following)
        words = tr("last %1").arg(retry::durationText(range.followSpan()));
    else if (range.mode() == ViewRange::Mode::Everything)
        words = tr("everything");
    if (m_range->text() != withArrow(words))
        m_range->setText(withArrow(words));
}

} // namespace knockback::ui
