/** Who decided, and what about: lineage says so of each sample that is left out of an export. */
export const decisionAuthors = `
  -- Name of the user of the system; null: decided before this was recorded.
  ALTER TABLE decision ADD COLUMN author TEXT;
  -- The query whose samples it was about, as in the search box; null: samples were named one by one.
  ALTER TABLE decision ADD COLUMN query TEXT;
`;
