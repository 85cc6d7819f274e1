-- Version 2: the changes of circuits, and which attempts hold an answer that may stand in for one that does not come.

-- Empty: none. Else the name of the request (a digest of what is in the history anyway), on good answers in which
-- nothing was hidden. Without an index of its own, since digests are random keys; it is asked for host by host.
ALTER TABLE attempt ADD COLUMN answers_to TEXT NOT NULL DEFAULT '';

CREATE TABLE circuit_change (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  circuit TEXT NOT NULL,
  lane TEXT NOT NULL,             -- of the timeline
  state TEXT NOT NULL,            -- 'open', 'half_open', 'closed'
  until_ms INTEGER,               -- NULL: not open, or opened by hand
  by_hand INTEGER NOT NULL,
  sentence TEXT NOT NULL
);
CREATE INDEX circuit_change_at ON circuit_change (at_ms);
