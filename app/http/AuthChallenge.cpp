// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/AuthChallenge.h"

#include "app/http/SfCharacters.h"

#include <optional>

namespace knockback::http {

namespace {

bool isToken68Char(char c) {
    return sf::isAlpha(c) || sf::isDigit(c) || QByteArrayView("-._~+/").contains(c);
}

class ChallengeScanner {
public:
    explicit ChallengeScanner(QByteArrayView text) : m_rest(text) {}

    std::vector<AuthChallenge> read() {
        for (skip(" \t,"); !m_rest.isEmpty(); skip(" \t,")) {
            if (auto param = takeParam()) {
                // One without a challenge before it belongs to nobody.
                if (!m_found.empty())
                    m_found.back().params.push_back(std::move(*param));
            } else if (!takeScheme()) {
                skipItem();
            }
        }
        return std::move(m_found);
    }

private:
    void skip(QByteArrayView chars) {
        while (!m_rest.isEmpty() && chars.contains(m_rest.front()))
            m_rest = m_rest.sliced(1);
    }

    QByteArray takeWhile(bool (*fits)(char)) {
        qsizetype length = 0;
        while (length < m_rest.size() && fits(m_rest[length]))
            ++length;
        QByteArray taken = m_rest.first(length).toByteArray();
        m_rest = m_rest.sliced(length);
        return taken;
    }

    [[nodiscard]] bool atItemEnd() {
        skip(" \t");
        return m_rest.isEmpty() || m_rest.front() == ',';
    }

    // Nothing, and nowhere moved, when it does not end.
    std::optional<QByteArray> takeQuoted() {
        QByteArray text;
        for (qsizetype i = 1; i < m_rest.size(); ++i) {
            if (m_rest[i] == '"') {
                m_rest = m_rest.sliced(i + 1);
                return text;
            }
            if (m_rest[i] == '\\' && i + 1 < m_rest.size())
                ++i;
            text += m_rest[i];
        }
        return std::nullopt;
    }

    // name = token or "quoted string"
    std::optional<HeaderField> takeParam() {
        const QByteArrayView before = m_rest;
        HeaderField param;
        param.name = takeWhile(&sf::isTokenChar);
        skip(" \t");
        if (!param.name.isEmpty() && m_rest.startsWith('=')) {
            m_rest = m_rest.sliced(1);
            skip(" \t");
            const bool quoted = m_rest.startsWith('"');
            const auto value = quoted ? takeQuoted() : takeWhile(&sf::isTokenChar);
            if (value && (quoted || !value->isEmpty()) && atItemEnd()) {
                param.value = *value;
                return param;
            }
        }
        m_rest = before;
        return std::nullopt;
    }

    // scheme, and what follows it up to the next comma
    bool takeScheme() {
        AuthChallenge challenge;
        challenge.scheme = takeWhile(&sf::isTokenChar);
        if (challenge.scheme.isEmpty())
            return false;
        if (!atItemEnd()) {
            if (auto param = takeParam()) {
                challenge.params.push_back(std::move(*param));
            } else {
                challenge.token = takeWhile(&isToken68Char);
                challenge.token += takeWhile([](char c) { return c == '='; });
                if (challenge.token.isEmpty() || !atItemEnd())
                    return false;
            }
        }
        m_found.push_back(std::move(challenge));
        return true;
    }

    // A quote that does not end has the rest of the field in it.
    void skipItem() {
        while (!m_rest.isEmpty() && m_rest.front() != ',')
            if (m_rest.front() != '"')
                m_rest = m_rest.sliced(1);
            else if (!takeQuoted())
                m_rest = {};
    }

    QByteArrayView m_rest;
    std::vector<AuthChallenge> m_found;
};

} // namespace

bool AuthChallenge::is(QByteArrayView schemeName) const {
    return scheme.compare(schemeName, Qt::CaseInsensitive) == 0;
}

QByteArray AuthChallenge::param(QByteArrayView name) const {
    for (const auto& [candidate, value] : params)
        if (sameFieldName(candidate, name))
            return value;
    return {};
}

std::vector<AuthChallenge> parseChallenges(QByteArrayView field) {
    return ChallengeScanner(field).read();
}

} // namespace knockback::http
