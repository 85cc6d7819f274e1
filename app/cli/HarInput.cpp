// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/HarInput.h"

#include "app/cli/ExitCode.h"
#include "app/interop/Exchanges.h"
#include "app/interop/HarReader.h"

#include <QFile>

namespace knockback::cli {
namespace {

constexpr qint64 lookedAt = 4096;
constexpr qint64 largestText = 64 * 1024 * 1024 + 1; // one more than the reader takes, so that it can say so

// A file by its path, or standard input; said when it cannot be opened.
class Input {
public:
    Input(const QString& path, Console& console) : m_file(path), m_standard(path == QLatin1String("-")) {
        m_ok = m_standard || m_file.open(QIODevice::ReadOnly);
        m_device = m_standard ? &console.in() : &m_file;
        if (!m_ok)
            console.say(QStringLiteral("%1 cannot be read: %2.").arg(path, m_file.errorString()));
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] QIODevice& device() { return *m_device; }
    [[nodiscard]] QString shown() const { return m_standard ? QStringLiteral("standard input") : m_file.fileName(); }

private:
    QFile m_file;
    bool m_standard;
    bool m_ok = false;
    QIODevice* m_device = nullptr;
};

int readEntries(Input& input, Console& console, const EachEntry& each) {
    interop::HarReader reader(input.device());
    int exitCode = Done;
    for (qint64 entry = 0;; ++entry) {
        const auto next = reader.next();
        if (!next) {
            console.say(QStringLiteral("%1: %2").arg(input.shown(), next.error().sentence));
            exitCode = Unreadable;
            if (next.error().fatal)
                return exitCode;
            continue;
        }
        if (!next->has_value())
            return exitCode;
        each(entry, **next);
    }
}

bool isJson(QByteArray start) {
    if (start.startsWith("\xEF\xBB\xBF"))
        start = start.mid(3);
    start = start.trimmed();
    return start.startsWith('{') || start.startsWith('[');
}

} // namespace

int readHar(const QString& path, Console& console, const EachEntry& each) {
    Input input(path, console);
    return input.ok() ? readEntries(input, console, each) : Unreadable;
}

int readCapture(const QString& path, Console& console, const EachEntry& each) {
    Input input(path, console);
    if (!input.ok())
        return Unreadable;
    if (isJson(input.device().peek(lookedAt)))
        return readEntries(input, console, each);
    const auto read = interop::readExchanges(input.device().read(largestText));
    if (!read) {
        console.say(QStringLiteral("%1: %2").arg(input.shown(), read.error()));
        return Unreadable;
    }
    for (std::size_t entry = 0; entry < read->attempts.size(); ++entry)
        each(static_cast<qint64>(entry), read->attempts[entry]);
    return Done;
}

} // namespace knockback::cli
