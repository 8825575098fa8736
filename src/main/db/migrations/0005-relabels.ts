/** Labels that the user gave. `sample.class_id` is the label in force; what folders or imports say stands behind it here. */
export const relabels = `
  CREATE TABLE given_label (
    sample_id INTEGER PRIMARY KEY REFERENCES sample (id) ON DELETE CASCADE,
    -- Also in sample.class_id; null: the user took the label off.
    class_id INTEGER,
    -- What sample.class_id would be without it.
    found_class_id INTEGER
  ) STRICT;

  -- So that a class that nothing uses any more is known without searching all samples.
  CREATE INDEX sample_by_class ON sample (class_id);
  CREATE INDEX given_label_by_found ON given_label (found_class_id);

  -- Of a relabelling: each sample's place in the list that before holds, u32 little endian, by sample_ids; null: all 0.
  ALTER TABLE decision ADD COLUMN before_places BLOB;
`;
