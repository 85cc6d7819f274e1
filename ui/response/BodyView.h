// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Body.h"
#include "ui/models/Background.h"
#include "ui/models/BodyKind.h"
#include "ui/models/JsonPath.h"
#include "ui/response/LiveDecoder.h"
#include "ui/theme/ThemeManager.h"

#include <QHash>
#include <QWidget>

namespace knockback::ui {

class BodyBar;
class BodyPages;
class SearchBar;

// A response body with everything that can be done with it: content codings undone, shown in the mode that fits,
// filtered, searched, copied, saved. Whatever takes longer than a frame happens on workers.
class BodyView final : public QWidget {
    Q_OBJECT
public:
    explicit BodyView(ThemeManager& themes, QWidget* parent = nullptr);

    struct Source {
        http::Body body;
        QByteArray contentType;
        QByteArray contentEncoding;
        std::optional<qint64> decodedFrom = {}; // the codings are undone already: the size on the wire
        QString nothing = {};                   // what to say when the body is empty
    };
    void setBody(const Source& source);
    // One that still comes; grow() at frame rate shows what is new of it. `clock` outlives the view.
    void follow(const http::Body& body, const QByteArray& contentType, const QByteArray& contentEncoding,
                const base::Clock& clock);
    void grow();

    void save();
    void find();

private:
    void build();
    void addKeys();
    void decode();
    void noteCoding(qint64 onWire, qint64 decoded, const QString& problem);
    void setPlain(const http::Body& plain);
    void chooseMode(BodyMode mode);
    [[nodiscard]] BodyMode shownMode() const;
    void showBody();
    void refilter();
    void applyFilter();
    void filterJson(const QString& filter);
    void tell(const QString& more = {});
    void writeTo(const QString& path);

    ThemeManager& m_themes;
    http::Body m_wire;
    http::Body m_plain; // codings undone
    http::Body m_shown; // m_plain, or what the filter found
    QByteArray m_contentType;
    QByteArray m_contentEncoding;
    BodyKind m_kind = BodyKind::Text;
    BodyMode m_mode = BodyMode::Raw;
    QHash<QByteArray, BodyMode> m_modes; // that the user chose, by media type
    const base::Clock* m_growing = nullptr;
    std::shared_ptr<LiveDecoder> m_decoder;
    bool m_decoding = false;
    QString m_codingNote;
    QString m_filterNote;
    BodyBar* m_bar;
    SearchBar* m_search;
    BodyPages* m_pages;
    Background m_decodes{*this};
    Background m_filters{*this};
    Background m_saving{*this};
    StopOwner m_stop; // goes first, so that the background need not be waited for
};

} // namespace knockback::ui
