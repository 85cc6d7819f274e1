// SPDX-License-Identifier: GPL-3.0-or-later
// 1 GB from nginx on loopback through CurlTransport against `curl -o /dev/null`, one after the other in every round:
// once into bodies that stay in memory (64 of just under the 16 MB where bodies spill), once into one body that spills
// to a file. Goals: at least 0.5 times curl's speed into memory and 0.45 times spilled, where memory stays flat: at
// most 40 MB. Arguments: [rounds].
#include "tests/bench/support/EngineThread.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Nginx.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"

#include <QCoreApplication>

#include <cstdlib>

using namespace knockback;
using namespace knockback::bench;

namespace {

constexpr qint64 whole = 1'024'000'000;
constexpr int pieces = 64;

struct Side {
    Samples speed;  // MB/s
    Samples ratio;  // to curl's in the same round
    Samples memory; // MB over what was there before; only the first round starts without memory to use again
    Samples cpu;    // s

    void run(EngineThread& engine, const QByteArray& url, int times, double curlSeconds) {
        std::vector<http::Attempt> kept;
        forgetPeakMemory();
        const double before = memoryMegabytes("VmRSS");
        const double begun = wallSeconds();
        const double cpuBefore = cpuSeconds();
        for (int i = 0; i < times; ++i) {
            kept.push_back(engine.send({.url = url}));
            if (!kept.back().response || kept.back().response->body.size() != whole / times)
                qFatal("the body is not whole");
        }
        const double seconds = wallSeconds() - begun;
        speed.add(whole / 1e6 / seconds);
        ratio.add(curlSeconds / seconds);
        cpu.add(cpuSeconds() - cpuBefore);
        memory.add(memoryMegabytes("VmHWM") - before);
    }

    void print(const std::string& name, double goal) const {
        figure(name + ", speed", speed.median(), "MB/s");
        figure(name + ", processor time", cpu.median(), "s");
        figure(name + ", memory", memory.most(), "MB");
        figure(name + ", times curl", ratio.median(), "x", atLeast(goal));
    }
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    Nginx nginx;
    nginx.addFile("whole", whole);
    nginx.addFile("piece", whole / pieces);
    EngineThread engine;
    Samples curlSpeed;
    Side inMemory;
    Side spilled;
    for (int round = 0; round < rounds; ++round) {
        const double seconds = runProcess({"curl", "--silent", "-o", "/dev/null", nginx.url("/whole")}).wall;
        curlSpeed.add(whole / 1e6 / seconds);
        spilled.run(engine, nginx.url("/whole"), 1, seconds);
        inMemory.run(engine, nginx.url("/piece"), pieces, seconds);
    }
    heading("download: 1 GB on loopback");
    figure("curl -o /dev/null, speed", curlSpeed.median(), "MB/s");
    inMemory.print("into memory", 0.5);
    spilled.print("spilled to a file", 0.45);
    figure("spilled to a file, memory", spilled.memory.most(), "MB", atMost(40));
    return 0;
}
