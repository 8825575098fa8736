/** Tars whose pictures are samples, read in place. */
export const shards = `
  CREATE TABLE shard (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    -- As it was when all of its members had been listed; null: they are to be listed at the next scan.
    size_bytes INTEGER,
    mtime_ms REAL NOT NULL,
    pictures INTEGER NOT NULL,
    -- Files in it that are no images.
    others INTEGER NOT NULL,
    -- JSON array of texts: what of it could not be used.
    problems TEXT NOT NULL
  ) STRICT;

  -- Of a member of a tar: which, and where its bytes begin. Null: the sample is a file of its own.
  ALTER TABLE sample ADD COLUMN shard_id INTEGER;
  ALTER TABLE sample ADD COLUMN shard_offset INTEGER;
`;
