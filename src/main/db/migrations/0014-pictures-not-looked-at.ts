/** Lists that only name a picture, or its class, do not say that there is no object in it. */
export const picturesNotLookedAt = `
  -- 0: nobody looked for objects in it, so that no boxes does not mean that there is nothing.
  ALTER TABLE annotated ADD COLUMN is_looked_at INTEGER NOT NULL DEFAULT 1;
  DROP VIEW given_annotation;
  CREATE VIEW given_annotation AS SELECT * FROM annotated WHERE source_id = (SELECT id FROM box_source WHERE is_applied = 1);
`;
