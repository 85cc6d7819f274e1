// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/FieldForm.h"

#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QLabel* sentence(const char* role) {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

} // namespace

FieldForm::FieldForm(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(10);
    connect(this, &FieldForm::edited, this, &FieldForm::recheck);
}

FieldForm::Row& FieldForm::addRow(const QString& label, QWidget* editor, Own own) {
    auto* whole = new QWidget;
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    if (!label.isEmpty()) {
        auto* caption = new QLabel(label);
        setRole(caption, "label");
        caption->setBuddy(editor);
        column->addWidget(caption);
        if (editor->accessibleName().isEmpty())
            editor->setAccessibleName(label);
    }
    column->addWidget(editor);
    auto* note = sentence("problem");
    note->hide();
    column->addWidget(note);
    m_column->addWidget(whole);
    m_rows.push_back(std::make_unique<Row>(Row{whole, editor, note, std::move(own)}));
    return *m_rows.back();
}

// What is wrong with a text that is being typed is said when the field is left, and goes as soon as it is right.
void FieldForm::watch(QLineEdit& line) {
    connect(&line, &QLineEdit::returnPressed, this, &FieldForm::submitted);
    connect(&line, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(&line, &QLineEdit::textChanged, this, [this, &line] {
        if (const auto* row = rowOf(&line); row && !row->note->isHidden())
            say(&line, row->own.problem());
    });
    connect(&line, &QLineEdit::editingFinished, this, [this, &line] {
        if (const auto* row = rowOf(&line); row && !line.text().isEmpty())
            say(&line, row->own.problem());
    });
}

QLineEdit* FieldForm::addText(const QString& label, const FieldPlace& place, const QString& hint, Check check) {
    auto* line = new QLineEdit;
    line->setPlaceholderText(hint);
    addRow(label, line,
           {[line, place](const FormRecord& record) { line->setText(place.read(record.credential)); },
            [line, place](FormRecord& record) { place.write(record.credential, line->text()); },
            [line, check = std::move(check)] { return check ? check(line->text().trimmed()) : QString(); },
            {}});
    watch(*line);
    return line;
}

QComboBox* FieldForm::addChoice(const QString& label, const FieldPlace& place, const std::vector<Option>& options) {
    auto* choice = new QComboBox;
    for (const auto& option : options)
        choice->addItem(option.text, QString::fromUtf8(option.value));
    addRow(label, choice,
           {[choice, place](const FormRecord& record) {
                const QString value = place.read(record.credential);
                if (choice->findData(value) < 0) // of a later version: it stays what it is
                    choice->addItem(value, value);
                choice->setCurrentIndex(choice->findData(value));
            },
            [choice, place](FormRecord& record) { place.write(record.credential, choice->currentData().toString()); },
            [] { return QString(); },
            {}});
    connect(choice, &QComboBox::currentIndexChanged, this, &FieldForm::edited);
    return choice;
}

QCheckBox* FieldForm::addSwitch(const QString& text, const QByteArray& setting) {
    auto* box = new QCheckBox(text);
    box->setAccessibleName(text);
    addRow(
        {}, box,
        {[box, setting](const FormRecord& record) { box->setChecked(settingOf(record.credential, setting) == "yes"); },
         [box, setting](FormRecord& record) {
             const bool was = settingOf(record.credential, setting) == "yes";
             if (was != box->isChecked()) // a "no" that was written out stays
                 setSetting(record.credential, setting, box->isChecked() ? "yes" : "");
         },
         [] { return QString(); },
         {}});
    connect(box, &QCheckBox::toggled, this, &FieldForm::edited);
    return box;
}

SecretEntry* FieldForm::addSecret(const QString& label, vault::SecretRole role, SecretEntry::Need need,
                                  const QString& hint) {
    auto* entry = new SecretEntry(label, need, hint);
    const bool required = need == SecretEntry::Need::Required;
    Own own;
    own.show = [entry, role](const FormRecord& record) { entry->begin(record.stored.contains(role)); };
    own.fill = [entry, role](FormRecord& record) {
        if (auto secret = entry->secret())
            record.secrets[role] = std::move(*secret);
    };
    own.problem = [entry, label, required] {
        return required && entry->willBeMissing() ? QStringLiteral("%1: nothing is typed yet.").arg(label) : QString();
    };
    own.touched = [entry] { return entry->isTouched(); };
    addRow(label, entry, std::move(own));
    connect(entry, &SecretEntry::edited, this, &FieldForm::edited);
    connect(&entry->line(), &QLineEdit::returnPressed, this, &FieldForm::submitted);
    return entry;
}

void FieldForm::addOwn(const QString& label, QWidget* editor, Own own) {
    addRow(label, editor, std::move(own));
}

void FieldForm::alsoCheck(QWidget* editor, std::function<QString()> problem) {
    if (auto* row = rowOf(editor))
        row->own.problem = [first = row->own.problem, then = std::move(problem)] {
            const QString wrong = first();
            return wrong.isEmpty() ? then() : wrong;
        };
}

QLabel* FieldForm::addNote(const QString& text) {
    auto* note = sentence("small");
    note->setText(text);
    m_column->addWidget(note);
    return note;
}

FieldForm* FieldForm::addSection(const QString& title) {
    auto* toggle = new QToolButton;
    toggle->setText(title);
    setRole(toggle, "section");
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setArrowType(Qt::RightArrow);
    toggle->setCheckable(true);
    toggle->setFocusPolicy(Qt::StrongFocus);
    toggle->setAccessibleName(title);
    auto* fields = new FieldForm;
    fields->m_column->setContentsMargins(12, 0, 0, 4);
    fields->hide();
    m_column->addWidget(toggle, 0, Qt::AlignLeft);
    m_column->addWidget(fields);
    connect(toggle, &QToolButton::toggled, fields, [toggle, fields](bool open) {
        toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        fields->setVisible(open);
    });
    connect(fields, &FieldForm::edited, this, &FieldForm::edited);
    connect(fields, &FieldForm::submitted, this, &FieldForm::submitted);
    m_sections.push_back({toggle, fields});
    return fields;
}

void FieldForm::setOpen(const Section& section, bool open) {
    qobject_cast<QToolButton*>(section.toggle)->setChecked(open);
}

FieldForm::Row* FieldForm::rowOf(const QWidget* editor) {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [editor](const auto& row) { return row->editor == editor; });
    return found == m_rows.end() ? nullptr : found->get();
}

void FieldForm::setShown(QWidget* editor, bool shown) {
    if (auto* row = rowOf(editor)) {
        row->shown = shown;
        row->whole->setVisible(shown);
    }
}

std::vector<QWidget*> FieldForm::tabStops() const {
    std::vector<QWidget*> stops;
    for (auto* widget : findChildren<QWidget*>())
        if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() && widget->window() == window())
            stops.push_back(widget);
    return stops;
}

void FieldForm::show(const FormRecord& record) {
    for (const auto& row : m_rows) {
        row->own.show(record);
        say(row->editor, {});
    }
    for (const auto& section : m_sections) {
        section.fields->show(record);
        setOpen(section, section.fields->hasSomething());
    }
}

void FieldForm::fill(FormRecord& record) const {
    for (const auto& row : m_rows)
        if (row->shown)
            row->own.fill(record);
    for (const auto& section : m_sections)
        section.fields->fill(record);
}

QWidget* FieldForm::check() {
    QWidget* first = nullptr;
    for (const auto& row : m_rows) {
        const QString problem = row->shown ? row->own.problem() : QString();
        say(row->editor, problem);
        if (!problem.isEmpty() && !first)
            first = row->editor;
    }
    for (const auto& section : m_sections)
        if (auto* wrong = section.fields->check()) {
            setOpen(section, true);
            first = first ? first : wrong;
        }
    return first;
}

// One field may put another one right.
void FieldForm::recheck() {
    for (const auto& row : m_rows)
        if (!row->note->isHidden())
            say(row->editor, row->shown ? row->own.problem() : QString());
    for (const auto& section : m_sections)
        section.fields->recheck();
}

void FieldForm::say(QWidget* editor, const QString& problem) {
    auto* row = rowOf(editor);
    if (!row)
        return;
    row->note->setText(problem);
    row->note->setVisible(!problem.isEmpty());
    auto* heard = editor->focusProxy() ? editor->focusProxy() : editor;
    auto* line = qobject_cast<QLineEdit*>(heard);
    heard->setAccessibleDescription(problem.isEmpty() && line ? line->placeholderText() : problem);
    const char* role = problem.isEmpty() ? "" : "wrong";
    if (line && line->property("role").toString() != QLatin1String(role))
        setRole(line, role);
}

bool FieldForm::hasTouchedSecrets() const {
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [](const auto& row) { return row->shown && row->own.touched && row->own.touched(); }) ||
           std::any_of(m_sections.begin(), m_sections.end(),
                       [](const Section& section) { return section.fields->hasTouchedSecrets(); });
}

// By what the fields would write into an empty record.
bool FieldForm::hasSomething() const {
    FormRecord record;
    fill(record);
    const vault::Credential empty;
    return record.credential != empty;
}

} // namespace knockback::ui
