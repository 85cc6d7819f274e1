// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/FileError.h"
#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestDraft.h"
#include "app/workspace/RequestIds.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::workspace {

// A .http file as a document: requests can be read and changed one by one, and every byte that a change does not touch
// stays as it was: comments, order, blank lines, line ends, scripts. A value; no disk access.
//
// Knockback's own settings are comments to other programs. Where JetBrains has a spelling it is used: `# @timeout 10`,
// `# @connection-timeout 5` (seconds, or with ms or m; 0 = no bound), `# @no-redirect`, `# @no-cookie-jar`, and the
// HTTP version at the end of the request line. Everything else is `# @knockback.*`: auth, credential, policy,
// retry.<setting of a policy file>, note, max-redirects, tls-verify, ca-file, proxy, ip, resolve, omit-header,
// body-off, graphql-operation. What is not known is kept and ignored, with a note.
//
// How to sign in: a `# @knockback.auth …` or `# @knockback.credential NAME` line. Without one, the only Authorization
// header that is switched on is the Auth tab when it reads exactly `Basic user password`, `Basic user:password`,
// `Digest user password` or `Bearer token`; in every other case it stays a header row. Without either the request
// inherits the file's `# @knockback.default.auth …` or `# @knockback.default.credential NAME`, wherever it stands.
//
// A header row that is switched off is `# Name: value` among the headers. The body's last line ends are layout, except
// what `# @knockback.body-end \n` spells out.
class HttpFile {
public:
    HttpFile() = default;
    explicit HttpFile(const QByteArray& bytes) : m_blocks(splitBlocks(bytes)) {}

    [[nodiscard]] QByteArray bytes() const;

    // Requests, in the file's order.
    [[nodiscard]] std::size_t count() const;
    // The line of the request's method and URL, from 1.
    [[nodiscard]] int line(std::size_t index) const;
    [[nodiscard]] QString name(std::size_t index) const;
    // What tells this request from others, also when it cannot be read; without its file.
    [[nodiscard]] RequestFace face(std::size_t index) const;
    // Errors carry the line; their file is empty.
    [[nodiscard]] base::Result<RequestDraft, FileError> draft(std::size_t index) const;

    // What another version has written for this request and this one leaves alone; for people. Their file is empty.
    [[nodiscard]] std::vector<FileError> notes(std::size_t index) const;

    // The file's default for requests that inherit; its kind is Inherited when there is none. The last line counts.
    [[nodiscard]] AuthDraft inheritedAuth() const;
    base::Outcome<FileError> setInheritedAuth(const AuthDraft& auth);

    // `@name = value` lines of the whole file; of several with one name the last counts.
    [[nodiscard]] Environment variables() const;

    // Changes one request so that draft(index) equals `draft`, or says why a .http file cannot hold it.
    base::Outcome<FileError> setDraft(std::size_t index, const RequestDraft& draft);
    // Adds a request at the end.
    base::Outcome<FileError> append(const RequestDraft& draft);
    void remove(std::size_t index);

private:
    [[nodiscard]] const HttpBlock& block(std::size_t index) const;
    [[nodiscard]] std::size_t blockIndex(std::size_t index) const;

    std::vector<HttpBlock> m_blocks;
};

// The draft as a .http file can hold it: no spaces around names and header values, one kind of line end in notes.
[[nodiscard]] RequestDraft normalised(RequestDraft draft);

} // namespace knockback::workspace
