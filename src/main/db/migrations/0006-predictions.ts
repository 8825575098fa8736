/** What models said of samples: one row a run; the numbers lie in files beside the index, `predictions/<id>/`. */
export const predictions = `
  CREATE TABLE prediction_run (
    -- Never given twice: it names the run's directory.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL CHECK (source IN ('file', 'classifier', 'regression')),
    -- JSON array, in the order of the probabilities.
    classes TEXT NOT NULL,
    sample_count INTEGER NOT NULL,
    has_probabilities INTEGER NOT NULL,
    has_confidence INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    -- For a person: the file, or the model.
    origin TEXT NOT NULL,
    -- Of the lineage.
    run_id INTEGER NOT NULL REFERENCES run (id),
    -- JSON object.
    parameters TEXT NOT NULL,
    -- Labels that it learned from changed since.
    is_out_of_date INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- The run that queries see; one row at most.
  CREATE TABLE active_prediction_run (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    prediction_run_id INTEGER NOT NULL REFERENCES prediction_run (id) ON DELETE CASCADE
  ) STRICT;
`;
