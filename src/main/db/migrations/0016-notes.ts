/** What people wrote about single samples. */
export const notes = `
  CREATE TABLE note (
    sample_id INTEGER PRIMARY KEY REFERENCES sample (id) ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> '')
  ) STRICT;
`;
