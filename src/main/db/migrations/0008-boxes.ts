/** Boxes that annotation files give; those that models predict lie in the files of their runs. */
export const boxes = `
  -- One reading of the annotation files. The one that is applied is what queries see; another one is being written, or was left
  -- by a kill.
  CREATE TABLE box_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The same text while no file was changed, added or removed.
    fingerprint TEXT NOT NULL,
    -- JSON: LabelFilesSummary; '{}' until it is read.
    summary TEXT NOT NULL,
    is_applied INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX box_source_applied ON box_source (is_applied);

  CREATE TABLE box (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    class_id INTEGER NOT NULL,
    -- Pixels of the picture as it is shown, upright.
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    is_crowd INTEGER NOT NULL DEFAULT 0,
    -- Square pixels of the object itself, where its outline is known.
    area REAL,
    -- JSON object of what else the file says of it, in the file's own frame: outlines, keypoints, turned boxes, attributes.
    extra TEXT
  ) STRICT;
  CREATE INDEX box_by_sample ON box (sample_id, source_id);
  CREATE INDEX box_by_class ON box (class_id);

  -- Samples that the files speak of, those without a box too.
  CREATE TABLE annotated (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL,
    boxes INTEGER NOT NULL,
    split_id INTEGER,
    -- The file gives places in the picture as it is shown, not as it is stored.
    is_upright INTEGER NOT NULL,
    PRIMARY KEY (sample_id, source_id)
  ) STRICT, WITHOUT ROWID;

  CREATE VIEW given_box AS SELECT * FROM box WHERE source_id = (SELECT id FROM box_source WHERE is_applied = 1);
  CREATE VIEW given_annotation AS SELECT * FROM annotated WHERE source_id = (SELECT id FROM box_source WHERE is_applied = 1);

  -- Of a run of boxes: how many it has; null: it says one class of a sample.
  ALTER TABLE prediction_run ADD COLUMN box_count INTEGER;
`;
