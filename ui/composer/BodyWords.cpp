// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyWords.h"

#include "app/workspace/MediaType.h"
#include "ui/composer/PartsModel.h"
#include "ui/models/Counted.h"
#include "ui/models/JsonLayout.h"
#include "ui/models/MarkupPrinter.h"

#include <QCoreApplication>

namespace knockback::ui {

using workspace::BodyKind;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("BodyWords", text);
}

} // namespace

QString kindWords(BodyKind kind) {
    switch (kind) {
    case BodyKind::None:
        return tr("None");
    case BodyKind::Json:
        return tr("JSON");
    case BodyKind::Xml:
        return tr("XML");
    case BodyKind::Text:
        return tr("Text");
    case BodyKind::Form:
        return tr("Form");
    case BodyKind::Multipart:
        return tr("Multipart");
    case BodyKind::File:
        return tr("File");
    case BodyKind::GraphQl:
        return tr("GraphQL");
    }
    return {};
}

QString typeWords(const workspace::RequestDraft& draft, BodyKind kind) {
    if (const auto row = workspace::contentTypeValue(draft))
        return tr("Content-Type: %1").arg(QString::fromUtf8(workspace::mediaType(*row)));
    const QByteArray type = kind == BodyKind::File ? workspace::mediaTypeOfFile(workspace::fileBody(draft).path)
                                                   : workspace::contentTypeOf(kind);
    return type.isEmpty() || kind == BodyKind::None ? QString()
                                                    : tr("Content-Type: %1, automatic").arg(QString::fromUtf8(type));
}

QString formWords(int fields) {
    return counted(fields, tr("field"), tr("fields"));
}

QString partsWords(const PartsModel& parts) {
    int on = 0;
    int missing = 0;
    for (std::size_t i = 0; i < parts.parts().size(); ++i) {
        if (!parts.parts()[i].enabled)
            continue;
        ++on;
        missing += parts.isMissing(static_cast<int>(i)) ? 1 : 0;
    }
    const QString all = counted(on, tr("part"), tr("parts"));
    return missing == 0 ? all : tr("%1, %2 missing").arg(all, counted(missing, tr("file is"), tr("files are")));
}

std::optional<QByteArray> laidOutJson(const QByteArray& text) {
    return layOutJson(text);
}

std::optional<QByteArray> laidOutXml(const QByteArray& text) {
    QByteArray laidOut;
    layOutMarkup(http::Body(text), MarkupDialect::Xml, [&laidOut](QByteArrayView piece) { laidOut += piece; });
    while (laidOut.endsWith('\n') && !text.endsWith('\n'))
        laidOut.chop(1);
    return laidOut;
}

} // namespace knockback::ui
