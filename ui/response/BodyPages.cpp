// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyPages.h"

#include "ui/models/FormFields.h"
#include "ui/response/EventStreamView.h"
#include "ui/response/HexView.h"
#include "ui/response/JsonTreeView.h"
#include "ui/response/PairTable.h"
#include "ui/response/PreviewView.h"
#include "ui/response/ResponseText.h"
#include "ui/response/TextPage.h"
#include "ui/response/TextView.h"
#include "ui/widgets/AppStyle.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

namespace knockback::ui {

namespace {

constexpr qint64 largestForm = 1024 * 1024;

} // namespace

BodyPages::BodyPages(ThemeManager& themes, QWidget* parent)
    : QStackedWidget(parent)
    , m_themes(themes)
    , m_empty(new QLabel) {
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setRole(m_empty, "muted");
    addWidget(m_empty);
}

TextPage& BodyPages::textPage() {
    if (!m_text) {
        m_text = new TextPage(m_themes);
        m_text->setWrapped(m_wrapped);
        addWidget(m_text);
        connect(m_text, &TextPage::noted, this, &BodyPages::noted);
    }
    return *m_text;
}

EventStreamView& BodyPages::eventPage() {
    if (!m_events) {
        m_events = new EventStreamView(m_themes);
        addWidget(m_events);
        connect(m_events, &EventStreamView::noted, this, &BodyPages::noted);
    }
    return *m_events;
}

JsonTreeView& BodyPages::treePage() {
    if (!m_tree) {
        m_tree = new JsonTreeView(m_themes);
        m_tree->setObjectName(QStringLiteral("responseTree"));
        addWidget(m_tree);
        connect(m_tree, &JsonTreeView::noted, this, &BodyPages::noted);
    }
    return *m_tree;
}

HexView& BodyPages::hexPage() {
    if (!m_hex) {
        m_hex = new HexView(m_themes);
        m_hex->setObjectName(QStringLiteral("responseHex"));
        addWidget(m_hex);
        connect(m_hex, &HexView::noted, this, &BodyPages::noted);
    }
    return *m_hex;
}

PreviewView& BodyPages::previewPage() {
    if (!m_preview) {
        m_preview = new PreviewView(m_themes);
        m_preview->setObjectName(QStringLiteral("responsePreview"));
        addWidget(m_preview);
        connect(m_preview, &PreviewView::noted, this, &BodyPages::noted);
    }
    return *m_preview;
}

void BodyPages::show(const Shown& shown) {
    m_background.drop();
    m_shown = shown;
    switch (shown.mode) {
    case BodyMode::Pretty:
        if (shown.kind == BodyKind::Form)
            return showForm();
        if (shown.kind == BodyKind::EventStream) {
            setCurrentWidget(&eventPage());
            m_events->setBody(shown.body, shown.growing);
            m_events->setFilter(m_eventFilter);
            return;
        }
        return showText(true);
    case BodyMode::Raw:
        return showText(false);
    case BodyMode::Tree:
        setCurrentWidget(&treePage());
        return m_tree->setBody(shown.body);
    case BodyMode::Hex:
        setCurrentWidget(&hexPage());
        return m_hex->setBody(shown.body);
    case BodyMode::Preview:
        setCurrentWidget(&previewPage());
        return m_preview->setBody(shown.body, shown.kind);
    }
}

void BodyPages::showEmpty(const QString& sentence) {
    m_background.drop();
    m_shown = {};
    m_empty->setText(sentence);
    setCurrentWidget(m_empty);
}

void BodyPages::showText(bool pretty) {
    auto& page = textPage();
    if (m_shown.growing) {
        page.setGrowing(m_shown.body, m_shown.kind, false);
        page.setLive(true);
        setCurrentWidget(&page);
        return;
    }
    auto job = std::make_shared<TextJob>(m_shown.body, m_shown.kind, m_shown.contentType, pretty);
    if (job->isTrivial()) {
        page.setText(m_shown.body, m_shown.kind, pretty);
        setCurrentWidget(&page);
        Q_EMIT textChanged();
        return;
    }
    // A large one is shown from its first rows on; a small one when it is ready, which is as soon.
    const bool large = m_shown.body.size() > TextPage::editorLimit;
    if (large) {
        job->begin();
        page.setGrowing(job->text(), m_shown.kind, pretty);
        setCurrentWidget(&page);
    }
    m_background.run(
        [job, stop = m_stop.renew()] {
            job->finish(stop);
            return job;
        },
        [this, pretty, large](const std::shared_ptr<TextJob>& done) {
            if (large && done->text().size() > TextPage::editorLimit)
                m_text->grow();
            else
                m_text->setText(done->text(), m_shown.kind, pretty);
            setCurrentWidget(m_text);
            Q_EMIT noted(done->note());
            Q_EMIT textChanged();
        });
}

void BodyPages::showForm() {
    if (!m_form) {
        m_form = new PairTable(tr("Form fields"), m_themes);
        addWidget(m_form);
    }
    std::vector<Pair> pairs;
    const auto fields = formFields(m_shown.body.prefix(largestForm));
    for (const auto& field : fields)
        pairs.push_back({field.name, field.value, false});
    m_form->setPairs(pairs);
    setCurrentWidget(m_form);
}

void BodyPages::grow() {
    if (currentWidget() == m_text)
        m_text->grow();
    else if (currentWidget() == m_events)
        m_events->grow();
    else if (currentWidget() == m_hex)
        m_hex->grow();
}

void BodyPages::setWrapped(bool wrapped) {
    m_wrapped = wrapped;
    if (m_text)
        m_text->setWrapped(wrapped);
}

void BodyPages::setEventFilterText(const QString& text) {
    m_eventFilter = text;
    if (m_events && currentWidget() == m_events)
        m_events->setFilter(text);
}

void BodyPages::setMatches(const std::vector<TextMatch>& matches, int current) {
    if (m_text)
        m_text->setMatches(matches, current);
}

void BodyPages::setCurrentMatch(int current) {
    if (m_text)
        m_text->setCurrentMatch(current);
}

void BodyPages::goToLine(qint64 line) {
    if (m_text && currentWidget() == m_text)
        m_text->goToLine(line);
}

http::Body BodyPages::searched() const {
    return m_text && currentWidget() == m_text ? m_text->text() : http::Body();
}

QString BodyPages::selectedText() const {
    return m_text && currentWidget() == m_text ? m_text->selectedText() : QString();
}

void BodyPages::copyAll() {
    if (currentWidget() == m_tree)
        return m_tree->copyValue();
    if (currentWidget() == m_events)
        return m_events->copy();
    if (currentWidget() == m_hex)
        return m_hex->copy();
    const http::Body text = currentWidget() == m_text ? m_text->text() : m_shown.body;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text.prefix(TextView::copyLimit)));
    Q_EMIT noted(text.size() > TextView::copyLimit ? tr("Copied the first %1 of %2; save the body to have all of it.")
                                                         .arg(sizeText(TextView::copyLimit), sizeText(text.size()))
                                                   : tr("Copied %1.").arg(sizeText(text.size())));
}

} // namespace knockback::ui
