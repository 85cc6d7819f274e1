// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialForm.h"

#include "ui/vault/FieldChecks.h"
#include "ui/vault/FormFoot.h"
#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace knockback::ui {

using vault::Credential;

namespace {

void goTo(QWidget& field) {
    field.setFocus();
    for (auto* parent = field.parentWidget(); parent; parent = parent->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(parent))
            return area->ensureWidgetVisible(&field, 0, 60);
}

} // namespace

CredentialForm::CredentialForm(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_kind(new QComboBox)
    , m_common(new FieldForm)
    , m_usesText(new QLabel)
    , m_renameUses(new QCheckBox)
    , m_place(new QVBoxLayout) {
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    setRole(m_title, "title");
    m_title->setTextFormat(Qt::PlainText);
    column->addWidget(m_title);
    for (const auto& kind : formKinds())
        m_kind->addItem(kind.title);
    const auto nothing = [](auto&&...) {};
    m_common->addOwn(QStringLiteral("Kind"), m_kind, {nothing, nothing, [] { return QString(); }, {}});
    m_name = m_common->addText(QStringLiteral("Name"), placeOf(&Credential::name), QStringLiteral("github-app"),
                               &problemWithName);
    auto* uses = new QWidget;
    auto* usesColumn = new QVBoxLayout(uses);
    usesColumn->setContentsMargins(0, 0, 0, 0);
    usesColumn->addWidget(m_renameUses);
    setRole(m_usesText, "small");
    m_usesText->setWordWrap(true);
    m_usesText->setTextFormat(Qt::PlainText);
    usesColumn->addWidget(m_usesText);
    m_common->addOwn({}, uses, {nothing, nothing, [] { return QString(); }, {}});
    m_common->addText(QStringLiteral("Allowed hosts"), placeOf(&Credential::hosts),
                      QStringLiteral("api.example.com, *.example.org"), &problemWithHosts);
    column->addWidget(m_common);
    column->addLayout(m_place);
    buildFoot(*column);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &CredentialForm::useKind);
    connect(m_common, &FieldForm::submitted, this, &CredentialForm::submit);
    connect(m_name, &QLineEdit::textChanged, this, &CredentialForm::showUses);
    useKind(0);
}

void CredentialForm::buildFoot(QVBoxLayout& column) {
    m_problem = new QLabel;
    setRole(m_problem, "problem");
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    column.addWidget(m_problem);
    m_question = new QWidget;
    auto* question = new QHBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    auto* sentence = new QLabel(QStringLiteral("Leave without saving the changes?"));
    sentence->setWordWrap(true);
    auto* discard = new QPushButton(QStringLiteral("Discard them"));
    setRole(discard, "danger");
    m_stay = new QPushButton(QStringLiteral("Keep editing"));
    question->addWidget(sentence, 1);
    question->addWidget(discard);
    question->addWidget(m_stay);
    column.addWidget(m_question);
    m_submit = new QPushButton(QStringLiteral("Save to vault"));
    m_cancel = addFormFoot(column, *m_submit);
    column.addStretch();
    connect(m_cancel, &QPushButton::clicked, this, &CredentialForm::leave);
    connect(m_submit, &QPushButton::clicked, this, &CredentialForm::submit);
    connect(discard, &QPushButton::clicked, this, [this] {
        end();
        Q_EMIT cancelled();
    });
    connect(m_stay, &QPushButton::clicked, this, [this] { ask(false); });
    m_question->hide();
}

const FormKind& CredentialForm::kind() const {
    return formKinds()[static_cast<std::size_t>(m_kind->currentIndex())];
}

// What fits the new kind as well stays in its fields; the rest is asked for again.
void CredentialForm::useKind(int) {
    FormRecord record = m_fields ? filled() : FormRecord();
    record.stored = m_original.stored;
    delete m_fields;
    m_fields = new FieldForm;
    kind().build(*m_fields, m_help);
    m_place->addWidget(m_fields);
    m_fields->setVisible(true); // at once, so that it can take the focus
    m_fields->show(record);
    connect(m_fields, &FieldForm::submitted, this, &CredentialForm::submit);
    QWidget* before = m_common->tabStops().back();
    for (auto* field : m_fields->tabStops()) {
        setTabOrder(before, field);
        before = field;
    }
    setTabOrder(before, m_cancel);
}

void CredentialForm::begin(FieldHelp help) {
    m_help = std::move(help);
    m_original = {};
    m_uses = {};
    start(QStringLiteral("New credential"));
    m_kind->setEnabled(true);
    m_kind->setToolTip({});
    m_name->setFocus();
}

void CredentialForm::edit(const Credential& credential, const std::set<vault::SecretRole>& stored,
                          const CredentialUses& uses, FieldHelp help) {
    m_help = std::move(help);
    m_original = {credential, {}, stored};
    m_uses = uses;
    start(QStringLiteral("Edit %1").arg(QString::fromUtf8(credential.name)));
    m_kind->setEnabled(false);
    m_kind->setToolTip(QStringLiteral("A credential keeps its kind: add another one instead."));
    m_name->setFocus();
    m_name->selectAll();
}

void CredentialForm::start(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
    {
        const QSignalBlocker quiet(m_kind);
        m_kind->setCurrentIndex(edited().isEmpty() ? m_kind->currentIndex() : formKindOf(m_original.credential));
    }
    delete std::exchange(m_fields, nullptr); // nothing of what was typed before
    useKind(m_kind->currentIndex());
    m_common->show(m_original);
    m_fields->show(m_original);
    m_shown = filled();
    m_renameUses->setChecked(true);
    m_problem->hide();
    m_submit->setEnabled(true);
    ask(false);
    showUses();
}

void CredentialForm::end() {
    m_result = {};
    m_original = {};
    start({});
}

void CredentialForm::forgetSecrets() {
    m_result.secrets.clear();
    FormRecord record = filled();
    record.secrets.clear();
    m_fields->show(record);
}

FormRecord CredentialForm::filled() const {
    FormRecord record{m_original.credential, {}, m_original.stored};
    setKind(record.credential, kind());
    m_common->fill(record);
    m_fields->fill(record);
    return record;
}

bool CredentialForm::isTouched() const {
    auto now = filled().credential;
    // A certificate's dates come out of its file, not from the user.
    now.issuedAt = m_shown.credential.issuedAt;
    now.expiresAt = m_shown.credential.expiresAt;
    return m_fields->hasTouchedSecrets() || now != m_shown.credential;
}

void CredentialForm::showUses() {
    const bool renamed = !edited().isEmpty() && m_name->text().trimmed().toUtf8() != edited();
    m_renameUses->setText(
        m_uses.requests.size() == 1
            ? QStringLiteral("Change it in the request that names it, too")
            : QStringLiteral("Change it in the %1 requests that name it, too").arg(m_uses.requests.size()));
    m_renameUses->setVisible(renamed && !m_uses.requests.empty());
    m_usesText->setText(usesText(m_uses));
    m_usesText->setVisible(renamed && !m_usesText->text().isEmpty());
    m_common->setShown(m_usesText->parentWidget(), renamed && !m_usesText->text().isEmpty());
}

bool CredentialForm::renamesUses() const {
    return m_renameUses->isChecked() && !m_uses.requests.empty();
}

void CredentialForm::submit() {
    if (!m_submit->isEnabled())
        return; // it is being saved
    m_problem->hide();
    auto* wrong = m_common->check();
    auto* wrongOfKind = m_fields->check();
    if (auto* first = wrong ? wrong : wrongOfKind)
        return goTo(*first);
    m_result = filled();
    m_submit->setEnabled(false);
    Q_EMIT submitted();
}

vault::Secrets CredentialForm::takeSecrets() {
    return std::exchange(m_result.secrets, {});
}

void CredentialForm::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->show();
    m_submit->setEnabled(true);
    goTo(*m_submit);
}

void CredentialForm::leave() {
    if (isTouched())
        return ask(true);
    end();
    Q_EMIT cancelled();
}

void CredentialForm::ask(bool asking) {
    m_question->setVisible(asking);
    m_cancel->setVisible(!asking);
    m_submit->setVisible(!asking);
    if (asking)
        m_stay->setFocus();
    else if (m_stay->hasFocus())
        m_name->setFocus();
}

// Esc is the window's, too: here it is the form's.
bool CredentialForm::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QFrame::event(event);
}

void CredentialForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape)
        return QFrame::keyPressEvent(event);
    if (m_question->isVisibleTo(this))
        ask(false);
    else
        leave();
}

} // namespace knockback::ui
