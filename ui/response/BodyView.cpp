// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyView.h"

#include "ui/response/LargeBodyView.h"
#include "ui/response/ResponseText.h"
#include "ui/widgets/AppStyle.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace knockback::ui {

BodyView::BodyView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_stack(new QStackedWidget)
    , m_editor(new CodeEditor(themes))
    , m_large(new LargeBodyView(themes))
    , m_empty(new QLabel(tr("The answer has no body.")))
    , m_bar(new QWidget)
    , m_note(new QLabel)
    , m_pretty(new QToolButton)
    , m_save(new QPushButton(tr("Save…"))) {
    m_editor->setObjectName(QStringLiteral("responseBody"));
    m_editor->setAccessibleName(tr("Response body"));
    m_editor->setReadOnly(true);
    m_empty->setAlignment(Qt::AlignCenter);
    setRole(m_empty, "muted");
    buildBar();
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_large);
    m_stack->addWidget(m_empty);
    auto* card = new QFrame;
    setRole(card, "card");
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->setSpacing(0);
    inside->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(m_bar);
    layout->addWidget(card, 1);
    setBody({}, {}, {});
}

void BodyView::buildBar() {
    m_pretty->setCheckable(true);
    m_pretty->setChecked(true);
    m_pretty->setToolTip(tr("Lay out, or show the bytes as they came"));
    m_pretty->setObjectName(QStringLiteral("bodyPretty"));
    m_save->setObjectName(QStringLiteral("bodySave"));
    setRole(m_note, "small");
    auto* layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_note, 1);
    m_pretty->setText(tr("Pretty"));
    m_save->setAutoDefault(false);
    setRole(m_save, "flat");
    layout->addWidget(m_pretty);
    layout->addWidget(m_save);
    connect(m_pretty, &QToolButton::toggled, this, &BodyView::prepare);
    connect(m_save, &QPushButton::clicked, this, &BodyView::save);
}

void BodyView::setBody(const http::Body& body, const QByteArray& contentType, const QByteArray& contentEncoding) {
    m_body = body;
    m_contentType = contentType;
    m_contentEncoding = contentEncoding;
    m_save->setEnabled(!body.isEmpty());
    prepare();
}

void BodyView::prepare() {
    m_background.drop();
    m_bar->setVisible(!m_body.isEmpty());
    if (m_body.isEmpty())
        return m_stack->setCurrentWidget(m_empty);
    const bool large = m_body.size() > editorLimit;
    m_pretty->setVisible(!large);
    if (large) {
        m_note->setText(tr("Large body, %1: shown as it came.").arg(sizeText(m_body.size())));
        m_large->setBody(m_body);
        return m_stack->setCurrentWidget(m_large);
    }
    m_background.run([body = m_body, type = m_contentType, encoding = m_contentEncoding,
                      pretty = m_pretty->isChecked()] { return prepareBody(body, type, encoding, pretty); },
                     [this](const BodyText& text) { showText(text); });
}

void BodyView::showText(const BodyText& text) {
    m_editor->setLanguage(text.language);
    m_editor->setBytes(text.utf8);
    m_stack->setCurrentWidget(m_editor);
    const QString type = QString::fromUtf8(m_contentType);
    if (text.hex)
        m_note->setText(
            m_contentEncoding.isEmpty()
                ? tr("%1, binary").arg(type)
                : tr("%1, coded with %2; shown as it came").arg(type, QString::fromUtf8(m_contentEncoding)));
    else
        m_note->setText(text.laidOut ? tr("%1, laid out; only white space differs from what came").arg(type) : type);
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
        [body = m_body, path] {
            constexpr qint64 block = 1024 * 1024;
            QSaveFile file(path);
            bool good = file.open(QIODevice::WriteOnly);
            for (qint64 at = 0; good && at < body.size(); at += block)
                good = file.write(body.read(at, block)) >= 0;
            return good && file.commit() ? QString() : file.errorString();
        },
        [this, path](const QString& problem) {
            m_note->setText(problem.isEmpty() ? tr("Saved as %1.").arg(path)
                                              : tr("Not saved as %1: %2.").arg(path, problem));
        });
}

} // namespace knockback::ui
