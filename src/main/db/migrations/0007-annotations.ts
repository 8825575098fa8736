/** What several people called samples: sets side by side, of which queries see one. */
export const annotations = `
  CREATE TABLE annotation_set (
    -- Never given twice: rows of a set that was dropped half way are not taken for those of another.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    -- For a person: the file.
    origin TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('dawid-skene', 'majority')),
    -- JSON array of names; annotation.class_place and annotation_consensus.class_place count in it.
    classes TEXT NOT NULL,
    -- JSON array: how many labels each annotator gave, and how good they are. annotation.annotator_place counts in it.
    annotators TEXT NOT NULL,
    sample_count INTEGER NOT NULL,
    label_count INTEGER NOT NULL,
    disagreement_count INTEGER NOT NULL,
    -- Null where no sample has two labels.
    pairwise REAL,
    alpha REAL,
    created_ms INTEGER NOT NULL,
    -- Of the lineage.
    run_id INTEGER NOT NULL REFERENCES run (id)
  ) STRICT;

  -- The set that queries see; one row at most.
  CREATE TABLE active_annotation_set (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    set_id INTEGER NOT NULL REFERENCES annotation_set (id) ON DELETE CASCADE
  ) STRICT;

  -- Written before the row of their set, and dropped after it, some at a time: a set is there once its row is, and rows
  -- without one are what a kill left. So set_id references nothing.
  CREATE TABLE annotation (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    set_id INTEGER NOT NULL,
    annotator_place INTEGER NOT NULL,
    class_place INTEGER NOT NULL,
    PRIMARY KEY (sample_id, set_id, annotator_place)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE annotation_consensus (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    set_id INTEGER NOT NULL,
    class_place INTEGER NOT NULL,
    -- Its name again: queries read it for every sample.
    class TEXT NOT NULL,
    -- Of that class: posterior, or share of the votes.
    probability REAL NOT NULL,
    -- Share of pairs of labels that are the same; null with one label.
    agreement REAL,
    PRIMARY KEY (sample_id, set_id)
  ) STRICT, WITHOUT ROWID;

  -- Of a relabelling that gives each sample its own: the place of its new label in the list that value holds, u32 little
  -- endian, by sample_ids.
  ALTER TABLE decision ADD COLUMN value_places BLOB;
`;
