// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/VariableSpans.h"

#include "app/http/Variables.h"

#include <QCoreApplication>
#include <QStringList>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Variables", text);
}

VariableState stateOf(const QByteArray& name, const VariableScope& scope) {
    const auto info = scope.find(name);
    return !info ? VariableState::Unknown : info->secret ? VariableState::Vault : VariableState::Known;
}

QString tipFor(const QByteArray& variable, const VariableScope& scope) {
    const auto info = scope.find(variable);
    const QString name = QString::fromUtf8(variable);
    if (!info)
        return tr("%1 is not defined. Add it to the environment or the file, or the request will not be sent.")
            .arg(name);
    return info->secret ? tr("%1: a secret\nfrom %2").arg(name, info->origin)
                        : tr("%1 = %2\nfrom %3").arg(name, info->value, info->origin);
}

} // namespace

std::vector<VariableMark> variableMarks(const QString& text, const VariableScope& scope) {
    std::vector<VariableMark> marks;
    if (!text.contains(u"{{"))
        return marks;
    const QByteArray bytes = text.toUtf8();
    for (const auto& span : http::findVariables(bytes)) {
        const auto start = QString::fromUtf8(bytes.left(span.start)).size();
        const auto length = QString::fromUtf8(bytes.mid(span.start, span.length)).size();
        marks.push_back({static_cast<int>(start), static_cast<int>(length), span.name, stateOf(span.name, scope)});
    }
    return marks;
}

QTextCharFormat formatOf(VariableState state, const Theme& theme) {
    QTextCharFormat format;
    format.setBackground(theme.accentSoft);
    format.setForeground(theme.accent);
    if (state == VariableState::Vault) {
        const auto& look = theme.cause(diagnosis::Cause::Credential);
        format.setBackground(look.fill);
        format.setForeground(look.text);
    } else if (state == VariableState::Unknown) {
        format.setForeground(theme.danger());
        format.setBackground(theme.cause(diagnosis::Cause::SuspiciousPattern).fill);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(theme.danger());
    }
    return format;
}

QString variableTip(const QString& text, int position, const VariableScope& scope) {
    for (const auto& mark : variableMarks(text, scope)) {
        if (position >= mark.start && position <= mark.start + mark.length)
            return tipFor(mark.name, scope);
    }
    return {};
}

QString variableTips(const QString& text, const VariableScope& scope) {
    QStringList tips;
    for (const auto& mark : variableMarks(text, scope)) {
        if (const QString tip = tipFor(mark.name, scope); !tips.contains(tip))
            tips << tip;
    }
    return tips.join(u'\n');
}

} // namespace knockback::ui
