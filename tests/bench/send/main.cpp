// SPDX-License-Identifier: GPL-3.0-or-later
// The whole life of `knockback send URL` against that of `curl URL`: process start, one small answer from nginx on
// loopback, process end. Pairs, one after the other, so that a busy machine slows both; printed are the medians and the
// median of the pairs' ratios. Goal: at most 1.5 times the wall time of curl.
//
// The data folder is new at first and then used again, as a user's would be. Arguments: [pairs] [program].
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Nginx.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"

#include <QCoreApplication>

#include <cstdlib>

using namespace knockback::bench;

namespace {

struct Side {
    Samples wall; // ms
    Samples cpu;  // ms
    Samples memory;

    ProcessUsage run(const std::vector<QByteArray>& arguments) {
        const auto usage = runProcess(arguments);
        if (usage.exitCode != 0)
            qFatal("%s ended with exit code %d", arguments.front().constData(), usage.exitCode);
        wall.add(usage.wall * 1000);
        cpu.add(usage.cpu * 1000);
        memory.add(usage.peakMegabytes);
        return usage;
    }
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const int pairs = argc > 1 ? std::atoi(argv[1]) : 41;
    const QByteArray program = argc > 2 ? argv[2] : KNOCKBACK_BINARY_DIR "/bin/knockback";
    const QTemporaryDir data;
    Nginx nginx;
    nginx.addFile("small.json", QByteArray(1000, ' ') + "{}");

    const std::vector<QByteArray> ours{program, "send", "--data-dir", data.path().toUtf8(), nginx.url("/small.json")};
    const std::vector<QByteArray> curls{"curl", "--silent", nginx.url("/small.json")};
    Side knockback;
    Side curl;
    Samples wallRatio;
    Samples cpuRatio;
    static_cast<void>(runProcess(ours)); // makes the data folder
    static_cast<void>(runProcess(curls));
    for (int i = 0; i < pairs; ++i) {
        const auto a = knockback.run(ours);
        const auto b = curl.run(curls);
        wallRatio.add(a.wall / b.wall);
        cpuRatio.add(a.cpu / b.cpu);
    }

    heading("send: one request, the whole process");
    figure("curl, wall, median", curl.wall.median(), "ms");
    figure("knockback send, wall, median", knockback.wall.median(), "ms");
    figure("curl, processor time, median", curl.cpu.median(), "ms");
    figure("knockback send, processor time, median", knockback.cpu.median(), "ms");
    figure("curl, peak memory", curl.memory.median(), "MB");
    figure("knockback send, peak memory", knockback.memory.median(), "MB");
    figure("processor time, times curl's (median of pairs)", cpuRatio.median(), "x");
    figure("wall, times curl's, least of each", knockback.wall.least() / curl.wall.least(), "x");
    figure("wall, times curl's (median of pairs)", wallRatio.median(), "x", atMost(1.5));
    return 0;
}
