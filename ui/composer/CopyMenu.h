// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/CopyCode.h"
#include "ui/models/Background.h"

#include <QObject>

class QMenu;

namespace knockback::ui {

// "Copy as" below the Send button: the request as a program, on the clipboard, with no secret in it.
class CopyMenu final : public QObject {
    Q_OBJECT
public:
    using Source = std::function<CodeSource()>;

    CopyMenu(QMenu& menu, Source source, QObject* parent);

    void copy(const interop::CodeChoice& choice);

Q_SIGNALS:
    // It is on the clipboard, or why not.
    void copied(const QString& sentence);
    void failed(const QString& sentence);

private:
    void tell(const interop::CodeChoice& choice, const CopiedCode& code);

    Source m_source;
    Background m_background{*this};
};

} // namespace knockback::ui
