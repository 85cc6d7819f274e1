// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyView.h"

#include "app/http/ContentCoding.h"
#include "ui/models/Counted.h"
#include "ui/response/BodyBar.h"
#include "ui/response/BodyPages.h"
#include "ui/response/ResponseText.h"
#include "ui/response/SearchBar.h"
#include "ui/widgets/AppStyle.h"

#include <QFileDialog>
#include <QFrame>
#include <QSaveFile>
#include <QShortcut>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr qint64 sniffed = 4096;

bool isCoded(const QByteArray& encoding) {
    const QByteArray lower = encoding.trimmed().toLower();
    return !lower.isEmpty() && lower != "identity";
}

} // namespace

BodyView::BodyView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_bar(new BodyBar(themes))
    , m_search(new SearchBar(themes))
    , m_pages(new BodyPages(themes)) {
    build();
    addKeys();
    connect(m_bar, &BodyBar::modeChosen, this, &BodyView::chooseMode);
    connect(m_bar, &BodyBar::filterChanged, this, &BodyView::refilter);
    connect(m_bar, &BodyBar::wrapChanged, m_pages, &BodyPages::setWrapped);
    connect(m_bar, &BodyBar::searchRequested, this, &BodyView::find);
    connect(m_bar, &BodyBar::copyRequested, m_pages, &BodyPages::copyAll);
    connect(m_bar, &BodyBar::saveRequested, this, &BodyView::save);
    connect(m_pages, &BodyPages::noted, this, &BodyView::tell);
    connect(m_pages, &BodyPages::textChanged, this, [this] { m_search->setBody(m_pages->searched()); });
    connect(m_search, &SearchBar::found, m_pages, &BodyPages::setMatches);
    connect(m_search, &SearchBar::currentChanged, m_pages, &BodyPages::setCurrentMatch);
    connect(m_search, &SearchBar::lineRequested, m_pages, &BodyPages::goToLine);
    connect(m_search, &SearchBar::closed, m_pages, [this] { m_pages->currentWidget()->setFocus(); });
    setBody({});
}

void BodyView::build() {
    auto* card = new QFrame;
    setRole(card, "card");
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->setSpacing(0);
    inside->addWidget(m_pages, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(m_bar);
    layout->addWidget(m_search);
    layout->addWidget(card, 1);
}

void BodyView::addKeys() {
    const auto add = [this](const QKeySequence& key, auto run) {
        auto* shortcut = new QShortcut(key, this);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(QKeySequence::Find, [this] { find(); });
    add(QKeySequence(Qt::Key_F3), [this] { m_search->step(1); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_search->step(-1); });
}

void BodyView::setBody(const Source& source) {
    m_decodes.drop();
    m_decoder.reset();
    m_growing = nullptr;
    m_wire = source.body;
    m_contentType = source.contentType;
    m_contentEncoding = source.contentEncoding;
    m_codingNote.clear();
    m_bar->setVisible(!m_wire.isEmpty());
    if (m_wire.isEmpty()) {
        m_plain = m_shown = {};
        m_search->close();
        return m_pages->showEmpty(source.nothing.isEmpty() ? tr("The answer has no body.") : source.nothing);
    }
    if (isCoded(m_contentEncoding) && !source.decodedFrom)
        return decode();
    if (source.decodedFrom)
        noteCoding(*source.decodedFrom, m_wire.size(), {});
    setPlain(m_wire);
}

void BodyView::noteCoding(qint64 onWire, qint64 decoded, const QString& problem) {
    m_codingNote = problem.isEmpty()
                       ? tr("%1, %2 on the wire, %3 decoded")
                             .arg(QString::fromUtf8(m_contentEncoding), sizeText(onWire), sizeText(decoded))
                       : problem;
}

void BodyView::decode() {
    m_decodes.run([body = m_wire, encoding = m_contentEncoding] { return http::decodeBody(body, encoding); },
                  [this](const http::DecodedBody& decoded) {
                      noteCoding(m_wire.size(), decoded.body.size(), decoded.problem);
                      setPlain(decoded.body);
                  });
}

void BodyView::setPlain(const http::Body& plain) {
    m_plain = plain;
    m_kind = kindOfBody(m_contentType, plain.prefix(sniffed));
    m_mode = m_modes.value(mediaTypeOf(m_contentType), defaultMode(m_kind));
    if (!problemWith(m_mode, m_kind).isEmpty())
        m_mode = defaultMode(m_kind);
    m_bar->setKind(m_kind);
    m_bar->setMode(m_mode);
    applyFilter();
}

void BodyView::follow(const http::Body& body, const QByteArray& contentType, const QByteArray& contentEncoding,
                      const base::Clock& clock) {
    m_decodes.drop();
    m_decoding = false;
    m_growing = &clock;
    m_wire = body;
    m_contentType = contentType;
    m_contentEncoding = contentEncoding;
    m_decoder = isCoded(contentEncoding) ? LiveDecoder::create(body, contentEncoding) : nullptr;
    m_bar->show();
    m_codingNote.clear();
    setPlain(m_decoder ? m_decoder->body() : body);
}

void BodyView::grow() {
    if (!m_growing)
        return;
    if (m_decoder && !m_decoding && m_decoder->hasWork()) {
        m_decoding = true;
        m_decodes.run(
            [decoder = m_decoder] {
                decoder->step();
                return true;
            },
            [this](bool) { m_decoding = false; });
    }
    m_pages->grow();
    if (m_kind != BodyKind::EventStream || m_mode != BodyMode::Pretty)
        tell(tr("receiving, %1 so far").arg(sizeText(m_wire.size())));
}

void BodyView::chooseMode(BodyMode mode) {
    m_mode = mode;
    m_modes[mediaTypeOf(m_contentType)] = mode;
    m_bar->setMode(mode);
    showBody();
}

// Until the last byte has come only what needs no end can be shown.
BodyMode BodyView::shownMode() const {
    if (!m_growing || m_mode == BodyMode::Hex || (m_kind == BodyKind::EventStream && m_mode == BodyMode::Pretty))
        return m_mode;
    return m_kind == BodyKind::Image || m_kind == BodyKind::Binary ? BodyMode::Hex : BodyMode::Raw;
}

void BodyView::showBody() {
    tell();
    m_pages->setEventFilterText(m_kind == BodyKind::EventStream ? m_bar->filter() : QString());
    m_pages->show({m_shown, m_kind, m_contentType, shownMode(), m_growing});
    m_search->setBody(m_pages->searched());
}

// The user typed in the filter.
void BodyView::refilter() {
    if (m_kind == BodyKind::EventStream)
        m_pages->setEventFilterText(m_bar->filter());
    else
        applyFilter();
}

void BodyView::applyFilter() {
    const QString filter = m_bar->filter();
    m_filters.drop();
    m_filterNote.clear();
    const bool json = m_kind == BodyKind::Json || m_kind == BodyKind::JsonLines;
    if (json && !filter.isEmpty() && !m_growing)
        return filterJson(filter);
    m_shown = m_plain;
    showBody();
}

void BodyView::filterJson(const QString& filter) {
    // "items[0]" and ".items" mean the same as "$.items…".
    const bool whole = filter.startsWith(u'$');
    const bool dotted = filter.startsWith(u'.') || filter.startsWith(u'[');
    const QString written = whole ? filter : (dotted ? QStringLiteral("$") : QStringLiteral("$.")) + filter;
    const auto path = JsonPath::parse(written);
    if (!path) {
        const auto added = written.size() - filter.size();
        return m_bar->setProblem(tr("Column %1: %2")
                                     .arg(std::max<qsizetype>(path.error().position - added, 0) + 1)
                                     .arg(path.error().sentence));
    }
    tell(tr("filtering…"));
    m_filters.run([body = m_plain, path = *path, stop = m_stop.renew()] { return path.run(body, stop); },
                  [this](const JsonPath::Found& found) {
                      m_shown = found.body;
                      m_filterNote = found.count == 0
                                         ? tr("nothing found")
                                         : tr("%1 found").arg(counted(found.count, tr("value"), tr("values")));
                      if (!found.isJson)
                          m_filterNote += tr(", as far as the body is JSON");
                      if (!found.full)
                          m_filterNote += tr("; the disk is full, the rest is cut");
                      showBody();
                  });
}

void BodyView::tell(const QString& more) {
    QStringList parts;
    const QByteArray type = mediaTypeOf(m_contentType);
    for (const QString& part : {m_filterNote, more, m_codingNote, QString::fromUtf8(type)}) {
        if (!part.isEmpty())
            parts << part;
    }
    m_bar->setNote(parts.join(QStringLiteral(" · ")));
}

void BodyView::find() {
    if (m_pages->searched().isEmpty()) {
        if (m_plain.isEmpty())
            return;
        chooseMode(problemWith(BodyMode::Pretty, m_kind).isEmpty() && m_kind != BodyKind::EventStream &&
                           m_kind != BodyKind::Form
                       ? BodyMode::Pretty
                       : BodyMode::Raw);
    }
    m_search->open(m_pages->selectedText());
}

void BodyView::save() {
    auto* dialog = new QFileDialog(this, tr("Save the response body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &BodyView::writeTo);
    dialog->open();
}

void BodyView::writeTo(const QString& path) {
    m_saving.run(
        [body = m_plain, path] {
            constexpr qint64 block = 1024 * 1024;
            QSaveFile file(path);
            bool good = file.open(QIODevice::WriteOnly);
            for (qint64 at = 0; good && at < body.size(); at += block)
                good = file.write(body.read(at, block)) >= 0;
            return good && file.commit() ? QString() : file.errorString();
        },
        [this, path](const QString& problem) {
            if (problem.isEmpty())
                tell(tr("Saved as %1.").arg(path));
            else
                m_bar->setProblem(tr("Not saved as %1: %2.").arg(path, problem));
        });
}

} // namespace knockback::ui
