/** Samples, their tags and the append-only history of decisions. */
export const samplesTagsHistory = `
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE class (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE split (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE sample (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'ok', 'corrupt', 'unsupported', 'unreadable', 'missing')),
    reason TEXT,
    format TEXT,
    extension_format TEXT,
    width INTEGER,
    height INTEGER,
    channels INTEGER,
    bit_depth INTEGER,
    orientation INTEGER,
    frames INTEGER,
    content_hash BLOB,
    perceptual_hash BLOB,
    mean_color INTEGER,
    has_thumb INTEGER NOT NULL DEFAULT 0,
    -- Without REFERENCES: dropping an unused class would search all samples for each.
    class_id INTEGER,
    split_id INTEGER,
    -- What the index job last noticed about the file, and in which run: how a run that was killed is counted on.
    change TEXT CHECK (change IN ('added', 'changed', 'moved', 'removed', 'returned')),
    changed_run INTEGER,
    -- Of a missing sample: the status it had, and has again when its file returns as it was.
    status_before TEXT
  ) STRICT;
  CREATE INDEX sample_pending ON sample (id) WHERE status = 'pending';
  CREATE INDEX sample_missing ON sample (id) WHERE status = 'missing';
  CREATE INDEX sample_by_content ON sample (content_hash) WHERE content_hash IS NOT NULL;

  CREATE TABLE sample_tag (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (sample_id, tag_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sample_tag_by_tag ON sample_tag (tag_id, sample_id);

  -- Files found to be no images: remembered with size and mtime so that an unchanged one is not opened again.
  CREATE TABLE ignored_file (
    path TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    mtime_ms REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What the user said, append-only. sample_ids: the samples really changed, u32 little endian, ascending.
  CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('tag', 'untag', 'layout', 'undo', 'redo')),
    value TEXT,
    before TEXT,
    sample_ids BLOB,
    sample_count INTEGER NOT NULL,
    target INTEGER REFERENCES decision (id)
  ) STRICT;

  -- Lineage: what was computed, from what, with which parameters and version.
  CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    parameters TEXT NOT NULL,
    version TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    result TEXT
  ) STRICT;
`;
