// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/models/Background.h"
#include "ui/models/BodyKind.h"
#include "ui/theme/ThemeManager.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTextBrowser;

namespace knockback::ui {

class ImageView;

// What a body looks like: an image, a drawing, the text of an HTML page. Nothing is ever fetched from the network for
// it, and no script runs.
class PreviewView final : public QWidget {
    Q_OBJECT
public:
    explicit PreviewView(ThemeManager& themes, QWidget* parent = nullptr);

    void setBody(const http::Body& body, BodyKind kind);

Q_SIGNALS:
    // "PNG, 640 x 480"
    void noted(const QString& sentence);

private:
    void showProblem(const QString& sentence);
    void showImage(const QImage& image, const QString& format, const QString& problem);

    QStackedWidget* m_stack;
    ImageView* m_image;
    QTextBrowser* m_page;
    QLabel* m_problem;
    Background m_background{*this};
};

// A body as an image, read on a worker; a null image with the reason in `problem`.
struct ReadImage {
    QImage image;
    QString format;
    QString problem;
};
[[nodiscard]] ReadImage readImage(const http::Body& body, BodyKind kind);

// HTML without everything that a viewer could fetch or run: scripts, styles, frames and the addresses of images.
[[nodiscard]] QString harmlessHtml(const http::Body& body);

} // namespace knockback::ui
