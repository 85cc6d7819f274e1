// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/PastedCommand.h"

#include "app/interop/CurlCommandReader.h"

#include <algorithm>
#include <array>

namespace knockback::interop {
namespace {

constexpr qsizetype longestPrompt = 100;
constexpr qsizetype longestCommand = 16 * 1024;
constexpr std::array<QByteArrayView, 5> programs{"curl ", "http ", "https ", "xh ", "wget "};

// Where the program's name stands, after nothing or a prompt; -1 = nowhere.
qsizetype programAt(QByteArrayView line, bool promptNeeded) {
    for (const QByteArrayView program : programs) {
        const qsizetype at = line.indexOf(program);
        if (at < 0 || at > longestPrompt)
            continue;
        const QByteArrayView prompt = line.first(at).trimmed();
        if (prompt.isEmpty() ? !promptNeeded : QByteArrayView("$#%>").contains(prompt.back()))
            return at;
    }
    return -1;
}

PastedCommand curlCommand(const QByteArray& text) {
    const auto read = readCurlCommand(text);
    return read ? PastedCommand{read->draft.url, read->draft.method} : PastedCommand{};
}

// HTTPie and wget: the first word that is a URL, the first that is a method.
PastedCommand otherCommand(const QByteArray& text) {
    PastedCommand command;
    const QByteArrayList words = text.simplified().split(' ');
    for (QByteArray word : words.mid(1)) {
        if ((word.startsWith('\'') || word.startsWith('"')) && word.size() > 1)
            word = word.mid(1, word.size() - 2);
        const bool isMethod =
            word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (isMethod && command.method.isEmpty())
            command.method = word;
        if (command.url.isEmpty() && (word.startsWith("http://") || word.startsWith("https://")))
            command.url = word;
    }
    return command;
}

} // namespace

std::optional<PastedCommand> commandIn(QByteArrayView line, bool insideBody) {
    const qsizetype at = line.size() > longestCommand ? -1 : programAt(line, insideBody);
    if (at < 0 || !(line.contains(" -") || line.contains("://") || line.sliced(at).count(' ') == 1))
        return std::nullopt;
    const QByteArray command = line.sliced(at).toByteArray();
    return command.startsWith("curl ") ? curlCommand(command) : otherCommand(command);
}

} // namespace knockback::interop
