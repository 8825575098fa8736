import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import { makeSmallIndex, type SmallIndex } from '../../workers/query/small-index.ts';

describe('columnSources', () => {
  let index: SmallIndex;
  beforeAll(() => {
    index = makeSmallIndex([]);
  });
  afterAll(() => index.close());

  const planOf = (sql: string): string => {
    const parameters = Array.from(sql.matchAll(/\?/g), () => null);
    const steps = index.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
    return steps.map(({ detail }) => detail).join('\n');
  };

  const sources = columnSources('unused');
  const columns = Object.entries({
    ...sources.numbers,
    ...sources.texts,
    ...sources.sparse,
    scores: sources.scores,
    embeddingScores: sources.embeddingScores,
    mapPoints: sources.mapPoints,
    tags: sources.tags,
    kept: sources.kept,
    paths: sources.paths,
    ids: sources.ids,
  });

  it.each(columns)('reads %s in id order without sorting or scanning the table', (_, { range, of }) => {
    for (const plan of [planOf(range), planOf(of)]) {
      expect(plan).not.toContain('TEMP B-TREE');
      expect(plan).not.toMatch(
        /SCAN (sample|sample_tag|image_score|duplicate|kept_issue|embedding_score|map_place|given_label|box|annotated)\b/,
      );
    }
    expect(planOf(range)).toMatch(
      /SEARCH (sample|image_score|given_label) USING INTEGER PRIMARY KEY|SEARCH (sample_tag|kept_issue|duplicate|embedding_score|map_place|annotated) USING PRIMARY KEY/,
    );
  });

  it('reads the path order from the index on path alone', () => {
    expect(planOf(sources.pathOrder.after)).toMatch(/SEARCH sample USING COVERING INDEX \w+ \(path>\?\)/);
    expect(planOf(sources.pathOrder.after)).not.toContain('TEMP B-TREE');
    expect(planOf(sources.pathOrder.before)).toMatch(/SEARCH other USING COVERING INDEX \w+ \(path<\?\)/);
  });
});
