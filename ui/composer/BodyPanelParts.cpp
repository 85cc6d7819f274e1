// SPDX-License-Identifier: GPL-3.0-or-later
// How the Body panel is put together, and what can be dropped on it.
#include "ui/composer/BodyPanel.h"
#include "ui/composer/BodyWords.h"
#include "ui/composer/CodeVariables.h"
#include "ui/composer/FileBodyView.h"
#include "ui/composer/FilePlace.h"
#include "ui/composer/GraphQlView.h"
#include "ui/composer/NameValuePage.h"
#include "ui/composer/PartsTable.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>

namespace knockback::ui {

using workspace::BodyKind;

BodyPanel::BodyPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_choice(new QComboBox)
    , m_type(new QLabel)
    , m_note(new ElidedLabel)
    , m_format(new QPushButton(tr("Format")))
    , m_addFile(new QPushButton(tr("Add file…")))
    , m_views(new QStackedWidget)
    , m_none(new QLabel)
    , m_editor(new CodeEditor(themes))
    , m_form(new NameValuePage(TableSubject::FormFields, themes))
    , m_parts(new PartsTable(themes))
    , m_file(new FileBodyView(themes))
    , m_graphQl(new GraphQlView(themes)) {
    buildViews();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 8);
    column->setSpacing(4);
    buildBar();
    column->addWidget(m_views, 1);
    connectViews();
    setAcceptDrops(true);
    showKind();
}

void BodyPanel::buildBar() {
    m_choice->setObjectName(QStringLiteral("bodyKind"));
    m_choice->setAccessibleName(tr("Kind of body"));
    m_choice->setToolTip(tr("What the body is; this also sets Content-Type in the headers"));
    for (int kind = 0; kind <= static_cast<int>(BodyKind::GraphQl); ++kind)
        m_choice->addItem(kindWords(static_cast<BodyKind>(kind)), kind);
    m_type->setObjectName(QStringLiteral("bodyType"));
    setRole(m_type, "small");
    m_note->setObjectName(QStringLiteral("bodyNote"));
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (auto* button : {m_format, m_addFile})
        button->setAutoDefault(false);
    m_format->setToolTip(tr("Lay out JSON or XML (Ctrl+Shift+F)"));
    m_addFile->setObjectName(QStringLiteral("addFile"));
    m_addFile->setToolTip(tr("Send a file as a part; dropping files here does the same"));
    auto* bar = new QHBoxLayout;
    bar->setSpacing(10);
    bar->addWidget(m_choice);
    bar->addWidget(m_type);
    bar->addWidget(m_note, 1);
    bar->addWidget(m_addFile);
    bar->addWidget(m_format);
    static_cast<QVBoxLayout*>(layout())->insertLayout(0, bar);
}

void BodyPanel::buildViews() {
    m_editor->setObjectName(QStringLiteral("requestBody"));
    m_editor->setAccessibleName(tr("Request body"));
    m_form->table().setObjectName(QStringLiteral("formFields"));
    m_none->setText(tr("No body is sent. Choose a kind above, or drop a file here."));
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    setRole(m_none, "muted");
    for (QWidget* view : std::initializer_list<QWidget*>{m_none, m_editor, m_form, m_parts, m_file, m_graphQl})
        m_views->addWidget(view);
    m_views->setMinimumHeight(36);
    // Editors would take a dropped file for text.
    for (auto* editor : {m_editor, &m_graphQl->query(), &m_graphQl->variables()}) {
        editor->installEventFilter(this);
        editor->viewport()->installEventFilter(this);
        m_variables.push_back(new CodeVariables(*editor, m_themes));
    }
}

void BodyPanel::connectViews() {
    connect(m_choice, &QComboBox::activated, this,
            [this] { chooseKind(static_cast<BodyKind>(m_choice->currentData().toInt())); });
    connect(m_format, &QPushButton::clicked, this, &BodyPanel::format);
    connect(m_editor, &QsciScintilla::textChanged, this, &BodyPanel::tellEdit);
    connect(&m_form->rows(), &NameValueModel::edited, this, &BodyPanel::tellEdit);
    connect(&m_parts->parts(), &PartsModel::edited, this, &BodyPanel::tellEdit);
    connect(m_file, &FileBodyView::edited, this, &BodyPanel::tellEdit);
    connect(m_graphQl, &GraphQlView::edited, this, &BodyPanel::tellEdit);
    connect(m_addFile, &QPushButton::clicked, this, [this] {
        auto* dialog = new QFileDialog(this, tr("Files to send"), m_folder);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFiles);
        connect(dialog, &QFileDialog::urlsSelected, this, &BodyPanel::takeFiles);
        dialog->open();
    });
}

void BodyPanel::say(const QString& text, bool problem) {
    static_cast<ElidedLabel*>(m_note)->setWholeText(text);
    const auto& theme = m_themes.theme();
    m_note->setStyleSheet(QStringLiteral("color: %1; font-size: %2px;")
                              .arg((problem ? theme.danger() : theme.textMuted).name())
                              .arg(theme.type.small));
}

bool BodyPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        if (drop->mimeData()->hasUrls()) {
            drop->acceptProposedAction();
            if (event->type() == QEvent::Drop)
                takeFiles(drop->mimeData()->urls());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void BodyPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void BodyPanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    takeFiles(event->mimeData()->urls());
}

// Files become parts of a multipart body, or the body itself.
void BodyPanel::takeFiles(const QList<QUrl>& files) {
    QList<QByteArray> paths;
    for (const auto& url : files) {
        if (url.isLocalFile())
            paths << pathInFile(m_folder, url.toLocalFile()).toUtf8();
    }
    if (paths.isEmpty())
        return;
    if (m_kind == BodyKind::Multipart || paths.size() > 1) {
        chooseKind(BodyKind::Multipart);
        for (const auto& path : paths)
            m_parts->parts().addFile(path);
        return;
    }
    chooseKind(BodyKind::File);
    m_file->setFile({paths.front(), false});
    tellEdit();
}

} // namespace knockback::ui
