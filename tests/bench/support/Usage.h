// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>

namespace knockback::bench {

// What this process has used so far: wall clock, processor time of all its threads, memory.
[[nodiscard]] double wallSeconds();
[[nodiscard]] double cpuSeconds();
// From /proc/self/status: "VmRSS", "VmHWM".
[[nodiscard]] double memoryMegabytes(const char* field);
// Makes VmHWM count from now on.
void forgetPeakMemory();

// A whole process, from its start to its end: `arguments` with the program first, standard output to /dev/null.
struct ProcessUsage {
    int exitCode = -1;
    double wall = 0; // seconds
    double cpu = 0;
    double peakMegabytes = 0;
};
[[nodiscard]] ProcessUsage runProcess(const std::vector<QByteArray>& arguments);

// The same, and what it wrote to standard output.
[[nodiscard]] QByteArray outputOf(const std::vector<QByteArray>& arguments);

} // namespace knockback::bench
