// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/RecoverySetter.h"

#include "app/vault/RecoveryKey.h"
#include "ui/vault/FormFoot.h"
#include "ui/vault/SecretText.h"
#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace knockback::ui {

namespace {
constexpr qsizetype group = 4;

QLabel* sentence(const QString& text, const char* role) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    setRole(label, role);
    return label;
}
} // namespace

RecoverySetter::RecoverySetter(base::RandomSource& random, base::Scheduler& scheduler, ThemeManager& themes,
                               QWidget* parent)
    : QWidget(parent)
    , m_random(random)
    , m_clipboard(scheduler)
    , m_key(new SecretText(themes))
    , m_copy(new QPushButton)
    , m_last(new QLineEdit)
    , m_state(sentence({}, "small"))
    , m_submit(new QPushButton(QStringLiteral("It is written down"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(8);
    column->addWidget(sentence(QStringLiteral("Write this down and keep it away from this machine. It is shown this "
                                              "once, and it opens the vault when all else is lost."),
                               "muted"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_key, 1);
    setRole(m_copy, "flat");
    row->addWidget(m_copy);
    column->addLayout(row);
    m_last->setAccessibleName(QStringLiteral("Last group of the recovery key"));
    m_last->setPlaceholderText(QStringLiteral("its last four letters, off the paper"));
    column->addWidget(m_last);
    column->addWidget(m_state);
    auto* cancel = addFormFoot(*column, *m_submit);
    for (auto* button : {cancel, m_submit, m_copy})
        button->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_clipboard.copy(base::Secret::copyOf(m_key->revealed()));
        m_copy->setText(QStringLiteral("Copied"));
    });
    connect(&m_clipboard, &SecretClipboard::cleared, this, [this] { m_copy->setText(QStringLiteral("Copy 10 s")); });
    connect(m_last, &QLineEdit::textChanged, this, &RecoverySetter::judge);
    connect(m_last, &QLineEdit::returnPressed, this, &RecoverySetter::submit);
    connect(m_submit, &QPushButton::clicked, this, &RecoverySetter::submit);
    connect(cancel, &QPushButton::clicked, this, &RecoverySetter::cancelled);
}

void RecoverySetter::begin() {
    m_key->reveal(vault::makeRecoveryKey(m_random));
    m_copy->setText(QStringLiteral("Copy 10 s"));
    m_last->clear();
    judge();
    m_last->setFocus();
}

void RecoverySetter::judge() {
    const auto typed = vault::plainRecoveryKey(base::Secret(m_last->text().toUtf8()));
    const auto key = m_key->revealed();
    const bool right = key.size() >= group && typed == base::Secret::copyOf(key.last(group));
    const bool wrong = !right && typed.size() >= group;
    m_state->setText(right ? QStringLiteral("Right. It opens the vault from now on; an earlier one does not any more.")
                     : wrong ? QStringLiteral("These are not its last four letters: look at the paper again.")
                             : QStringLiteral("It counts as soon as you have typed its last four letters here."));
    setRole(m_state, wrong ? "problem" : "small");
    m_last->setAccessibleDescription(m_state->text());
    m_submit->setEnabled(right);
}

void RecoverySetter::submit() {
    if (m_submit->isEnabled())
        Q_EMIT submitted();
}

base::Secret RecoverySetter::take() {
    auto key = base::Secret::copyOf(m_key->revealed());
    forget();
    return key;
}

void RecoverySetter::forget() {
    m_key->hideSecret();
    m_last->clear();
}

} // namespace knockback::ui
