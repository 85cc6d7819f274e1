// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/PassphraseSetter.h"

#include "app/vault/PassphraseStrength.h"
#include "ui/vault/FormFoot.h"
#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace knockback::ui {

using vault::Strength;

namespace {

QLineEdit* hidden(const QString& name) {
    auto* line = new QLineEdit;
    line->setEchoMode(QLineEdit::Password);
    line->setAccessibleName(name);
    line->setPlaceholderText(name);
    return line;
}

QString wordsFor(Strength strength) {
    switch (strength) {
    case Strength::Empty:
        return QStringLiteral("Several words that do not belong together are strong and can be remembered.");
    case Strength::Weak:
        return QStringLiteral("Weak: whoever has a copy of the vault file could guess it. Make it longer.");
    case Strength::Fair:
        return QStringLiteral("Fair: it takes an effort to guess. Another word makes it strong.");
    case Strength::Strong:
        return QStringLiteral("Strong.");
    }
    return {};
}

} // namespace

PassphraseSetter::PassphraseSetter(QWidget* parent)
    : QWidget(parent)
    , m_first(hidden(QStringLiteral("New passphrase")))
    , m_second(hidden(QStringLiteral("The same again")))
    , m_strength(new QLabel)
    , m_instead(new QCheckBox(QStringLiteral("Ask for it every time: no longer open by the keychain")))
    , m_submit(new QPushButton(QStringLiteral("Set it"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(8);
    setRole(m_strength, "small");
    m_strength->setWordWrap(true);
    for (auto* widget : {static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_second),
                         static_cast<QWidget*>(m_strength), static_cast<QWidget*>(m_instead)})
        column->addWidget(widget);
    auto* cancel = addFormFoot(*column, *m_submit);
    for (auto* button : {cancel, m_submit})
        button->setAutoDefault(false);
    for (auto* line : {m_first, m_second}) {
        connect(line, &QLineEdit::textChanged, this, &PassphraseSetter::judge);
        connect(line, &QLineEdit::returnPressed, this, &PassphraseSetter::submit);
    }
    connect(m_submit, &QPushButton::clicked, this, &PassphraseSetter::submit);
    connect(cancel, &QPushButton::clicked, this, &PassphraseSetter::cancelled);
}

void PassphraseSetter::begin(bool byKeychain) {
    m_first->clear();
    m_second->clear();
    m_instead->setVisible(byKeychain);
    m_instead->setChecked(false);
    judge();
    m_first->setFocus();
}

void PassphraseSetter::judge() {
    const base::Secret typed(m_first->text().toUtf8());
    const auto strength = vault::strengthOf(typed.reveal());
    const bool differ = !m_second->text().isEmpty() && m_second->text() != m_first->text();
    const QString sentence = differ ? QStringLiteral("The two are not the same.") : wordsFor(strength);
    m_strength->setText(sentence);
    setRole(m_strength, differ || strength == Strength::Weak ? "problem" : "small");
    m_first->setAccessibleDescription(sentence);
    m_second->setAccessibleDescription(sentence);
    // A weak one is the user's to choose: it is said, not forbidden.
    m_submit->setEnabled(!typed.isEmpty() && m_first->text() == m_second->text());
}

void PassphraseSetter::submit() {
    if (m_submit->isEnabled())
        Q_EMIT submitted();
    else if (m_first->hasFocus())
        m_second->setFocus();
}

base::Secret PassphraseSetter::take() {
    base::Secret typed(m_first->text().toUtf8());
    m_first->clear();
    m_second->clear();
    return typed;
}

bool PassphraseSetter::instead() const {
    return m_instead->isVisibleTo(this) && m_instead->isChecked();
}

} // namespace knockback::ui
