import type { Context } from 'hono';
import { WinnowError } from '../../shared/errors.ts';
import type { DatasetId, SampleId } from '../../shared/sample.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Engine } from '../engine/engine.ts';

/** The open dataset that a route's `:dataset` names. @throws {WinnowError} not_found */
export function datasetOf(engine: Engine, c: Context): Dataset {
  return engine.datasets.get((c.req.param('dataset') ?? '') as DatasetId);
}

/** A route's `:id`. @throws {WinnowError} bad_request */
export function sampleIdOf(c: Context): SampleId {
  const text = c.req.param('id') ?? '';
  const id = Number(text);
  if (!/^[1-9]\d{0,15}$/.test(text) || !Number.isSafeInteger(id)) {
    throw new WinnowError('bad_request', `"${text}" is no sample id; expected a positive whole number.`);
  }
  return id as SampleId;
}

/** To throw where a sample is gone. */
export function noSuchSample(id: SampleId): WinnowError {
  return new WinnowError('not_found', `There is no sample ${id} in this dataset.`);
}

/** A whole number in the query string. @throws {WinnowError} bad_request outside of 0 to `most` */
export function countParam(c: Context, name: string, otherwise: number, most: number): number {
  const text = c.req.query(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) {
    throw new WinnowError('bad_request', `"${name}" is "${text}"; expected a whole number from 0 to ${most}.`);
  }
  return value;
}

/** An id in a route. @param what it is the id of, `a run` @throws {WinnowError} bad_request */
export function idOf(text: string, what: string): number {
  if (/^[1-9]\d{0,15}$/.test(text)) return Number(text);
  throw new WinnowError('bad_request', `"${text}" is no id of ${what}; expected a positive whole number.`);
}
