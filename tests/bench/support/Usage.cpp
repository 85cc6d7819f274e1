// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/Usage.h"

#include <QFile>

#include <array>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace knockback::bench {

namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Starts the program with `out` as its standard output; -1 when it cannot be started.
pid_t start(const std::vector<QByteArray>& arguments, int out) {
    std::vector<char*> words;
    for (const auto& argument : arguments)
        words.push_back(const_cast<char*>(argument.constData()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    pid_t pid = -1;
    if (::posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environ) != 0)
        pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

} // namespace

double wallSeconds() {
    return std::chrono::duration<double>(base::systemClock().steadyNow().time_since_epoch()).count();
}

double cpuSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double memoryMegabytes(const char* field) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : status.readAll().split('\n'))
        if (line.startsWith(QByteArray(field) + ':'))
            return line.mid(line.indexOf(':') + 1).chopped(2).trimmed().toDouble() / 1024;
    return 0;
}

void forgetPeakMemory() {
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

ProcessUsage runProcess(const std::vector<QByteArray>& arguments) {
    static const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ProcessUsage result;
    const double begun = wallSeconds();
    const pid_t pid = start(arguments, nowhere);
    int status = 0;
    rusage usage{};
    if (pid < 0 || ::wait4(pid, &status, 0, &usage) != pid)
        return result;
    result.wall = wallSeconds() - begun;
    result.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    result.peakMegabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

QByteArray outputOf(const std::vector<QByteArray>& arguments) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return {};
    const pid_t pid = start(arguments, pipe[1]);
    ::close(pipe[1]);
    QByteArray output;
    std::array<char, 4096> piece{};
    for (ssize_t n = 0; (n = ::read(pipe[0], piece.data(), piece.size())) > 0;)
        output.append(piece.data(), n);
    ::close(pipe[0]);
    if (pid > 0)
        ::waitpid(pid, nullptr, 0);
    return output;
}

} // namespace knockback::bench
