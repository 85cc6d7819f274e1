// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SecretShape.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace knockback::vault {

namespace {

enum class Letters { Alnum, Upper, Hex, Token };

struct Shape {
    QByteArrayView prefix;
    Letters letters;
    qsizetype least; // letters after the prefix
    qsizetype most;
    const char* what;
    const char* name;
    const char* host; // empty = not known
};

constexpr qsizetype any = 400;
constexpr std::array shapes{
    Shape{"ghp_", Letters::Alnum, 36, 40, "a GitHub token", "github", "api.github.com"},
    Shape{"gho_", Letters::Alnum, 36, 40, "a GitHub token", "github", "api.github.com"},
    Shape{"ghu_", Letters::Alnum, 36, 40, "a GitHub token", "github", "api.github.com"},
    Shape{"ghs_", Letters::Alnum, 36, 40, "a GitHub token", "github", "api.github.com"},
    Shape{"ghr_", Letters::Alnum, 36, 40, "a GitHub refresh token", "github", "github.com"},
    Shape{"github_pat_", Letters::Token, 40, 100, "a GitHub token", "github", "api.github.com"},
    Shape{"glpat-", Letters::Token, 20, 64, "a GitLab token", "gitlab", "gitlab.com"},
    Shape{"sk_live_", Letters::Alnum, 16, 128, "a Stripe key", "stripe", "api.stripe.com"},
    Shape{"sk_test_", Letters::Alnum, 16, 128, "a Stripe test key", "stripe-test", "api.stripe.com"},
    Shape{"rk_live_", Letters::Alnum, 16, 128, "a restricted Stripe key", "stripe", "api.stripe.com"},
    Shape{"xoxb-", Letters::Token, 20, 128, "a Slack token", "slack", "slack.com"},
    Shape{"xoxp-", Letters::Token, 20, 128, "a Slack token", "slack", "slack.com"},
    Shape{"xoxa-", Letters::Token, 20, 128, "a Slack token", "slack", "slack.com"},
    Shape{"xapp-", Letters::Token, 20, 160, "a Slack token", "slack", "slack.com"},
    Shape{"AKIA", Letters::Upper, 16, 16, "an AWS access key ID", "aws", "*.amazonaws.com"},
    Shape{"ASIA", Letters::Upper, 16, 16, "an AWS access key ID", "aws", "*.amazonaws.com"},
    Shape{"AIza", Letters::Token, 35, 35, "a Google API key", "google", "*.googleapis.com"},
    Shape{"ya29.", Letters::Token, 20, any, "a Google access token", "google", "*.googleapis.com"},
    Shape{"SG.", Letters::Token, 40, 100, "a SendGrid key", "sendgrid", "api.sendgrid.com"},
    Shape{"sk-ant-", Letters::Token, 20, 200, "an Anthropic key", "anthropic", "api.anthropic.com"},
    Shape{"sk-proj-", Letters::Token, 20, 200, "an OpenAI key", "openai", "api.openai.com"},
    Shape{"npm_", Letters::Alnum, 36, 36, "an npm token", "npm", "registry.npmjs.org"},
    Shape{"pypi-", Letters::Token, 50, any, "a PyPI token", "pypi", "upload.pypi.org"},
    Shape{"dop_v1_", Letters::Hex, 64, 64, "a DigitalOcean token", "digitalocean", "api.digitalocean.com"},
    Shape{"shpat_", Letters::Hex, 32, 32, "a Shopify token", "shopify", "*.myshopify.com"},
    Shape{"hf_", Letters::Alnum, 30, 40, "a Hugging Face token", "huggingface", "huggingface.co"},
    Shape{"lin_api_", Letters::Alnum, 32, 64, "a Linear key", "linear", "api.linear.app"},
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isAlnum(char c) {
    return isDigit(c) || isUpper(c) || isLower(c);
}
bool isToken(char c) {
    return isAlnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
}

bool fits(char c, Letters letters) {
    switch (letters) {
    case Letters::Alnum:
        return isAlnum(c);
    case Letters::Upper:
        return isUpper(c) || isDigit(c);
    case Letters::Hex:
        return isDigit(c) || (c >= 'a' && c <= 'f');
    case Letters::Token:
        return isToken(c);
    }
    return false;
}

qsizetype run(QByteArrayView text, qsizetype from, Letters letters) {
    qsizetype end = from;
    while (end < text.size() && fits(text[end], letters))
        ++end;
    while (end > from && text[end - 1] == '.') // the end of a sentence
        --end;
    return end - from;
}

// How long the known token is that starts here; 0 = none does.
qsizetype tokenAt(QByteArrayView text, qsizetype at, const Shape& shape) {
    if (!text.sliced(at).startsWith(shape.prefix))
        return 0;
    const auto letters = run(text, at + shape.prefix.size(), shape.letters);
    // Where a word goes on in other letters it is another word.
    const auto end = at + shape.prefix.size() + letters;
    const bool ends = end == text.size() || !isAlnum(text[end]);
    return letters >= shape.least && letters <= shape.most && ends ? shape.prefix.size() + letters : 0;
}

// header.payload.signature of a JSON Web Token (RFC 7519); both JSON objects begin with {" which is eyJ in base64url.
qsizetype jwtAt(QByteArrayView text, qsizetype at) {
    if (!text.sliced(at).startsWith("eyJ"))
        return 0;
    const auto length = run(text, at, Letters::Token);
    const auto token = text.sliced(at, length);
    const auto first = token.indexOf('.');
    const auto second = first < 0 ? -1 : token.indexOf('.', first + 1);
    const bool whole = second > 0 && token.sliced(first + 1).startsWith("eyJ") && token.size() - second > 8 &&
                       token.indexOf('.', second + 1) < 0;
    return whole ? length : 0;
}

std::optional<Suspect> tokenStartingAt(QByteArrayView text, qsizetype at) {
    for (const auto& shape : shapes)
        if (const auto length = tokenAt(text, at, shape))
            return Suspect{at, length, QString::fromLatin1(shape.what), shape.name, {shape.host}};
    if (const auto length = jwtAt(text, at))
        return Suspect{at, length, QStringLiteral("a JSON Web Token"), "token", {}};
    return std::nullopt;
}

std::optional<Suspect> privateKeyIn(QByteArrayView text) {
    const auto begin = text.indexOf("-----BEGIN ");
    const auto key = begin < 0 ? -1 : text.indexOf("PRIVATE KEY-----", begin);
    const auto end = key < 0 ? -1 : text.indexOf("PRIVATE KEY-----", key + 16);
    if (end < 0 || key - begin > 40)
        return std::nullopt;
    return Suspect{begin, end + 16 - begin, QStringLiteral("a private key"), "private-key", {}};
}

// Shannon's, in bits a letter.
double entropy(QByteArrayView value) {
    std::array<int, 256> counts{};
    for (const char c : value)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const int count : counts)
        if (count > 0) {
            const double share = count / static_cast<double>(value.size());
            bits -= share * std::log2(share);
        }
    return bits;
}
} // namespace

std::optional<Suspect> knownShape(QByteArrayView value) {
    if (auto key = privateKeyIn(value); key && key->at == 0)
        return key;
    auto found = value.isEmpty() ? std::nullopt : tokenStartingAt(value, 0);
    return found && found->length == value.size() ? found : std::nullopt;
}

bool looksRandom(QByteArrayView value) {
    constexpr qsizetype shortest = 16;
    constexpr double mixed = 3.2; // 16 random hex digits have about 3.3, words and names stay below 3
    if (value.size() < shortest || value.size() > 4096 || value.contains('{') || value.contains(' '))
        return false;
    const bool tokenLetters =
        std::all_of(value.begin(), value.end(), [](char c) { return isToken(c) || c == '+' || c == '/' || c == '='; });
    const bool digits = std::any_of(value.begin(), value.end(), isDigit);
    const bool letters = std::any_of(value.begin(), value.end(), [](char c) { return isUpper(c) || isLower(c); });
    return tokenLetters && digits && letters && !value.contains("://") && entropy(value) >= mixed;
}

std::vector<Suspect> knownTokensIn(QByteArrayView text) {
    std::vector<Suspect> found;
    const auto key = privateKeyIn(text);
    for (qsizetype at = 0; at < text.size();) {
        const bool startsWord = at == 0 || !isToken(text[at - 1]);
        auto token = startsWord ? tokenStartingAt(text, at) : std::nullopt;
        const auto next = at + (token ? token->length : 1);
        const bool inKey = key && at < key->at + key->length && key->at < next;
        if (token && !inKey)
            found.push_back(std::move(*token));
        at = next;
    }
    if (key)
        found.insert(std::find_if(found.begin(), found.end(), [&](const Suspect& token) { return token.at > key->at; }),
                     *key);
    return found;
}

} // namespace knockback::vault
