// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CopyMenu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace knockback::ui {

CopyMenu::CopyMenu(QMenu& menu, Source source, QObject* parent) : QObject(parent), m_source(std::move(source)) {
    menu.addSeparator();
    auto* choices = menu.addMenu(tr("Copy as"));
    choices->setToolTipsVisible(true);
    for (const auto& choice : interop::codeChoices()) {
        auto* action = choices->addAction(QString::fromUtf8(choice.title));
        action->setToolTip(tr("Secrets are read from environment variables"));
        connect(action, &QAction::triggered, this, [this, choice] { copy(choice); });
    }
}

void CopyMenu::copy(const interop::CodeChoice& choice) {
    m_background.run([source = m_source(), language = choice.language] { return codeFor(language, source); },
                     [this, choice](const CopiedCode& code) { tell(choice, code); });
}

void CopyMenu::tell(const interop::CodeChoice& choice, const CopiedCode& code) {
    if (!code.problem.isEmpty())
        return Q_EMIT failed(tr("Not copied: %1").arg(code.problem));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(code.text));
    QStringList names;
    for (const auto& name : code.variables)
        names << QString::fromUtf8(name);
    const QString title = QString::fromUtf8(choice.title);
    Q_EMIT copied(names.isEmpty() ? tr("Copied as %1.").arg(title)
                                  : tr("Copied as %1. It reads its secrets from the environment: %2.")
                                        .arg(title, names.join(QStringLiteral(", "))));
}

} // namespace knockback::ui
