// SPDX-License-Identifier: GPL-3.0-or-later
// `minimize`: the smallest request that is still blocked.
#include "app/cli/CallDesk.h"
#include "app/cli/CallOptions.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"
#include "app/cli/NewsBox.h"
#include "app/interop/CurlCommandWriter.h"
#include "app/session/Minimizer.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <QDir>

namespace knockback::cli {
namespace {

struct MinimizeOptions {
    CallOptions call;
    int probes = 12;
    std::string allow;
};

QString verdictText(const std::optional<minimize::Verdict>& verdict) {
    if (!verdict)
        return {};
    switch (*verdict) {
    case minimize::Verdict::Same:
        return QStringLiteral("blocked");
    case minimize::Verdict::Passed:
        return QStringLiteral("passed");
    case minimize::Verdict::Otherwise:
        return QStringLiteral("another answer");
    case minimize::Verdict::Unclear:
    case minimize::Verdict::NotSent:
        break;
    }
    return QStringLiteral("unclear");
}

// Every probe is said once, when its answer is there.
int follow(Invocation& invocation, session::Services& services, const session::MinimizeOrder& order) {
    const Interrupt interrupt;
    const auto box = std::make_shared<NewsBox<session::MinimizeNews>>();
    services.minimize(order, [box](const session::MinimizeNews& news) { box->put(news); });
    std::size_t said = 0;
    for (;;) {
        const auto news = box->next(interrupt);
        if (!news)
            return Interrupted;
        for (; said < news->lines.size() && news->lines[said].probe.verdict; ++said) {
            const auto& probe = news->lines[said].probe;
            invocation.console.say(QStringLiteral("%1 of at most %2: %3: %4 (%5).")
                                       .arg(probe.number)
                                       .arg(news->most)
                                       .arg(probe.text, verdictText(probe.verdict), probe.note));
        }
        if (!news->over)
            continue;
        if (!news->refused.isEmpty()) {
            invocation.console.say(news->refused);
            return Usage;
        }
        invocation.console.print(news->sentence);
        if (news->smallestAttempt)
            invocation.console.write(interop::curlCommand(news->smallestAttempt->exchange));
        return Done;
    }
}

int minimize(Invocation& invocation, const MinimizeOptions& options) {
    auto draft = draftFrom(options.call);
    if (!draft) {
        invocation.console.say(draft.error());
        return Usage;
    }
    draft->policy.maxAttempts = 1;
    int exitCode = Done;
    const auto services = invocation.openServices(usesVault(*draft), true, exitCode);
    if (!services)
        return exitCode;
    session::MinimizeOrder order;
    order.blocked.draft = *draft;
    order.blocked.folder = QDir::currentPath();
    order.probes = options.probes;
    if (!options.allow.empty())
        order.allowedMethods = {QByteArray::fromStdString(options.allow).toUpper()};
    std::optional<session::CallResult> first;
    {
        CallDesk desk(*services);
        desk.start(0, order.blocked);
        first = desk.next()->result;
    }
    const auto last = first->attempts.empty() ? nullptr : first->attempts.back();
    if (!last || !minimize::isTurnedAway(last->diagnosis, last->exchange.attempt())) {
        invocation.console.say(!first->refused.isEmpty()    ? first->refused
                               : !first->sentence.isEmpty() ? first->sentence
                                                            : QStringLiteral("The request is not blocked."));
        return exitCodeFor(*first);
    }
    order.evidence = last;
    return follow(invocation, *services, order);
}

} // namespace

void addMinimize(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("minimize", "Find the smallest request that is still blocked, by probing");
    auto options = std::make_shared<MinimizeOptions>();
    addCallArguments(*command, options->call);
    command->add_option("--probes", options->probes, "Requests at most, 12 otherwise")
        ->check(CLI::Range(1, 50))
        ->type_name("N");
    command->add_option("--allow", options->allow, "A method that may act on the server, such as POST, may be repeated")
        ->type_name("METHOD");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return minimize(invocation, *options); };
    });
}

} // namespace knockback::cli
