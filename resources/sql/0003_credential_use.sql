-- Version 3: which requests used which credential, where and when. Sums, so that they stay small and outlive the attempts.

CREATE TABLE credential_use (
  credential TEXT NOT NULL,       -- its name
  request_name TEXT NOT NULL,
  host TEXT NOT NULL,             -- with the port when it is not the scheme's own
  tls INTEGER NOT NULL,
  accepted TEXT NOT NULL,         -- scopes of which any would have done, behind a '='; empty: the answer did not tell
  last_ms INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (credential, request_name, host, tls, accepted)
) WITHOUT ROWID;
