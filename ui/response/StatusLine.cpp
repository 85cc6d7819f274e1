// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/StatusLine.h"

#include "ui/models/HttpMeanings.h"
#include "ui/response/ResponseText.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace knockback::ui {

namespace {

constexpr int narrow = 520;
constexpr int veryNarrow = 400;

qint64 sizeOnWire(const http::Response& response) {
    return response.decoded ? response.encodedSize : response.body.size();
}

} // namespace

StatusLine::StatusLine(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_status(new QLabel)
    , m_time(new QLabel)
    , m_size(new QLabel)
    , m_protocol(new QLabel)
    , m_picker(new QToolButton)
    , m_attempts(new QMenu(this))
    , m_id(new ElidedLabel(Qt::ElideRight))
    , m_copy(new QToolButton)
    , m_compare(new QToolButton) {
    setObjectName(QStringLiteral("statusLine"));
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setTextFormat(Qt::RichText);
    setRole(m_time, "strong");
    setRole(m_size, "strong");
    setRole(m_protocol, "muted");
    setRole(m_id, "mono");
    m_picker->setObjectName(QStringLiteral("attemptPicker"));
    m_picker->setPopupMode(QToolButton::InstantPopup);
    m_picker->setMenu(m_attempts);
    m_picker->setAccessibleName(tr("Attempt shown"));
    m_copy->setToolTip(tr("Copy the request ID"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_copy->setAutoRaise(true);
    m_compare->setObjectName(QStringLiteral("compareWith"));
    m_compare->setText(tr("Compare…"));
    m_compare->setToolTip(tr("Show this exchange beside another one: the last that worked, the attempt before, any of "
                             "the history (Ctrl+Shift+C)"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 4, 12, 0);
    layout->setSpacing(16);
    for (auto* label : {m_status, m_time, m_size, m_protocol})
        layout->addWidget(label);
    layout->addWidget(m_picker);
    layout->addWidget(m_id, 1);
    layout->addStretch(); // in its place
    layout->addWidget(m_copy);
    layout->addWidget(m_compare);
    connect(m_compare, &QToolButton::clicked, this, &StatusLine::compareRequested);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        if (m_record)
            QGuiApplication::clipboard()->setText(requestIdOf(*m_record).value);
    });
    connect(&themes, &ThemeManager::changed, this, &StatusLine::showStatus);
}

void StatusLine::show(const CallState& call, std::size_t shown) {
    m_record = call.attempts[shown];
    m_head.reset();
    const auto& attempt = m_record->exchange.attempt();
    m_time->setText(timeText(attempt.timing.total));
    // A record leaves long bodies out; the call still has the newest one.
    const bool whole = shown + 1 == call.attempts.size() && !call.body.isEmpty();
    m_size->setText(whole              ? sizeText(call.body.size())
                    : attempt.response ? sizeText(sizeOnWire(*attempt.response))
                                       : QString());
    m_protocol->setText(protocolText(attempt.connection));
    const auto id = requestIdOf(*m_record);
    m_id->setWholeText(id.value.isEmpty() ? QString() : id.name + u' ' + id.value);
    m_copy->setVisible(!id.value.isEmpty());
    fillPicker(call, shown);
    showStatus();
}

void StatusLine::showAnswering(const session::Answering& answer, int number) {
    m_record.reset();
    m_head = answer.head;
    m_time->setText(tr("answering…"));
    m_size->setText(sizeText(answer.body.size()));
    m_protocol->setText(QString::fromLatin1(answer.head.version));
    setPicker(tr("attempt %1").arg(number), QString::number(number));
    m_picker->setEnabled(false);
    m_id->setWholeText({});
    m_copy->hide();
    showStatus();
}

void StatusLine::showStatus() {
    m_copy->setIcon(themedIcon(u"copy", m_themes.theme().textMuted));
    if (m_head) {
        const QByteArray reason = m_head->reason.isEmpty() ? http::reasonPhrase(m_head->status) : m_head->reason;
        writeStatus(m_themes.theme().text, QString::number(m_head->status), QString::fromUtf8(reason));
        m_status->setToolTip(httpMeanings().ofStatus(m_head->status));
        return;
    }
    if (!m_record)
        return;
    const auto& attempt = m_record->exchange.attempt();
    const QString code = attempt.response ? QString::number(attempt.status()) : tr("No answer");
    writeStatus(m_themes.theme().cause(m_record->diagnosis.cause).text, code, phraseOf(attempt));
    m_status->setToolTip(attempt.response ? httpMeanings().ofStatus(attempt.status()) : QString());
}

void StatusLine::writeStatus(const QColor& colour, const QString& code, const QString& phrase) {
    m_status->setText(QStringLiteral("<b style=\"color:%1\">%2</b> <span style=\"color:%3\">%4</span>")
                          .arg(colour.name(), code, m_themes.theme().textMuted.name(), phrase.toHtmlEscaped()));
}

void StatusLine::fillPicker(const CallState& call, std::size_t shown) {
    const QString place = tr("%1 of %2").arg(m_record->number).arg(std::max(call.attemptLimit, m_record->number));
    const QString trigger = triggerText(*m_record);
    setPicker(tr("attempt %1").arg(place) + (trigger.isEmpty() ? QString() : QStringLiteral(" · ") + trigger), place);
    m_picker->setEnabled(call.attempts.size() > 1);
    m_attempts->clear();
    for (std::size_t i = 0; i < call.attempts.size(); ++i) {
        const auto& record = *call.attempts[i];
        const auto& attempt = record.exchange.attempt();
        const QString what = attempt.response ? QString::number(attempt.status()) : tr("no answer");
        const QString why = triggerText(record);
        auto* action = m_attempts->addAction(tr("Attempt %1%2: %3, %4")
                                                 .arg(record.number)
                                                 .arg(why.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(why),
                                                      what, timeText(attempt.timing.total)));
        action->setCheckable(true);
        action->setChecked(i == shown);
        const int index = static_cast<int>(i);
        connect(action, &QAction::triggered, this, [this, index] { Q_EMIT attemptChosen(index); });
    }
}

void StatusLine::setPicker(const QString& text, const QString& shortText) {
    m_pickerText = text;
    m_pickerShortText = shortText;
    m_picker->setToolTip(text);
    fit();
}

// What the tabs say too gives way first.
void StatusLine::fit() {
    const bool roomy = width() >= narrow;
    m_protocol->setVisible(roomy);
    m_compare->setVisible(roomy);
    m_id->setVisible(width() >= veryNarrow); // the button beside it still copies it
    m_picker->setText(roomy ? m_pickerText : m_pickerShortText);
    layout()->setSpacing(roomy ? 16 : 8);
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

} // namespace knockback::ui
