// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::session {

// Where a workspace's cookies are and what was wished, for the cookies page.
struct CookieKeeping {
    bool possible = false; // there is a vault on disk, and it is unlocked
    bool wanted = true;
    bool sessionToo = false; // also those that are meant to end with the program
    QString sentence;        // where they are, or why they are in memory only
    bool problem = false;    // of the sentence: something went wrong
};

} // namespace knockback::session
