/** Small images as blobs in a database of their own: faster than files, and the index stays small. */
export const thumbnails = `
  CREATE TABLE thumb (
    sample_id INTEGER PRIMARY KEY,
    jpeg BLOB NOT NULL
  ) STRICT;
`;
