// SPDX-License-Identifier: GPL-3.0-or-later
// N requests through a limited server: the time as a multiple of the least possible, and the share of requests that
// were wasted as blocks, for Knockback and, with `--peers`, for the clients that people use. Against express-rate-limit
// (50 in 5 s, every header dialect, with and without Retry-After) and nginx limit_req (10 a second, nothing announced).
//
// Six minutes; with peers half an hour. `--quick`: one scenario of each kind. `--decisions`: only the pacer's own cost.
#include "tests/bench/pacing/Scenario.h"
#include "tests/bench/support/Figures.h"
#include "tests/real/support/RunningServer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

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
  limit_req_zone $binary_remote_addr zone=ten:1m rate=10r/s;
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

// A server of its own for every run, so that no window is open yet.
template <typename Run>
Outcome onExpress(Scenario scenario, Run&& run) {
    test::RunningServer server;
    if (!server.start(s("node"), {s(KNOCKBACK_PACING_DIR "/server.js")}, 0, s(KNOCKBACK_PACING_DIR)))
        qFatal("%s", qPrintable(server.problem()));
    scenario.url = server.url(scenario.url.constData()).toUtf8();
    return run(scenario);
}

void print(const char* who, const Scenario& scenario, const Outcome& outcome, bool goals) {
    const double ratio = outcome.seconds / scenario.leastSeconds;
    const double share = outcome.blocked / std::max(1.0, double(outcome.ok + outcome.blocked));
    const std::string name = std::string(who) + ", ";
    const bool all = outcome.ok == scenario.count;
    figure(name + "time to the least" + (all ? "" : " (gave up)"), ratio, "x",
           goals ? std::optional(atMost(scenario.mostRatio)) : std::nullopt);
    figure(name + "blocked", share * 100, "%",
           goals ? std::optional(atMost(scenario.mostBlocked * 100)) : std::nullopt);
    figure(name + "answered", outcome.ok, ("of " + std::to_string(scenario.count)).c_str(),
           goals ? std::optional(atLeast(scenario.count)) : std::nullopt);
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

// Knockback first, then, when asked for, what people use.
template <typename On>
void compare(const Scenario& scenario, bool peers, On&& on) {
    heading(scenario.name);
    print("Knockback", scenario, on([](const Scenario& each) { return runKnockback(each); }), true);
    if (!peers)
        return;
    for (const char* peer : {"got", "axios-retry", "p-retry", "bottleneck"})
        print(peer, scenario, on([peer](const Scenario& each) { return runPeer(peer, each); }), false);
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
    const Scenario silent{"300 by 10, nothing announced (nginx, 10 a second)",
                          nginx.url("/items").toUtf8(),
                          300,
                          10,
                          29.9,
                          1.15,
                          0.05,
                          "10"};
    compare(silent, peers, [&silent](auto&& run) { return run(silent); });
    installExpress();
    for (const Scenario& scenario : expressScenarios(arguments.contains(s("--quick"))))
        compare(scenario, peers, [&scenario](auto&& run) { return onExpress(scenario, run); });
    return 0;
}
