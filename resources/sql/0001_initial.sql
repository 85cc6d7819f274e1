-- The history, version 1. Times are milliseconds since 1970-01-01 UTC unless the name says otherwise.
-- Every key that is indexed grows or has few values: random keys cost six times the insert.

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  started_ms INTEGER NOT NULL,
  program TEXT NOT NULL
);

CREATE TABLE call (
  id INTEGER PRIMARY KEY,
  session INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER,            -- NULL: still running, or the program ended before it
  request_name TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  outcome TEXT,                   -- 'ok', 'blocked' …
  sentence TEXT NOT NULL DEFAULT ''
);
CREATE INDEX call_started ON call (started_ms);

-- What a list shows of an attempt; everything else is in facts and body.
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  call INTEGER,                   -- NULL: a token request that no call asked for
  number INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  status INTEGER NOT NULL,        -- 0: no answer
  cause TEXT NOT NULL,            -- 'none', 'rate_limit' …
  vendor TEXT NOT NULL,
  method TEXT NOT NULL,
  host TEXT NOT NULL,             -- with the port when it is not the scheme's own
  url TEXT NOT NULL,
  request_name TEXT NOT NULL,
  title TEXT NOT NULL,            -- of the diagnosis
  bytes_received INTEGER NOT NULL,
  token_request INTEGER NOT NULL
);
CREATE INDEX attempt_call ON attempt (call);
CREATE INDEX attempt_host ON attempt (host);
CREATE INDEX attempt_cause ON attempt (cause);
CREATE INDEX attempt_request ON attempt (request_name) WHERE request_name <> '';
CREATE INDEX attempt_started ON attempt (started_ms, cause);

-- Heads, timing, connection, diagnosis, quota: CBOR, zstd. See app/history/README.md.
CREATE TABLE facts (
  attempt INTEGER PRIMARY KEY,
  zstd BLOB NOT NULL
);

CREATE TABLE body (
  id INTEGER PRIMARY KEY,         -- twice the attempt's id, plus 1 for the response's body
  size INTEGER NOT NULL,          -- of the whole body
  cut INTEGER NOT NULL,           -- 1: only its first 256 KiB are here
  zstd BLOB NOT NULL
);

CREATE TABLE wait (
  id INTEGER PRIMARY KEY,
  call INTEGER NOT NULL,
  reason TEXT NOT NULL,           -- 'backoff', 'retry_after' …
  started_ms INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  ended TEXT,                     -- 'elapsed', 'skipped', 'cancelled'
  lane TEXT NOT NULL,
  sentence TEXT NOT NULL
);
CREATE INDEX wait_call ON wait (call);

CREATE TABLE rotation (
  id INTEGER PRIMARY KEY,
  call INTEGER,
  at_ms INTEGER NOT NULL,
  credential TEXT NOT NULL,
  ok INTEGER NOT NULL,
  sentence TEXT NOT NULL
);
CREATE INDEX rotation_call ON rotation (call);

-- Words of URL and request name. Contentless: a row is taken out by handing back the very text that was put in, which
-- attempt keeps. Without detail there are no phrases; the search asks for every word by itself.
CREATE VIRTUAL TABLE attempt_text USING fts5 (url, request_name, content='', detail='none', tokenize='ascii');
