// SPDX-License-Identifier: GPL-3.0-or-later
// N requests through a limited server: the time as a multiple of the least possible, and the share of requests that
// were wasted as blocks, for Knockback and, with `--peers`, for the clients that people use. Against express-rate-limit
// (50 in 5 s, every header dialect, with and without Retry-After) and nginx limit_req (10 a second, nothing announced).
//
// Seven minutes; with peers a quarter of an hour. `--quick`: one scenario of each kind. `--decisions`: only the pacer's
// own cost.
#include "tests/bench/pacing/Scenario.h"
#include "tests/bench/support/Figures.h"
#include "tests/real/support/RunningServer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <future>

using namespace knockback;
using namespace knockback::bench;

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

constexpr const char* nginxConfiguration = R"(
daemon off;
master_process off;
pid PREFIX/nginx.pid;
error_log /dev/null crit;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path PREFIX/body;
  proxy_temp_path PREFIX/proxy;
  fastcgi_temp_path PREFIX/fastcgi;
  uwsgi_temp_path PREFIX/uwsgi;
  scgi_temp_path PREFIX/scgi;
  limit_req_zone $arg_run zone=ten:1m rate=10r/s;
  limit_req_status 429;
  server {
    listen 127.0.0.1:PORT;
    root PREFIX;
    location / { limit_req zone=ten; }
  }
}
)";

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

void startNginx(test::RunningServer& server, const QTemporaryDir& folder) {
    const quint16 port = test::freePort();
    QByteArray text(nginxConfiguration);
    text.replace("PORT", QByteArray::number(port)).replace("PREFIX", folder.path().toUtf8());
    write(folder.filePath(s("nginx.conf")), text);
    write(folder.filePath(s("items")), "{}");
    if (!server.start(s("nginx"), {s("-p"), folder.path() + u'/', s("-c"), folder.filePath(s("nginx.conf"))}, port))
        qFatal("nginx is needed: %s", qPrintable(server.problem()));
}

void installExpress() {
    QProcess install;
    install.setWorkingDirectory(s(KNOCKBACK_PACING_DIR));
    install.start(s("cmake"), {s("-DSOURCE=" KNOCKBACK_PACING_SOURCE), s("-P"), s(KNOCKBACK_NPM_INSTALL)});
    if (!install.waitForFinished(300'000) || install.exitCode() != 0)
        qFatal("npm ci failed: %s", install.readAllStandardError().constData());
}

constexpr std::array peerNames{"got", "axios-retry", "p-retry", "bottleneck"};
constexpr int runs = 3;

// Knockback three times and, when asked for, what people use once: all at the same time, since nearly all of it is
// waiting, and each with a limit of its own.
std::vector<Outcome> runAll(const Scenario& scenario, bool peers) {
    std::vector<std::future<Outcome>> running;
    const auto start = [&](auto&& run) {
        Scenario own = scenario;
        own.url.replace("RUN", "run" + QByteArray::number(qsizetype(running.size())));
        running.push_back(std::async(std::launch::async, [own, run] { return run(own); }));
    };
    for (int i = 0; i < runs; ++i)
        start([](const Scenario& own) { return runKnockback(own); });
    for (const char* peer : peerNames)
        if (peers)
            start([peer](const Scenario& own) { return runPeer(peer, own); });
    std::vector<Outcome> outcomes;
    for (auto& each : running)
        outcomes.push_back(each.get());
    // The median of our own, by the time they took.
    std::sort(outcomes.begin(), outcomes.begin() + runs,
              [](const Outcome& a, const Outcome& b) { return a.seconds < b.seconds; });
    Outcome median = outcomes[runs / 2];
    for (int i = 0; i < runs; ++i) {
        median.blocked = std::max(median.blocked, outcomes[static_cast<std::size_t>(i)].blocked);
        median.ok = std::min(median.ok, outcomes[static_cast<std::size_t>(i)].ok);
    }
    outcomes.erase(outcomes.begin(), outcomes.begin() + runs);
    outcomes.insert(outcomes.begin(), median);
    return outcomes;
}

void print(const Scenario& scenario, const std::vector<Outcome>& outcomes) {
    const Outcome& own = outcomes.front();
    const double sent = std::max(1, own.ok + own.blocked);
    heading(scenario.name);
    figure("time as a multiple of the least, median of three", own.seconds / scenario.leastSeconds, "x",
           atMost(scenario.mostRatio));
    figure("blocked, most of three", own.blocked / sent * 100, "%", atMost(scenario.mostBlocked * 100));
    figure("answered, least of three", own.ok, ("of " + std::to_string(scenario.count)).c_str(),
           atLeast(scenario.count));
    std::string row = std::string("| ") + scenario.name;
    for (const Outcome& each : outcomes)
        row +=
            QString::asprintf(" | %.2fx, %d blocked, %d", each.seconds / scenario.leastSeconds, each.blocked, each.ok)
                .toStdString();
    std::printf("%s |\n", row.c_str());
    std::fflush(stdout);
}

std::vector<Scenario> expressScenarios(bool quick) {
    std::vector<Scenario> all{
        {"300 by 10, draft 7", "/draft-7", 300, 10, 25.05, 1.03, 0},
        {"300 at once, draft 7", "/draft-7", 300, 300, 25.01, 1.03, 0},
        {"300 by 10, draft 7, no Retry-After", "/quiet/draft-7", 300, 10, 25.05, 1.03, 0},
    };
    if (quick)
        return all;
    for (const auto& [name, path] :
         {std::pair("300 by 10, draft 6", "/draft-6"), std::pair("300 by 10, draft 8", "/draft-8"),
          std::pair("300 by 10, legacy", "/legacy"), std::pair("300 by 10, draft 6, no Retry-After", "/quiet/draft-6"),
          std::pair("300 by 10, draft 8, no Retry-After", "/quiet/draft-8"),
          std::pair("300 by 10, legacy, no Retry-After", "/quiet/legacy")})
        all.push_back({name, path, 300, 10, 25.05, 1.03, 0});
    for (const auto& [name, path] :
         {std::pair("290 by 10, draft 6", "/draft-6"), std::pair("290 by 10, draft 7", "/draft-7"),
          std::pair("290 by 10, draft 8", "/draft-8"), std::pair("290 by 10, legacy", "/legacy")})
        all.push_back({name, path, 290, 10, 25.04, 1.03, 0});
    return all;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    benchDecisions();
    if (arguments.contains(s("--decisions")))
        return 0;
    const bool peers = arguments.contains(s("--peers"));
    const QTemporaryDir folder;
    test::RunningServer nginx;
    startNginx(nginx, folder);
    std::vector<Scenario> scenarios{{"300 by 10, nothing announced (nginx, 10 a second)",
                                     nginx.url("/items?run=RUN").toUtf8(), 300, 10, 29.9, 1.15, 0.05, "10"}};
    installExpress();
    test::RunningServer express;
    if (!express.start(s("node"), {s(KNOCKBACK_PACING_DIR "/server.js")}, 0, s(KNOCKBACK_PACING_DIR)))
        qFatal("%s", qPrintable(express.problem()));
    for (Scenario& scenario : expressScenarios(arguments.contains(s("--quick")))) {
        scenario.url =
            express.url(("/" + QByteArray::number(qsizetype(scenarios.size())) + "RUN" + scenario.url).constData())
                .toUtf8();
        scenarios.push_back(scenario);
    }
    if (peers)
        std::printf(
            "| scenario | Knockback | got | axios-retry | p-retry | bottleneck, told |\n|---|---|---|---|---|---|\n");
    for (const Scenario& scenario : scenarios)
        print(scenario, runAll(scenario, peers));
    return 0;
}
