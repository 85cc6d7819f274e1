// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyForm.h"
#include "ui/composer/CodeEditor.h"
#include "ui/models/Background.h"
#include "ui/models/VariableScope.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace knockback::ui {

class CodeVariables;
class FileBodyView;
class GraphQlView;
class NameValuePage;
class PartsTable;

// The request's body, each kind in an editor of its own. What counts is the text of the draft; the editors are views of
// it. What was typed for one kind is there again when the kind is chosen again.
class BodyPanel final : public QWidget {
    Q_OBJECT
public:
    explicit BodyPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void load(const workspace::RequestDraft& draft);
    // The body alone; a change of kind or of parts also changes headers() and method().
    void store(workspace::RequestDraft& draft) const;
    [[nodiscard]] const std::vector<workspace::HeaderRow>& headers() const { return m_draft.headers; }
    [[nodiscard]] const QByteArray& method() const { return m_draft.method; }
    [[nodiscard]] workspace::BodyKind kind() const { return m_kind; }
    void setFolder(const QString& folder);
    void setScope(const VariableScope& scope);
    void commit();
    // What was typed for other kinds belongs to another request.
    void forget() { m_kept.clear(); }
    // Lays JSON and XML out; says so when that cannot be done.
    void format();

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildBar();
    void buildViews();
    void connectViews();
    void chooseKind(workspace::BodyKind kind);
    void showKind();
    void fillView();
    void readView();
    void tellEdit();
    void describe();
    void describeJson(const QByteArray& json);
    void say(const QString& text, bool problem);
    void takeFiles(const QList<QUrl>& files);

    struct Kept {
        QByteArray body;
        std::vector<QByteArray> off;
        QByteArray operation;
        QByteArray contentType;
    };

    ThemeManager& m_themes;
    workspace::RequestDraft m_draft; // method, headers and body as they are now
    workspace::BodyKind m_kind = workspace::BodyKind::None;
    std::map<workspace::BodyKind, Kept> m_kept; // by the kind's view
    QString m_folder;
    QComboBox* m_choice;
    QLabel* m_type;
    QLabel* m_note;
    QPushButton* m_format;
    QPushButton* m_addFile;
    QStackedWidget* m_views;
    QLabel* m_none;
    CodeEditor* m_editor;
    NameValuePage* m_form;
    PartsTable* m_parts;
    FileBodyView* m_file;
    GraphQlView* m_graphQl;
    std::vector<CodeVariables*> m_variables; // of every code editor
    Background m_background{*this};
    Background m_checking{*this};
    bool m_loading = false;
};

} // namespace knockback::ui
