// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/ProcessGuard.h"

#include <cstdlib>
#include <cstring>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace knockback::base {

void refuseInspection() {
    const char* allowed = std::getenv("KNOCKBACK_ALLOW_CORE");
    if (allowed && std::strcmp(allowed, "1") == 0)
        return;
    rlimit cores{};
    if (::getrlimit(RLIMIT_CORE, &cores) == 0) {
        cores.rlim_cur = 0; // the hard limit stays: a browser that we start may want its own
        ::setrlimit(RLIMIT_CORE, &cores);
    }
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    ::unsetenv("SSLKEYLOGFILE"); // libcurl would write there what opens every recorded connection
}

} // namespace knockback::base
