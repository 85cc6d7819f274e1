// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/RequestParser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace knockback::lab {

namespace beast = boost::beast::http;

namespace {

using Parser = beast::request_parser<beast::string_body>;

QByteArray bytes(boost::beast::string_view text) {
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::unique_ptr<Parser> makeParser() {
    auto parser = std::make_unique<Parser>();
    parser->header_limit(static_cast<std::uint32_t>(RequestParser::headerLimit));
    parser->body_limit(static_cast<std::uint64_t>(RequestParser::bodyLimit));
    parser->eager(true);
    return parser;
}

int statusOf(const boost::system::error_code& error) {
    if (error == beast::error::header_limit)
        return 431;
    if (error == beast::error::body_limit)
        return 413;
    return error == beast::error::bad_version ? 505 : 400;
}

QByteArray problemOf(int status) {
    switch (status) {
    case 431:
        return "The request's header is larger than the lab takes (32 KiB).";
    case 413:
        return "The request's body is larger than the lab takes (8 MiB).";
    case 505:
        return "The lab speaks HTTP/1.0 and HTTP/1.1 only.";
    default:
        return "This is not an HTTP request.";
    }
}

} // namespace

struct RequestParser::Impl {
    std::unique_ptr<Parser> parser = makeParser();
    bool continued = false;
};

RequestParser::RequestParser() : m_impl(std::make_unique<Impl>()) {}
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::feed(QByteArrayView input) {
    Progress progress;
    // With `eager` one call may still stop between header and body, so go on as long as it eats.
    while (!m_impl->parser->is_done()) {
        boost::system::error_code error;
        const auto rest = input.sliced(progress.consumed);
        const std::size_t eaten =
            m_impl->parser->put(boost::asio::buffer(rest.data(), static_cast<std::size_t>(rest.size())), error);
        progress.consumed += static_cast<qsizetype>(eaten);
        if (error && error != beast::error::need_more) {
            progress.state = State::Bad;
            progress.status = statusOf(error);
            progress.problem = problemOf(progress.status);
            return progress;
        }
        if (eaten == 0 || progress.consumed == input.size())
            break;
    }
    if (m_impl->parser->is_done()) {
        progress.state = State::Complete;
    } else if (!m_impl->parser->is_header_done() && input.size() - progress.consumed > headerLimit) {
        progress.state = State::Bad;
        progress.status = 431;
        progress.problem = problemOf(431);
    }
    return progress;
}

bool RequestParser::wantsContinue() {
    Parser& parser = *m_impl->parser;
    if (m_impl->continued || parser.is_done() || !parser.is_header_done())
        return false;
    m_impl->continued = true;
    return parser.get().version() == 11 && boost::beast::iequals(parser.get()[beast::field::expect], "100-continue");
}

LabRequest RequestParser::take() {
    beast::request<beast::string_body> message = m_impl->parser->release();
    m_impl->parser = makeParser();
    m_impl->continued = false;
    LabRequest request;
    request.method = bytes(message.method_string());
    request.target = bytes(message.target());
    for (const auto& field : message)
        request.headers.append(bytes(field.name_string()), bytes(field.value()));
    request.body = QByteArray(message.body().data(), static_cast<qsizetype>(message.body().size()));
    request.http10 = message.version() == 10;
    request.keepAlive = message.keep_alive();
    return request;
}

} // namespace knockback::lab
