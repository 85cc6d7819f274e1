// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/PreviewView.h"

#include "ui/models/MarkupTokens.h"
#include "ui/response/ImageView.h"
#include "ui/response/ResponseText.h"
#include "ui/widgets/AppStyle.h"

#include <QBuffer>
#include <QImageReader>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QSvgRenderer>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr qint64 largestImage = 64 * 1024 * 1024;
constexpr qint64 largestPage = 1024 * 1024;
constexpr int largestSide = 8192;
constexpr int drawingSide = 1600; // an SVG is drawn this large at the most

QString tr(const char* text) {
    return QCoreApplication::translate("Preview", text);
}

// Qt would read an image of the drawing from this machine's disk; only those that it brings along stay.
QByteArray withoutOutsideImages(const QByteArray& svg) {
    MarkupTokens tokens(http::Body(svg), MarkupDialect::Xml);
    QByteArray out;
    for (auto token = tokens.next(); token.kind != MarkupToken::Kind::End; token = tokens.next()) {
        const QByteArray written = svg.mid(token.begin, token.end - token.begin);
        const bool image = token.name == "image" || token.name.endsWith(":image");
        if (!image || written.contains("href=\"data:") || written.contains("href='data:"))
            out += written;
    }
    return out;
}

// A document type could name files as entities.
ReadImage drawnSvg(const QByteArray& bytes) {
    ReadImage result;
    result.format = QStringLiteral("SVG");
    if (bytes.contains("<!ENTITY")) {
        result.problem = tr("The drawing defines entities of its own; it is not drawn.");
        return result;
    }
    QSvgRenderer renderer(withoutOutsideImages(bytes));
    if (!renderer.isValid()) {
        result.problem = tr("This is no drawing that can be shown.");
        return result;
    }
    QSize size = renderer.defaultSize();
    if (size.isEmpty())
        size = QSize(512, 512);
    if (size.width() > drawingSide || size.height() > drawingSide)
        size.scale(drawingSide, drawingSide, Qt::KeepAspectRatio);
    result.image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    result.image.fill(Qt::transparent);
    QPainter painter(&result.image);
    renderer.render(&painter);
    return result;
}

class Page final : public QTextBrowser {
public:
    // Whatever the page names stays unfetched.
    QVariant loadResource(int, const QUrl&) override { return QByteArray(); }
};

bool isDropped(const QByteArray& name) {
    return name == "script" || name == "style" || name == "iframe" || name == "object" || name == "noscript" ||
           name == "template" || name == "svg" || name == "video" || name == "audio" || name == "title";
}

} // namespace

ReadImage readImage(const http::Body& body, BodyKind kind) {
    ReadImage result;
    if (body.size() > largestImage) {
        result.problem = tr("At %1 the image is too large to be shown.").arg(sizeText(body.size()));
        return result;
    }
    QByteArray bytes = body.bytes();
    if (kind == BodyKind::Svg)
        return drawnSvg(bytes);
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    result.format = QString::fromLatin1(reader.format()).toUpper();
    const QSize size = reader.size();
    if (size.width() > largestSide || size.height() > largestSide)
        result.problem =
            tr("At %1 × %2 pixels the image is too large to be shown.").arg(size.width()).arg(size.height());
    else if (!reader.read(&result.image))
        result.problem = result.format.isEmpty() ? tr("There is no reader for this kind of image on this machine.")
                                                 : tr("The image cannot be read: %1.").arg(reader.errorString());
    return result;
}

QString harmlessHtml(const http::Body& body) {
    const http::Body head(body.prefix(largestPage));
    MarkupTokens tokens(head, MarkupDialect::Html);
    QByteArray out;
    QByteArray dropping; // until this element ends
    for (auto token = tokens.next(); token.kind != MarkupToken::Kind::End; token = tokens.next()) {
        const bool tag = token.kind == MarkupToken::Kind::Open;
        if (!dropping.isEmpty()) {
            if (token.kind == MarkupToken::Kind::Close && token.name == dropping)
                dropping.clear();
        } else if (tag && isDropped(token.name)) {
            dropping = token.name;
        } else if (token.name != "img" && token.name != "link" && token.name != "meta" && token.name != "embed" &&
                   token.name != "input" && token.name != "base") {
            out += head.read(token.begin, token.end - token.begin);
        }
    }
    return QString::fromUtf8(out);
}

PreviewView::PreviewView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_image(new ImageView(themes))
    , m_page(new Page)
    , m_problem(new QLabel) {
    m_page->setOpenLinks(false);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setAccessibleName(tr("Text of the page"));
    m_problem->setAlignment(Qt::AlignCenter);
    m_problem->setWordWrap(true);
    setRole(m_problem, "muted");
    m_stack->addWidget(m_image);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_problem);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void PreviewView::setBody(const http::Body& body, BodyKind kind) {
    m_background.drop();
    const QString problem = problemWith(BodyMode::Preview, kind);
    if (!problem.isEmpty())
        return showProblem(problem);
    if (kind != BodyKind::Html)
        return m_background.run([body, kind] { return readImage(body, kind); },
                                [this](const ReadImage& read) { showImage(read.image, read.format, read.problem); });
    m_background.run([body] { return harmlessHtml(body); },
                     [this, whole = body.size() <= largestPage](const QString& html) {
                         m_page->setHtml(html);
                         m_stack->setCurrentWidget(m_page);
                         Q_EMIT noted(
                             whole ? tr("The page's text; nothing is fetched, no script runs")
                                   : tr("The text of the page's first megabyte; nothing is fetched, no script runs"));
                     });
}

void PreviewView::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_stack->setCurrentWidget(m_problem);
}

void PreviewView::showImage(const QImage& image, const QString& format, const QString& problem) {
    if (!problem.isEmpty())
        return showProblem(problem);
    m_image->setImage(image);
    m_stack->setCurrentWidget(m_image);
    Q_EMIT noted(tr("%1, %2 × %3 pixels").arg(format).arg(image.width()).arg(image.height()));
}

} // namespace knockback::ui
