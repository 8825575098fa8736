/** What a decision followed beyond a query, so that a recipe can follow it again. */
export const decisionRules = `
  -- JSON of how the samples were chosen, such as {"keepBest": "near-duplicate", "by": ["resolution"]}; null: by a query, or one by one.
  ALTER TABLE decision ADD COLUMN rule TEXT;
`;
