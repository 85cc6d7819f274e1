// SPDX-License-Identifier: GPL-3.0-or-later
// The engine against its neighbours, in one run: nginx on loopback serves 1 KB over kept connections to wrk (about as
// fast as this machine can ask), to libcurl's blocking interface, to QNetworkAccessManager, to CurlTransport with its
// whole wire trace, and to the whole call pipeline, at 1, 6 and 50 requests at a time. Every round asks all of them
// once, so that a busy machine slows all alike; printed are medians over the rounds, of ratios within one round.
//
// Goals: at least 0.45 times wrk at 50; at least 8 times QNetworkAccessManager at 6 and 50; at 1 at most 40 µs over
// blocking libcurl, counted from the thread that asks to the thread that gets the answer.
// Arguments: [rounds] [seconds a run].
#include "tests/bench/engine/Contestant.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Nginx.h"

#include <QCoreApplication>

#include <cstdlib>
#include <map>

using namespace knockback::bench;

namespace {

struct Entry {
    std::string name;
    std::unique_ptr<Contestant> contestant;
};

// One contestant's medians over the rounds.
struct Row {
    Samples rate;     // requests a second
    Samples cpu;      // µs a request
    Samples latency;  // µs, each round's median
    Samples toWrk;    // rate in relation to …
    Samples toQnam;   // … within one round
    Samples overCurl; // µs over the blocking one
};

using Table = std::map<std::string, Row>;

void runRound(std::vector<Entry>& entries, const QByteArray& url, int concurrency, double seconds, Table& table) {
    std::map<std::string, RunResult> results;
    for (auto& [name, contestant] : entries)
        if (concurrency == 1 || name != "blocking libcurl")
            results[name] = contestant->run(url, concurrency, seconds);
    const auto rate = [&](const std::string& name) {
        const auto& result = results[name];
        return static_cast<double>(result.requests) / result.seconds;
    };
    const double blocking = results["blocking libcurl"].latency.median();
    for (auto& [name, result] : results) {
        if (result.requests == 0)
            continue;
        Row& row = table[name];
        row.rate.add(rate(name));
        row.cpu.add(result.cpu * 1e6 / static_cast<double>(result.requests));
        row.latency.add(result.latency.median());
        row.toWrk.add(rate(name) / rate("wrk"));
        row.toQnam.add(rate(name) / rate("QNetworkAccessManager"));
        row.overCurl.add(result.latency.median() - blocking);
    }
}

void print(const std::vector<Entry>& entries, int concurrency, Table& table) {
    heading("engine: " + std::to_string(concurrency) + " at a time");
    for (const auto& [name, contestant] : entries) {
        const Row& row = table[name];
        if (row.rate.size() == 0)
            continue;
        figure(name + ", a second", row.rate.median(), "1/s");
        if (name == "wrk")
            continue;
        figure(name + ", processor time a request", row.cpu.median(), "us");
        figure(name + ", median latency", row.latency.median(), "us");
        if (name == "CurlTransport") {
            figure("CurlTransport, times wrk", row.toWrk.median(), "x",
                   concurrency == 50 ? std::optional(atLeast(0.45)) : std::nullopt);
            figure("CurlTransport, times QNetworkAccessManager", row.toQnam.median(), "x",
                   concurrency > 1 ? std::optional(atLeast(8)) : std::nullopt);
        }
        if (concurrency == 1 && name == "CurlTransport from another thread")
            figure(name + ", over blocking libcurl", row.overCurl.median(), "us", atMost(40));
        if (name == "whole pipeline")
            figure("whole pipeline, times CurlTransport", row.rate.median() / table["CurlTransport"].rate.median(),
                   "x");
    }
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
    const double seconds = argc > 2 ? std::atof(argv[2]) : 0.5;
    Nginx nginx;
    nginx.addFile("small.json", "{\"data\": \"" + QByteArray(1012, 'x') + "\"}");
    const QByteArray url = nginx.url("/small.json");

    std::vector<Entry> entries;
    entries.push_back({"wrk", makeWrk()});
    entries.push_back({"blocking libcurl", makeBlockingCurl()});
    entries.push_back({"QNetworkAccessManager", makeQnam()});
    entries.push_back({"CurlTransport", makeTransport(false)});
    entries.push_back({"CurlTransport from another thread", makeTransport(true)});
    entries.push_back({"whole pipeline", makePipeline(false)});
    entries.push_back({"whole pipeline and history", makePipeline(true)});

    std::map<int, Table> tables;
    for (int round = -1; round < rounds; ++round) { // the first one warms up and is thrown away
        for (const int concurrency : {1, 6, 50}) {
            Table ignored;
            runRound(entries, url, concurrency, round < 0 ? 0.1 : seconds, round < 0 ? ignored : tables[concurrency]);
        }
    }
    for (auto& [concurrency, table] : tables)
        print(entries, concurrency, table);
    return 0;
}
