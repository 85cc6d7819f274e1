// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/engine/Stopwatch.h"

#include <curl/curl.h>

namespace knockback::bench {

namespace {

size_t swallow(char*, size_t size, size_t count, void*) {
    return size * count;
}

class BlockingCurl final : public Contestant {
public:
    BlockingCurl() : m_easy(curl_easy_init()) { curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &swallow); }
    ~BlockingCurl() override { curl_easy_cleanup(m_easy); }
    BlockingCurl(const BlockingCurl&) = delete;
    BlockingCurl& operator=(const BlockingCurl&) = delete;

    RunResult run(const QByteArray& url, int, double seconds) override {
        curl_easy_setopt(m_easy, CURLOPT_URL, url.constData());
        Stopwatch stopwatch(seconds);
        while (!stopwatch.isOver()) {
            const double begun = wallSeconds();
            if (const CURLcode code = curl_easy_perform(m_easy); code != CURLE_OK)
                qFatal("libcurl: %s", curl_easy_strerror(code));
            stopwatch.lap(begun);
        }
        return stopwatch.take();
    }

private:
    CURL* m_easy;
};

} // namespace

std::unique_ptr<Contestant> makeBlockingCurl() {
    return std::make_unique<BlockingCurl>();
}

} // namespace knockback::bench
