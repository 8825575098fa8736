import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Query } from '../../../src/shared/query.ts';
import { context, expectSameIds, onIndex } from './on-index.ts';
import { arbitrarySample, PLAIN } from './small-sample.ts';

const samples = fc.array(arbitrarySample, { maxLength: 80 });

describe('what a model says', () => {
  it('is read again by itself, of some samples or of all', async () => {
    await fc.assert(
      fc.asyncProperty(samples, fc.array(fc.tuple(fc.nat(), arbitrarySample), { minLength: 1, maxLength: 5 }), (rows, changes) =>
        onIndex(rows, async (index, worker) => {
          const asked: readonly Query[] = [
            { filter: { kind: 'lasso', polygon: [-3, -3, 3, -3, 0, 3] }, sort: { field: 'score.outlier', descending: false } },
            {
              filter: { kind: 'compare', field: 'score.uniqueness', comparison: '<', value: 0.3 },
              sort: { field: 'map.y', descending: true },
            },
          ];
          for (const each of asked) await expectSameIds(index, worker, each);
          const known = index.db.prepare('SELECT id FROM sample').pluck().all() as number[];
          const changed = known.length === 0 ? [] : changes.map(([pick]) => known[pick % known.length] ?? 0);
          for (const [k, id] of changed.entries()) index.see(id, changes[k]?.[1] ?? PLAIN);
          await worker.refresh({ revision: 1, ids: Uint32Array.from(changed), only: 'embeddings' }, context);
          for (const each of asked) await expectSameIds(index, worker, each);

          index.db.exec('UPDATE active_model SET model_id = 3 - model_id');
          await worker.refresh({ revision: 2, ids: null, only: 'embeddings' }, context);
          for (const each of asked) await expectSameIds(index, worker, each);
          index.db.exec('DELETE FROM active_model');
          await worker.refresh({ revision: 3, ids: null, only: 'embeddings' }, context);
          for (const each of asked) await expectSameIds(index, worker, each);
        }),
      ),
      { numRuns: 25 },
    );
  });
});
