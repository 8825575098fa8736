/** What sheets of thousands of pictures are drawn from, see `shared/miniature.ts`. Apart from thumbnails, which are five times as large. */
export const miniatures = `
  CREATE TABLE miniature (
    sample_id INTEGER PRIMARY KEY,
    picture BLOB NOT NULL
  ) STRICT;
`;
