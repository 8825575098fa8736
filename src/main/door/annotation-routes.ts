import { Hono } from 'hono';
import { acceptConsensusSchema, activeSetSchema, importAnnotationsSchema } from '../../shared/annotation.ts';
import { acceptConsensus } from '../annotations/accept-consensus.ts';
import { startAnnotationsJob } from '../annotations/start-annotations-job.ts';
import { annotationState, chooseAnnotations, forgetAnnotations } from '../annotations/store-annotations.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { readVotes } from '../index/annotation-votes.ts';
import { datasetOf, idOf, sampleIdOf } from './dataset-of.ts';
import { decisionAnswer, layoutSetter } from './decision-answer.ts';
import { expectAbsolute, readJson } from './request-body.ts';

/** What several people called the samples: brought in, chosen, forgotten, and taken for the label. */
export function annotationRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/annotations', (c) => c.json(annotationState(datasetOf(engine, c).read)))
    .post('/annotations', async (c) => {
      const dataset = datasetOf(engine, c);
      const request = await readJson(c.req.raw, importAnnotationsSchema);
      expectAbsolute([request.file, request.classesFile]);
      return c.json(startAnnotationsJob(engine, dataset, request));
    })
    .post('/annotations/active', async (c) => {
      const dataset = datasetOf(engine, c);
      const { setId } = await readJson(c.req.raw, activeSetSchema);
      await chooseAnnotations(dataset, setId);
      return c.json(annotationState(dataset.read));
    })
    .post('/annotations/accept', async (c) => {
      const dataset = datasetOf(engine, c);
      const { query } = await readJson(c.req.raw, acceptConsensusSchema);
      const setLayout = layoutSetter(writerOf(dataset));
      return c.json(await decisionAnswer(dataset, await acceptConsensus(dataset, query, setLayout)));
    })
    .delete('/annotations/:set', async (c) => {
      const dataset = datasetOf(engine, c);
      await forgetAnnotations(dataset, idOf(c.req.param('set'), 'a set of annotations'));
      return c.json(annotationState(dataset.read));
    })
    .get('/samples/:id/annotations', (c) => {
      const id = sampleIdOf(c);
      return c.json(readVotes(datasetOf(engine, c).read, [id]).get(id) ?? null);
    });
}
