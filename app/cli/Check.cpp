// SPDX-License-Identifier: GPL-3.0-or-later
// `check`: is it me or them?
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"
#include "app/cli/NewsBox.h"
#include "app/retry/DurationText.h"
#include "app/session/ConnectivityCheck.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

using connectivity::Side;
using connectivity::StepState;

struct CheckOptions {
    std::string url;
    std::string resolver;
};

QString stateText(StepState state) {
    switch (state) {
    case StepState::Ok:
        return QStringLiteral("ok");
    case StepState::Suspicious:
        return QStringLiteral("suspicious");
    case StepState::Failed:
        return QStringLiteral("failed");
    default:
        return QStringLiteral("skipped");
    }
}

void print(Console& console, const session::CheckNews& news) {
    for (const auto& row : news.rows)
        console.print(
            QStringLiteral("%1 %2 %3%4")
                .arg(stateText(row.state), -10)
                .arg(row.title + u':', -26)
                .arg(row.text, row.took ? QStringLiteral(" (%1)").arg(retry::durationText(*row.took)) : QString()));
    console.print(news.conclusion->sentence);
}

int check(Invocation& invocation, const CheckOptions& options) {
    Console& console = invocation.console;
    int exitCode = Done;
    const auto services = invocation.openServices(false, false, exitCode);
    if (!services)
        return exitCode;
    session::CallSpec spec;
    spec.draft.url = QByteArray::fromStdString(options.url);
    const auto order = services->connectivityOrder(spec, QByteArray::fromStdString(options.resolver));
    if (!order) {
        console.say(order.error());
        return Usage;
    }
    for (const QString& contact : connectivity::contactsOf(order.value()))
        console.say(QStringLiteral("contacting %1.").arg(contact));
    const Interrupt interrupt;
    const auto box = std::make_shared<NewsBox<session::CheckNews>>();
    services->checkConnectivity(order.value(), [box](const session::CheckNews& news) { box->put(news); });
    for (;;) {
        const auto news = box->next(interrupt);
        if (!news)
            return Interrupted;
        if (!news->conclusion)
            continue;
        print(console, *news);
        return news->conclusion->side == Side::Nobody   ? Done
               : news->conclusion->side == Side::Theirs ? Blocked
                                                        : NetworkFailure;
    }
}

} // namespace

void addCheck(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("check", "Is it me or them? Name, connection, TLS and answer, step by step");
    auto options = std::make_shared<CheckOptions>();
    command->add_option("--resolver", options->resolver, "Another resolver to ask for the name as well")
        ->type_name("ADDRESS");
    command->add_option("url", options->url, "Absolute http or https URL")->required()->type_name("URL");
    command->callback(
        [&invocation, options] { invocation.action = [&invocation, options] { return check(invocation, *options); }; });
}

} // namespace knockback::cli
