/** Annotation files say the class of whole pictures too, and things that Winnow only carries. */
export const annotatedClasses = `
  ALTER TABLE annotated ADD COLUMN class_id INTEGER;
  -- Which of the source's sets of files speaks of it: place in the list of its summary.
  ALTER TABLE annotated ADD COLUMN set_place INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX annotated_by_class ON annotated (class_id);
  DROP VIEW given_annotation;
  CREATE VIEW given_annotation AS SELECT * FROM annotated WHERE source_id = (SELECT id FROM box_source WHERE is_applied = 1);

  CREATE TABLE field (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE sample_field (
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL,
    field_id INTEGER NOT NULL,
    -- Text or a number; what has parts is JSON.
    value ANY NOT NULL,
    PRIMARY KEY (sample_id, source_id, field_id)
  ) STRICT, WITHOUT ROWID;
  CREATE VIEW given_field AS SELECT * FROM sample_field WHERE source_id = (SELECT id FROM box_source WHERE is_applied = 1);

  -- One summary for each set of files.
  UPDATE box_source SET summary = json_array(json(summary)) WHERE summary <> '{}';
  UPDATE box_source SET summary = '[]' WHERE summary = '{}';
`;
