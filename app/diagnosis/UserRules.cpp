// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/UserRules.h"

#include "app/diagnosis/CompiledRules.h"
#include "app/diagnosis/RuleSet.h"

#include <QDir>
#include <QFile>

#include <iterator>
#include <set>

namespace knockback::diagnosis {
namespace {

constexpr qint64 largestFile = 1024 * 1024;

// Asks the user's rules first, and the program's for all that those do not replace.
class LayeredRules final : public Rules {
public:
    LayeredRules(RuleData own, std::unique_ptr<const Rules> under) : m_under(std::move(under)) {
        for (const auto& rule : own.rules)
            m_replaced.insert(rule.id);
        m_own = std::make_unique<const RuleSet>(std::move(own));
    }

    [[nodiscard]] std::vector<RequestPattern> requestPatterns(const http::Attempt& attempt) const override {
        auto patterns = m_under->requestPatterns(attempt);
        auto own = m_own->requestPatterns(attempt);
        std::move(own.begin(), own.end(), std::back_inserter(patterns));
        return patterns;
    }

    [[nodiscard]] std::vector<Match> match(const Subject& subject) const override {
        auto matches = m_own->match(subject);
        for (auto& match : m_under->match(subject))
            if (!m_replaced.contains(match.rule->id))
                matches.push_back(std::move(match));
        return matches;
    }

    [[nodiscard]] const Vendor* vendor(const QByteArray& id) const override {
        const Vendor* own = m_own->vendor(id);
        return own ? own : m_under->vendor(id);
    }

    [[nodiscard]] const Vendor* vendorOfHost(const QByteArray& host) const override {
        if (const Vendor* own = m_own->vendorOfHost(host))
            return own;
        const Vendor* below = m_under->vendorOfHost(host);
        return below && m_own->vendor(below->id) ? nullptr : below; // replaced by one with other hosts
    }

    [[nodiscard]] const Wording* words(Cause cause, const QByteArray& subcause) const override {
        const Wording* own = m_own->words(cause, subcause);
        const Wording* below = m_under->words(cause, subcause);
        if (!own || !below)
            return own ? own : below;
        return own->subcause == subcause || below->subcause != subcause ? own : below;
    }

private:
    std::unique_ptr<const Rules> m_under;
    std::unique_ptr<const RuleSet> m_own;
    std::set<QByteArray> m_replaced;
};

base::Result<RuleData, RuleError> readFile(const QString& path, const QString& name) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Failure(RuleError{name + QStringLiteral(": ") + file.errorString()});
    if (file.size() > largestFile)
        return base::Failure(RuleError{name + QStringLiteral(": it is larger than 1 MiB")});
    return readRules(file.read(largestFile), name);
}

template <typename T>
void copyAll(const std::vector<T>& from, std::vector<T>& to) {
    to.insert(to.end(), from.begin(), from.end());
}

RuleData together(RuleData a, const RuleData& b) {
    copyAll(b.vendors, a.vendors);
    copyAll(b.words, a.words);
    copyAll(b.requestPatterns, a.requestPatterns);
    copyAll(b.rules, a.rules);
    return a;
}

} // namespace

std::unique_ptr<const Rules> layRules(RuleData own, std::unique_ptr<const Rules> under) {
    return std::make_unique<const LayeredRules>(std::move(own), std::move(under));
}

UserRules readUserRules(const QString& folder) {
    UserRules read;
    auto builtIn = std::make_unique<const CompiledRules>(builtInRuleTables);
    RuleData own;
    const QDir files(folder);
    for (const QString& name : files.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        auto data = readFile(files.filePath(name), name);
        std::optional<RuleError> problem = data ? std::nullopt : std::optional(data.error());
        if (data) {
            RuleData all = together(own, *data);
            problem = problemWith(all, builtIn.get());
            if (problem)
                problem->sentence.prepend(name + QStringLiteral(": "));
            else
                own = std::move(all);
        }
        if (problem)
            read.problems.push_back({QStringLiteral("The rules file cannot be used. ") + problem->sentence +
                                     QStringLiteral(". It is left out until it is mended.")});
    }
    read.rules = own.rules.empty() && own.vendors.empty() && own.words.empty() && own.requestPatterns.empty()
                     ? std::unique_ptr<const Rules>(std::move(builtIn))
                     : layRules(std::move(own), std::move(builtIn));
    return read;
}

} // namespace knockback::diagnosis
