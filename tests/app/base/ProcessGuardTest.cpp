// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/ProcessGuard.h"

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace knockback {

namespace {
// Root may read every memory, so as root both processes become this user first.
constexpr uid_t nobody = 65'534;
char secretInMemory[] = "only-for-this-process";

void becomeUser() {
    if (::geteuid() == 0 && (::setresgid(nobody, nobody, nobody) != 0 || ::setresuid(nobody, nobody, nobody) != 0))
        ::_exit(99);
}

int exitOf(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int childExit(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    return exitOf(child);
}

// What a process of the same user gets when it reads ours: 0, or the error.
int readByAnother(bool guarded) {
    int ready[2];
    if (::pipe(ready) != 0)
        return -1;
    const pid_t keeper = ::fork();
    if (keeper == 0) {
        becomeUser();
        ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // changing the user turned it off
        if (guarded)
            base::refuseInspection();
        static_cast<void>(::write(ready[1], "r", 1));
        for (;;)
            ::pause();
    }
    char signal = 0;
    static_cast<void>(::read(ready[0], &signal, 1));
    const int result = childExit([keeper] {
        becomeUser();
        char path[64];
        std::snprintf(path, sizeof path, "/proc/%d/mem", static_cast<int>(keeper));
        const int memory = ::open(path, O_RDONLY);
        if (memory < 0)
            return errno;
        char read[sizeof secretInMemory] = {};
        const auto n = ::pread(memory, read, sizeof read, reinterpret_cast<off_t>(secretInMemory));
        return n == sizeof read && std::memcmp(read, secretInMemory, sizeof read) == 0 ? 0 : 98;
    });
    ::kill(keeper, SIGKILL);
    static_cast<void>(exitOf(keeper));
    ::close(ready[0]);
    ::close(ready[1]);
    return result;
}
} // namespace

TEST(ProcessGuard, anotherProcessOfTheUserCannotReadOurMemory) {
    const int unguarded = readByAnother(false);
    if (unguarded != 0)
        GTEST_SKIP() << "this system lets nobody read another process anyway (error " << unguarded << ")";
    EXPECT_EQ(readByAnother(true), EACCES);
}

TEST(ProcessGuard, turnsCoreDumpsOff) {
    EXPECT_EQ(childExit([] {
                  base::refuseInspection();
                  rlimit cores{};
                  ::getrlimit(RLIMIT_CORE, &cores);
                  return (cores.rlim_cur == 0 ? 0 : 1) + (::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 2);
              }),
              0);
}

TEST(ProcessGuard, leavesThemToWhoeverAsksForThem) {
    EXPECT_EQ(childExit([] {
                  ::setenv("KNOCKBACK_ALLOW_CORE", "1", 1);
                  ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
                  base::refuseInspection();
                  return ::prctl(PR_GET_DUMPABLE) == 1 ? 0 : 1;
              }),
              0);
}

} // namespace knockback
