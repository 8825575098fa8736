/**
 * What issues are made of: scores, fingerprints, duplicate groups, and what the user said of them. `decision.kind` loses
 * its CHECK, which could only be changed by copying the table: the kinds are in `shared/decision.ts`.
 */
export const issues = `
  ALTER TABLE sample ADD COLUMN pixel_hash BLOB;
  -- JSON array of PrivateTag; null: none.
  ALTER TABLE sample ADD COLUMN private_metadata TEXT;

  -- One row per decoded picture. Scores in [0, 1], lower = worse; means in [0, 1].
  CREATE TABLE image_score (
    sample_id INTEGER PRIMARY KEY REFERENCES sample (id) ON DELETE CASCADE,
    -- Version of the checks that made the row.
    version INTEGER NOT NULL,
    dark REAL,
    light REAL,
    blurry REAL,
    low_information REAL,
    grayscale REAL,
    single_color REAL,
    letterbox REAL,
    strong_compression REAL,
    -- Share of a damaged picture's rows that could be read.
    intact REAL,
    mean_red REAL,
    mean_green REAL,
    mean_blue REAL,
    mean_square_red REAL,
    mean_square_green REAL,
    mean_square_blue REAL
  ) STRICT;

  CREATE TABLE fingerprint (
    sample_id INTEGER PRIMARY KEY REFERENCES sample (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
  ) STRICT;

  -- Duplicate groups, each kind a partition: one row per sample in a group.
  CREATE TABLE duplicate (
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'pixel', 'near')),
    sample_id INTEGER NOT NULL,
    -- The group's least sample id.
    group_id INTEGER NOT NULL,
    -- The sample it hangs on in the group's tree of strongest links; null for the tree's root.
    linked_id INTEGER,
    -- Of that link: 0 = the same, 1 = nothing in common.
    distance REAL,
    -- How the linked sample has to be flipped or turned to match, 0-7: see workers/duplicates/turns.ts.
    turn INTEGER,
    PRIMARY KEY (kind, sample_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX duplicate_by_group ON duplicate (kind, group_id);

  -- Said to be no issue of this kind.
  CREATE TABLE kept_issue (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    PRIMARY KEY (sample_id, kind)
  ) STRICT, WITHOUT ROWID;

  -- Said to be no duplicates: two samples of one decision are never linked where one of them at least is single.
  CREATE TABLE not_duplicate (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    decision_id INTEGER NOT NULL,
    is_single INTEGER NOT NULL,
    PRIMARY KEY (sample_id, decision_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX not_duplicate_by_decision ON not_duplicate (decision_id);

  -- Cuts that were moved; the others are DEFAULT_CUTS.
  CREATE TABLE issue_cut (
    kind TEXT PRIMARY KEY,
    cut REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE decision_of_any_kind (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    before TEXT,
    sample_ids BLOB,
    sample_count INTEGER NOT NULL,
    target INTEGER REFERENCES decision_of_any_kind (id)
  ) STRICT;
  INSERT INTO decision_of_any_kind SELECT id, at_ms, kind, value, before, sample_ids, sample_count, target FROM decision;
  DROP TABLE decision;
  ALTER TABLE decision_of_any_kind RENAME TO decision;
`;
