// SPDX-License-Identifier: GPL-3.0-or-later
// The data files are linked in as Qt resources under :/knockback.
