/**
 * What models see in a dataset. Vectors, neighbours and indexes are files in `embeddings/<model id>/` beside the database;
 * here stands which sample has which row, and what queries read.
 */
export const embeddings = `
  CREATE TABLE embedding_model (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- ModelManifest as JSON; rows made by another file or other preprocessing belong to another model.
    manifest TEXT NOT NULL,
    -- SHA-256 of what decides the vectors: file, input, preprocessing, output.
    identity TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL,
    -- JSON of DatasetModel's neighbours and map; null until there are any.
    neighbours TEXT,
    map TEXT,
    map_version INTEGER NOT NULL DEFAULT 0,
    -- A sample is an outlier below it, where the user has moved no cut.
    outlier_cut REAL
  ) STRICT;

  CREATE TABLE embedding (
    model_id INTEGER NOT NULL REFERENCES embedding_model (id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    -- Place in the model's file of vectors; null: it failed, for the reason beside.
    place INTEGER,
    reason TEXT,
    -- First 8 bytes of the content hash of the file it was made from: another content is embedded anew.
    content BLOB NOT NULL,
    PRIMARY KEY (model_id, sample_id)
  ) STRICT, WITHOUT ROWID;
  -- So that forgetting a sample does not search all rows of all models.
  CREATE INDEX embedding_by_sample ON embedding (sample_id);

  -- Scores in [0, 1]; see EMBEDDING_SCORES in shared/score.ts.
  CREATE TABLE embedding_score (
    model_id INTEGER NOT NULL REFERENCES embedding_model (id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    outlier REAL,
    uniqueness REAL,
    representativeness REAL,
    class_distance REAL,
    PRIMARY KEY (model_id, sample_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX embedding_score_by_sample ON embedding_score (sample_id);

  -- Points of maps. A new layout is written beside the old one under a version of its own and shown, once it is whole, by a
  -- change of map_version: no reader sees parts of two, whenever the engine is killed. Read the view map_point.
  CREATE TABLE map_place (
    model_id INTEGER NOT NULL REFERENCES embedding_model (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    sample_id INTEGER NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
    x REAL NOT NULL,
    y REAL NOT NULL,
    -- As in embedding: a sample with another content since is placed anew.
    content BLOB NOT NULL,
    PRIMARY KEY (model_id, version, sample_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX map_place_by_sample ON map_place (sample_id);
  CREATE VIEW map_point AS
    SELECT model_id, sample_id, x, y FROM embedding_model JOIN map_place ON model_id = id AND version = map_version;

  -- The model whose scores and map queries see; one row at most.
  CREATE TABLE active_model (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    model_id INTEGER NOT NULL REFERENCES embedding_model (id) ON DELETE CASCADE
  ) STRICT;
`;
