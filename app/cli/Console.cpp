// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Console.h"

#include <QJsonDocument>

#include <unistd.h>

namespace knockback::cli {
namespace {

QIODevice* orStandard(QIODevice* given, QFile& standard, int fd, QIODevice::OpenMode mode) {
    if (given)
        return given;
    const bool opened = standard.open(fd, mode | QIODevice::Unbuffered, QFileDevice::DontCloseHandle);
    Q_UNUSED(opened); // a closed descriptor fails at its first use
    return &standard;
}

} // namespace

Console::Console(const CliContext& context, ArgumentMask mask)
    : m_mask(std::move(mask))
    , m_in(orStandard(context.in, m_stdin, STDIN_FILENO, QIODevice::ReadOnly))
    , m_out(orStandard(context.out, m_stdout, STDOUT_FILENO, QIODevice::WriteOnly))
    , m_err(orStandard(context.err, m_stderr, STDERR_FILENO, QIODevice::WriteOnly)) {}

void Console::write(const QByteArray& bytes) {
    if (!bytes.isEmpty() && m_out->write(bytes) != bytes.size())
        m_outputFailed = true;
}

void Console::print(const QString& line) {
    write(line.toUtf8() + '\n');
}

void Console::print(const QJsonObject& json) {
    write(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

void Console::say(const QString& sentence) {
    sayAsIs(m_mask.hide(sentence));
}

void Console::sayAsIs(const QString& sentence) {
    m_err->write("knockback: " + sentence.toUtf8() + '\n');
}

} // namespace knockback::cli
