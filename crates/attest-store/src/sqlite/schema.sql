-- The archive of Attest, format 1. What a person brought or said is kept and guarded; what is computed can be computed again.

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

-- Computed: claims, for search; their words stand in the document's text.
CREATE TABLE claim (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(number),
  local TEXT NOT NULL,
  incident TEXT,
  predicate TEXT NOT NULL,
  stance TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_stop INTEGER NOT NULL
);
CREATE INDEX claim_document ON claim(document);

-- Computed: who speaks in which document.
CREATE TABLE source (
  document INTEGER NOT NULL REFERENCES document(number),
  local TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  party INTEGER,
  anonymous INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  PRIMARY KEY (document, local)
) WITHOUT ROWID;
CREATE INDEX source_name ON source(name);

-- Computed: an incident as one document tells it, with the keys under which it may meet others.
CREATE TABLE telling (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(number),
  local TEXT NOT NULL,
  day INTEGER,                         -- since 1970-01-01; of the incident, else of the report
  incident INTEGER                     -- the linked incident; empty until linked
);
CREATE UNIQUE INDEX telling_local ON telling(document, local);
CREATE INDEX telling_incident ON telling(incident);      -- also finds those not linked yet
CREATE TABLE post (                    -- where others find it
  key TEXT NOT NULL,
  telling INTEGER NOT NULL,
  PRIMARY KEY (key, telling)
) WITHOUT ROWID;
CREATE INDEX post_telling ON post(telling);
CREATE TABLE look (                    -- where it finds others
  telling INTEGER NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (telling, key)
) WITHOUT ROWID;
CREATE INDEX look_key ON look(key);
CREATE TABLE word (                    -- words that are not common in reports at large, by their digest
  digest INTEGER NOT NULL,
  telling INTEGER NOT NULL,
  PRIMARY KEY (digest, telling)
) WITHOUT ROWID;
CREATE INDEX word_telling ON word(telling);

-- Computed: incidents that lost a telling, to be computed again with the next linking.
CREATE TABLE stale (incident INTEGER PRIMARY KEY);

-- Computed: incidents over all documents, as deflated JSON, with what they are filtered by.
CREATE TABLE incident (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  place TEXT,
  country TEXT,
  status TEXT NOT NULL,
  reality TEXT NOT NULL,
  documents INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  leading INTEGER NOT NULL,            -- 1: the main incident of some document
  doubt REAL,                          -- the best score of an incident that may be the same; empty where none may
  body BLOB NOT NULL
);
CREATE INDEX incident_doubt ON incident(doubt) WHERE doubt IS NOT NULL;
CREATE INDEX incident_when ON incident(earliest, latest);

-- Full text. The words themselves stand in the tables above.
CREATE VIRTUAL TABLE text_words USING fts5(title, text, content='document', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5(words, speaker, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE incident_words USING fts5(label, place, actor, kind, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
