-- The archive of Attest, format 2: what a person brought or said, kept and guarded. What is computed from it is in computed.sql.

-- Kept: the bytes as they came. Never changed.
CREATE TABLE original (
  id TEXT PRIMARY KEY,                 -- SHA-256 of the bytes
  bytes BLOB NOT NULL
);

-- Kept: the working text beside it, with what the reader found. Only `current` ever changes.
CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE REFERENCES original(id),
  name TEXT NOT NULL,
  title TEXT,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  publisher TEXT,
  published TEXT,
  url TEXT,
  text TEXT NOT NULL,
  parts TEXT NOT NULL,                 -- zones, citations, references, dateline, notes: JSON
  page INTEGER NOT NULL,               -- number of the first text of the same page
  revision INTEGER NOT NULL,           -- from 1
  current INTEGER NOT NULL             -- 1: no later text of the page is here
);
CREATE INDEX document_name ON document(name);
CREATE INDEX document_url ON document(url) WHERE url IS NOT NULL;
CREATE INDEX document_page ON document(page);
CREATE INDEX document_published ON document(published);

-- Kept: the log. Never changed, never shortened.
CREATE TABLE log (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  why TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);

-- Kept: decisions, each one also an entry of the log.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY REFERENCES log(number),
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
);

-- Kept: what is not to leave the archive. `source` empty: the whole document.
CREATE TABLE protected (
  document TEXT NOT NULL,
  source TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES log(number),
  PRIMARY KEY (document, source)
) WITHOUT ROWID;

CREATE TRIGGER original_is_kept BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'original bytes are never changed'); END;
CREATE TRIGGER original_stays BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'original bytes are never removed'); END;
CREATE TRIGGER document_is_kept BEFORE UPDATE OF number, id, name, title, kind, language, publisher, published, url, text, parts, page, revision
  ON document BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'a document is never removed'); END;
CREATE TRIGGER log_is_kept BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END;
CREATE TRIGGER decision_is_kept BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed; retract it'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never removed; retract it'); END;

-- Computed: codings, as deflated JSON; `hash` is of the JSON.
CREATE TABLE coding (
  document INTEGER PRIMARY KEY REFERENCES document(number),
  hash TEXT NOT NULL,
  produced_by TEXT NOT NULL,
  body BLOB NOT NULL
);
