// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/vault/FieldPlaces.h"
#include "ui/vault/FormRecord.h"
#include "ui/vault/SecretEntry.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace knockback::ui {

// Fields one below the other, each with its label above and, below it, what is wrong with it. Every field knows where
// in a record it stands, so that a kind of credential is a list of fields.
class FieldForm final : public QWidget {
    Q_OBJECT
public:
    // What is wrong with a text, in a sentence; empty = nothing.
    using Check = std::function<QString(const QString& text)>;
    struct Option {
        QByteArray value; // empty = the setting is not there
        QString text;
    };

    explicit FieldForm(QWidget* parent = nullptr);

    QLineEdit* addText(const QString& label, const FieldPlace& place, const QString& hint = {}, Check check = {});
    // The first option is what an absent setting means.
    QComboBox* addChoice(const QString& label, const FieldPlace& place, const std::vector<Option>& options);
    // A setting that is "yes" or not there.
    QCheckBox* addSwitch(const QString& text, const QByteArray& setting);
    SecretEntry* addSecret(const QString& label, vault::SecretRole role, SecretEntry::Need need,
                           const QString& hint = {});
    // A widget of another make. `problem` is asked when the form is checked.
    struct Own {
        std::function<void(const FormRecord&)> show;
        std::function<void(FormRecord&)> fill;
        std::function<QString()> problem;
        std::function<bool()> touched; // beyond what shows in the record
    };
    void addOwn(const QString& label, QWidget* editor, Own own);
    // Asked after the field's own check.
    void alsoCheck(QWidget* editor, std::function<QString()> problem);
    // A sentence that explains what comes next.
    QLabel* addNote(const QString& text);
    // Fields behind a title; opened when one of them has something to show or something wrong with it.
    FieldForm* addSection(const QString& title);

    // Hidden fields are neither checked nor written.
    void setShown(QWidget* editor, bool shown);
    // Everything that takes the focus, as the eye goes.
    [[nodiscard]] std::vector<QWidget*> tabStops() const;

    void show(const FormRecord& record);
    void fill(FormRecord& record) const;
    // Says below every field what is wrong with it; the first such field, or null.
    [[nodiscard]] QWidget* check();
    void say(QWidget* editor, const QString& problem);
    // Asks again where something is said to be wrong: what was put right is not said any more.
    void recheck();
    // Whether a field holds something that fill() does not put into the record's credential.
    [[nodiscard]] bool hasTouchedSecrets() const;

Q_SIGNALS:
    void edited();
    void submitted(); // Return in a line

private:
    struct Row {
        QWidget* whole;
        QWidget* editor;
        QLabel* note;
        Own own;
        bool shown = true;
    };
    struct Section {
        QWidget* toggle;
        FieldForm* fields;
    };
    Row& addRow(const QString& label, QWidget* editor, Own own);
    [[nodiscard]] Row* rowOf(const QWidget* editor);
    void watch(QLineEdit& line);
    void setOpen(const Section& section, bool open);
    [[nodiscard]] bool hasSomething() const;

    QVBoxLayout* m_column;
    std::vector<std::unique_ptr<Row>> m_rows;
    std::vector<Section> m_sections;
};

} // namespace knockback::ui
