/** Queries that were saved under a name, with how they are looked at. */
export const views = `
  CREATE TABLE view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- From 0, without gaps.
    position INTEGER NOT NULL,
    -- In the search language, as printQuery writes it.
    query TEXT NOT NULL,
    -- JSON of a ViewLayout.
    layout TEXT NOT NULL
  ) STRICT;
`;
