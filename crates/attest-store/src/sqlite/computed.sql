-- The archive of Attest, format 2: what is computed, and can be computed again from what is kept. Opening an archive of an earlier
-- format drops these tables and fills them anew.

-- Documents as they are listed and searched, the current text of each page only: narrow rows, so that looking through all of them
-- does not read the texts. `at` is the day of publication and the document's number in one (order.rs): rows by `at` are rows by day.
CREATE TABLE listed (
  at INTEGER PRIMARY KEY,
  document INTEGER NOT NULL UNIQUE REFERENCES document(number),
  kind TEXT NOT NULL,
  words TEXT NOT NULL                  -- name, title and publisher
);

-- Claims, for search; their words stand in the document's text. `number` is the document's `at` and the claim's place in it.
CREATE TABLE claim (
  number INTEGER PRIMARY KEY,
  local TEXT NOT NULL,
  telling INTEGER,                     -- what it is about; empty where it is about no incident
  predicate TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_stop INTEGER NOT NULL
);

-- Who speaks in which document.
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

-- An incident as one document tells it, with the keys under which it may meet others.
CREATE TABLE telling (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(number),
  local TEXT NOT NULL,
  day INTEGER,                         -- since 1970-01-01; of the incident, else of the report
  incident INTEGER                     -- the linked incident; empty until linked
);
CREATE UNIQUE INDEX telling_local ON telling(document, local);
CREATE INDEX telling_incident ON telling(incident);      -- also finds those not linked yet
CREATE TABLE post (                    -- where others find it; keys by their digest (block.rs)
  key INTEGER NOT NULL,
  telling INTEGER NOT NULL,
  PRIMARY KEY (key, telling)
) WITHOUT ROWID;
CREATE INDEX post_telling ON post(telling);
CREATE TABLE look (                    -- where it finds others
  telling INTEGER NOT NULL,
  key INTEGER NOT NULL,
  PRIMARY KEY (telling, key)
) WITHOUT ROWID;
CREATE TABLE word (                    -- words that are not common in reports at large, by their digest
  digest INTEGER NOT NULL,
  telling INTEGER NOT NULL,
  PRIMARY KEY (digest, telling)
) WITHOUT ROWID;
CREATE INDEX word_telling ON word(telling);

-- Incidents that lost a telling, to be computed again with the next linking.
CREATE TABLE stale (incident INTEGER PRIMARY KEY);

-- Incidents over all documents, with what they are filtered by; their records, deflated JSON, stand apart.
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
  doubt REAL                           -- the best score of an incident that may be the same; empty where none may
);
CREATE INDEX incident_doubt ON incident(doubt) WHERE doubt IS NOT NULL;
CREATE INDEX incident_when ON incident(earliest, latest);
CREATE TABLE record (
  incident INTEGER PRIMARY KEY REFERENCES incident(number),
  body BLOB NOT NULL
);

-- Full text. The words themselves stand in the tables above. Reports and claims are numbered by day, so that the latest or the first
-- of very many matches are found without looking at the others.
CREATE VIEW searched AS SELECT l.at AS at, d.title AS title, d.text AS text FROM listed l JOIN document d ON d.number = l.document;
CREATE VIRTUAL TABLE text_words USING fts5(title, text, content='searched', content_rowid='at', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5(words, speaker, kind, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE incident_words USING fts5(label, place, actor, kind, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
