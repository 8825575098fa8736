/** What a close look said of pairs that embeddings brought together: a copy that was cropped, tilted, framed or written upon. */
export const partPairs = `
  CREATE TABLE part_pair (
    -- The lesser id first.
    a INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    -- In [0, 1], 0 = the same where one lies within the other; null: looked at, and neither is a part of the other.
    distance REAL,
    -- First 8 bytes of the content hashes of what was looked at: other contents are looked at anew.
    content_a BLOB NOT NULL,
    content_b BLOB NOT NULL,
    -- Of the look: what an older one said is said again.
    version INTEGER NOT NULL,
    PRIMARY KEY (a, b)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX part_pair_by_second ON part_pair (b, a);
`;
