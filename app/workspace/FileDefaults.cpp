// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/AuthText.h"
#include "app/workspace/HttpBlockRead.h"
#include "app/workspace/HttpFile.h"

namespace knockback::workspace {
namespace {

using base::Failure;

const QByteArray defaultPrefix = "knockback.default.";

std::optional<SettingLine> defaultLine(const HttpLine& line) {
    const auto setting = line.kind == LineKind::Setting ? parseSetting(line.text()) : std::nullopt;
    return setting && setting->key.startsWith(defaultPrefix) ? setting : std::nullopt;
}

} // namespace

AuthDraft HttpFile::inheritedAuth() const {
    AuthDraft auth;
    for (const HttpBlock& block : m_blocks) {
        for (const HttpLine& line : block.lines) {
            const auto setting = defaultLine(line);
            if (!setting)
                continue;
            if (setting->key == "knockback.default.credential") {
                auth = AuthDraft{};
                auth.kind = AuthKind::Credential;
                auth.credential = setting->value;
            } else if (setting->key == "knockback.default.auth") {
                const auto parsed = parseAuthSetting(setting->value);
                if (parsed && *parsed)
                    auth = **parsed;
            }
        }
    }
    return normalised(auth);
}

base::Outcome<FileError> HttpFile::setInheritedAuth(const AuthDraft& wanted) {
    const AuthDraft auth = normalised(wanted);
    if (auth == inheritedAuth())
        return base::Done{};
    const QByteArray setting = authSetting(auth, defaultPrefix);
    const QByteArray text = "# @" + setting;
    QByteArray all;
    bool written = setting.isEmpty();
    for (const HttpBlock& block : m_blocks) {
        for (const HttpLine& line : block.lines) {
            if (!defaultLine(line)) {
                all += line.raw;
            } else if (!written) {
                all += line.raw.endsWith("\r\n") ? text + "\r\n" : text + '\n';
                written = true;
            }
        }
    }
    if (!written) {
        const qsizetype mark = all.startsWith("\xEF\xBB\xBF") ? 3 : 0;
        all.insert(mark, text + (all.contains("\r\n") ? "\r\n" : "\n"));
    }
    HttpFile changed(all);
    if (changed.inheritedAuth() != auth || changed.count() != count())
        return Failure(FileError{
            {}, 0, QStringLiteral("The file's default cannot be written as one line: look for line breaks in it.")});
    *this = std::move(changed);
    return base::Done{};
}

} // namespace knockback::workspace
