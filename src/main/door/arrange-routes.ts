import { Hono } from 'hono';
import { arrangeRequestSchema } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type Column, encodeFrame } from '../../shared/frame.ts';
import { gridOf } from '../arrange/arranged-grids.ts';
import { arrangedAnswer, startArrangeJob } from '../arrange/start-arrange-job.ts';
import type { Engine } from '../engine/engine.ts';
import { datasetOf } from './dataset-of.ts';
import { FRAME_TYPE, readJson } from './request-body.ts';

/** Samples arranged so that similar ones are neighbours. */
export function arrangeRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/arrange', async (c) => {
      const dataset = datasetOf(engine, c);
      return c.json(await startArrangeJob(engine, dataset, await readJson(c.req.raw, arrangeRequestSchema)));
    })
    .get('/arranged/:job', (c) => {
      const grid = gridOf(datasetOf(engine, c), c.req.param('job'));
      if (grid === undefined) {
        throw new WinnowError(
          'not_found',
          'This arrangement is not there: its job has not ended, or it was forgotten. Arrange again.',
        );
      }
      const columns: Record<string, Column> = { cells: grid.cells };
      for (const [place, { medoids }] of grid.levels.entries()) columns[`level${place + 1}`] = medoids;
      return new Response(encodeFrame(arrangedAnswer(grid), columns), {
        headers: { 'content-type': FRAME_TYPE, 'cache-control': 'no-store' },
      });
    });
}
