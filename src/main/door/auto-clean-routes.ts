import { Hono } from 'hono';
import { autoCleanRequestSchema, decideStepSchema } from '../../shared/auto-clean-request.ts';
import { decideStep } from '../auto-clean/decide-step.ts';
import { startAutoCleanJob } from '../auto-clean/start-auto-clean-job.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { datasetOf } from './dataset-of.ts';
import { decisionAnswer, layoutSetter } from './decision-answer.ts';
import { readJson } from './request-body.ts';

/** Repairs tried on a trusted set, and the decisions that one of them stands for. */
export function autoCleanRoutes(engine: Engine): Hono {
  return new Hono()
    .post('/auto-clean', async (c) => {
      const dataset = datasetOf(engine, c);
      return c.json(startAutoCleanJob(engine, dataset, await readJson(c.req.raw, autoCleanRequestSchema)));
    })
    .post('/auto-clean/decide', async (c) => {
      const dataset = datasetOf(engine, c);
      const { job, step } = await readJson(c.req.raw, decideStepSchema);
      const setLayout = layoutSetter(writerOf(dataset));
      return c.json(await decisionAnswer(dataset, await decideStep(dataset, job, step, setLayout)));
    });
}
