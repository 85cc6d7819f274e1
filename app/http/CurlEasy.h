// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>
#include <memory>
#include <new>

#include <curl/curl.h>

namespace knockback::http {

// Owns one easy handle and what must live as long: its header lists and error text.
class CurlEasy {
public:
    using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

    CurlEasy() : m_handle(curl_easy_init(), &curl_easy_cleanup) {
        if (!m_handle)
            throw std::bad_alloc();
        set(CURLOPT_ERRORBUFFER, m_errorText.data());
    }

    [[nodiscard]] CURL* handle() const { return m_handle.get(); }

    // Keeps the first error; a handle with one must not be started.
    template <typename T>
    void set(CURLoption option, T value) {
        const CURLcode code = (curl_easy_setopt)(m_handle.get(), option, value);
        if (m_error == CURLE_OK)
            m_error = code;
    }
    void set(CURLoption option, List list) {
        set(option, list.get());
        m_lists.at(m_listCount++) = std::move(list);
    }
    [[nodiscard]] CURLcode error() const { return m_error; }

    template <typename T>
    [[nodiscard]] T info(CURLINFO which, T otherwise) const {
        T value{};
        return (curl_easy_getinfo)(m_handle.get(), which, &value) == CURLE_OK ? value : otherwise;
    }
    [[nodiscard]] QByteArray errorText() const { return QByteArray(m_errorText.data()); }

private:
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
    std::array<List, 3> m_lists{List{nullptr, &curl_slist_free_all}, List{nullptr, &curl_slist_free_all},
                                List{nullptr, &curl_slist_free_all}};
    std::size_t m_listCount = 0;
    CURLcode m_error = CURLE_OK;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> m_handle; // dies first: it uses the rest
};

} // namespace knockback::http
