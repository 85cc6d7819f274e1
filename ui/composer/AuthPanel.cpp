// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AuthPanel.h"

#include "ui/composer/AuthWords.h"
#include "ui/composer/CredentialChoice.h"
#include "ui/composer/FileField.h"
#include "ui/composer/ReflowGrid.h"
#include "ui/composer/Suggestions.h"
#include "ui/composer/VariableLineEdit.h"
#include "ui/widgets/AppStyle.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <set>

namespace knockback::ui {

using workspace::AuthKind;
using workspace::KeyPlace;

namespace {

constexpr int cellWidth = 170;

constexpr std::array kinds{AuthKind::Inherited, AuthKind::None,   AuthKind::Credential, AuthKind::Bearer,
                           AuthKind::Basic,     AuthKind::ApiKey, AuthKind::Digest,     AuthKind::ClientCertificate};

QLabel* smallPrint(const char* name) {
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

AuthPanel::AuthPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_kind(new QComboBox)
    , m_place(new QComboBox)
    , m_grid(new ReflowGrid(cellWidth, 4))
    , m_sentence(smallPrint("authSentence"))
    , m_warning(smallPrint("authWarning"))
    , m_vault(new QPushButton(tr("Open vault"))) {
    setRole(m_sentence, "label");
    m_vault->setAutoDefault(false);
    m_vault->setToolTip(tr("Credentials are kept encrypted there, and sent only to the hosts that you allow"));
    m_grid->add(captioned(tr("Kind"), m_kind));
    buildKinds();
    buildFields();
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_sentence);
    words->addWidget(m_warning);
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addLayout(words, 1);
    below->addWidget(m_vault, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(8);
    column->addWidget(m_grid);
    column->addLayout(below);
    column->addStretch(1);
    showFields();
    connect(m_vault, &QPushButton::clicked, this, &AuthPanel::vaultRequested);
    connect(&themes, &ThemeManager::changed, this, &AuthPanel::explain);
}

void AuthPanel::buildKinds() {
    m_kind->setObjectName(QStringLiteral("authKind"));
    m_kind->setAccessibleName(tr("Kind of authentication"));
    m_kind->setToolTip(tr("How the request says who is asking"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto kind : kinds)
        m_kind->addItem(authName(kind), static_cast<int>(kind));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_auth.kind = static_cast<AuthKind>(m_kind->currentData().toInt());
        showFields();
        Q_EMIT edited();
    });
    m_place->setObjectName(QStringLiteral("authKeyPlace"));
    m_place->setAccessibleName(tr("Where the key goes"));
    m_place->addItem(tr("Header"), static_cast<int>(KeyPlace::Header));
    m_place->addItem(tr("Query"), static_cast<int>(KeyPlace::Query));
    connect(m_place, &QComboBox::currentIndexChanged, this, &AuthPanel::noteEdit);
}

// One control for each text of the draft; kinds that share one show the same.
void AuthPanel::buildFields() {
    std::set<QByteArray> made;
    for (const auto kind : kinds) {
        for (const auto& field : authFields(kind)) {
            if (!made.insert(field.name).second)
                continue;
            auto* control = makeField(field);
            auto* cell = captioned(field.label, control);
            m_cells.push_back({field, cell, control});
            m_grid->add(cell);
        }
    }
    m_placeCell = captioned(tr("Goes into"), m_place);
    m_grid->add(m_placeCell);
}

QWidget* AuthPanel::makeField(const AuthField& field) {
    if (field.kind == AuthField::Kind::Credential) {
        auto* choice = new CredentialChoice;
        choice->setObjectName(QLatin1String(field.name));
        choice->setAccessibleName(field.label);
        connect(choice, &QComboBox::activated, this, &AuthPanel::noteEdit);
        return choice;
    }
    VariableLineEdit* line = nullptr;
    QWidget* control = nullptr;
    if (field.kind == AuthField::Kind::File) {
        auto* file = new FileField(field.label, m_themes);
        connect(file, &FileField::edited, this, &AuthPanel::noteEdit);
        line = &file->line();
        control = file;
    } else {
        line = new VariableLineEdit(m_themes);
        line->setSecret(field.kind == AuthField::Kind::Secret);
        connect(line, &QLineEdit::textEdited, this, &AuthPanel::noteEdit);
        control = line;
    }
    line->setObjectName(QLatin1String(field.name));
    line->setAccessibleName(field.label);
    line->setPlaceholderText(field.hint);
    new FieldCompletion(*line, m_themes,
                        [this](const QString& text, int cursor) { return variableOffer(text, cursor, m_scope); });
    return control;
}

void AuthPanel::setScope(const VariableScope& scope) {
    m_scope = scope;
    for (const auto& cell : m_cells) {
        if (auto* choice = qobject_cast<CredentialChoice*>(cell.control))
            choice->setCredentials(scope.credentials());
        else if (auto* file = qobject_cast<FileField*>(cell.control))
            file->setScope(scope);
        else if (auto* line = qobject_cast<VariableLineEdit*>(cell.control))
            line->setScope(scope);
    }
    explain();
}

void AuthPanel::setPlace(const QString& folder, const workspace::AuthDraft& inherited) {
    m_folder = folder;
    m_inherited = inherited;
    for (const auto& cell : m_cells) {
        if (auto* file = qobject_cast<FileField*>(cell.control))
            file->setFolder(folder);
    }
    explain();
}

void AuthPanel::load(const workspace::RequestDraft& draft) {
    const QSignalBlocker quiet(this);
    m_auth.kind = draft.auth.kind;
    for (const auto& field : authFields(draft.auth.kind))
        m_auth.*field.member = draft.auth.*field.member;
    if (draft.auth.kind == AuthKind::ApiKey)
        m_auth.keyPlace = draft.auth.keyPlace;
    const QSignalBlocker quietKind(m_kind);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(m_auth.kind)));
    showFields();
}

void AuthPanel::store(workspace::RequestDraft& draft) const {
    draft.auth = {};
    draft.auth.kind = m_auth.kind;
    for (const auto& field : authFields(m_auth.kind))
        draft.auth.*field.member = m_auth.*field.member;
    if (m_auth.kind == AuthKind::ApiKey)
        draft.auth.keyPlace = m_auth.keyPlace;
}

QString AuthPanel::mark() const {
    return authMark(m_auth, m_inherited);
}

void AuthPanel::showFields() {
    const auto wanted = authFields(m_auth.kind);
    for (const auto& cell : m_cells) {
        const bool shown = std::any_of(wanted.begin(), wanted.end(),
                                       [&cell](const AuthField& field) { return field.member == cell.field.member; });
        cell.cell->setVisible(shown);
        const QString text = QString::fromUtf8(m_auth.*cell.field.member);
        if (auto* choice = qobject_cast<CredentialChoice*>(cell.control))
            choice->choose(m_auth.credential);
        else if (auto* file = qobject_cast<FileField*>(cell.control))
            file->setPath(text);
        else if (auto* line = qobject_cast<VariableLineEdit*>(cell.control); line && line->text() != text)
            line->setText(text);
    }
    m_placeCell->setVisible(m_auth.kind == AuthKind::ApiKey);
    const QSignalBlocker quiet(m_place);
    m_place->setCurrentIndex(m_place->findData(static_cast<int>(m_auth.keyPlace)));
    m_grid->reflow();
    explain();
}

void AuthPanel::noteEdit() {
    for (const auto& cell : m_cells) {
        if (auto* choice = qobject_cast<CredentialChoice*>(cell.control))
            m_auth.credential = choice->chosen();
        else if (auto* file = qobject_cast<FileField*>(cell.control))
            m_auth.*cell.field.member = file->path().toUtf8();
        else if (auto* line = qobject_cast<VariableLineEdit*>(cell.control))
            m_auth.*cell.field.member = line->text().toUtf8();
    }
    m_auth.keyPlace = static_cast<KeyPlace>(m_place->currentData().toInt());
    explain();
    Q_EMIT edited();
}

void AuthPanel::explain() {
    m_sentence->setText(authSentence(m_auth, m_inherited, m_scope.credentials()));
    const bool plain = holdsPlainSecret(m_auth);
    m_warning->setText(plain ? tr("This secret stands in the .http file in plain text. Move it to the vault and write "
                                  "{{vault:name}} here.")
                             : QString());
    m_warning->setVisible(plain);
    m_warning->setStyleSheet(QStringLiteral("color: %1;").arg(m_themes.theme().danger().name()));
    m_vault->setVisible(plain || m_auth.kind == AuthKind::Credential || m_auth.kind == AuthKind::Inherited ||
                        m_auth.kind == AuthKind::None);
}

} // namespace knockback::ui
