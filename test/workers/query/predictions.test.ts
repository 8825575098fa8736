import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison, Filter, Query } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';
import type { RunNumber } from '../../../src/shared/score.ts';
import { context, onIndex, type Worker } from './on-index.ts';
import type { SmallIndex } from './small-index.ts';
import { addRun, directoryOfRun, loseRun, type SmallPrediction, type SmallRun } from './small-runs.ts';
import { PLAIN, type SampleRow } from './small-sample.ts';

const CLASSES = ['cat', 'sea lion', 'x'] as const;
/** Has no probabilities, and a class that no label has. */
const OTHER_CLASSES = ['sea lion', 'zebra'] as const;
/** Sixteenths: singles hold them and their differences exactly. */
const PROBABILITIES: readonly (readonly number[])[] = [
  [0.5, 0.25, 0.25],
  [0.0625, 0.875, 0.0625],
  [0.25, 0.25, 0.5],
  [0, 1, 0],
  [0.3125, 0.3125, 0.375],
];

interface Said {
  readonly label: string | null;
  readonly status: string;
  /** By run a and b. */
  readonly a: SmallPrediction | null;
  readonly b: SmallPrediction | null;
}

const saidA = fc.constantFrom(...PROBABILITIES).map((probabilities): SmallPrediction => {
  const confidence = Math.max(...probabilities);
  return { predicted: probabilities.indexOf(confidence), confidence, probabilities };
});
const saidB = fc.record({
  predicted: fc.constantFrom(0, 1),
  confidence: fc.constantFrom(0.25, 0.5, 0.75),
  probabilities: fc.constant(null),
});
const arbitrarySaid: fc.Arbitrary<Said> = fc.record({
  label: fc.option(fc.constantFrom('cat', 'Cat', 'sea lion')),
  status: fc.constantFrom('ok', 'ok', 'ok', 'corrupt', 'missing'),
  a: fc.option(saidA),
  b: fc.option(saidB),
});

const NUMBERS: readonly RunNumber[] = [
  'confidence',
  'prob.cat',
  'prob.sea lion',
  'score.self-confidence',
  'score.normalized-margin',
  'score.margin',
  'score.mistakenness',
];
const comparison = fc.constantFrom<Comparison>('<', '<=', '>', '>=', '=', '!=');
const value = fc.constantFrom(0, 0.0625, 0.25, 0.3, 0.5, 0.75);
const maybeB = { run: fc.constantFrom('a', 'b') };
const optional = { requiredKeys: ['kind', 'field', 'value'] as ['kind', 'field', 'value'] };

const term: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ kind: fc.constant('equals' as const), field: fc.constant('label' as const), value: fc.constantFrom('cat', 'Cat') }),
  fc.record(
    {
      kind: fc.constant('equals' as const),
      field: fc.constant('prediction' as const),
      value: fc.constant('sea lion'),
      ...maybeB,
    },
    optional,
  ),
  fc.record({ kind: fc.constant('compare' as const), field: fc.constantFrom(...NUMBERS), comparison, value }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constantFrom<RunNumber>('confidence', 'score.mistakenness'),
    comparison,
    value,
    ...maybeB,
  }),
  fc.record(
    {
      kind: fc.constant('is' as const),
      claim: fc.constantFrom('predicted', 'unpredicted', 'correct', 'wrong', 'labeled'),
      ...maybeB,
    },
    { requiredKeys: ['kind', 'claim'] },
  ),
  fc.record({ kind: fc.constant('run' as const), run: maybeB.run }),
);
const arbitraryFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'filter' },
    { arbitrary: term, weight: 3 },
    {
      arbitrary: fc.record({ kind: fc.constant('and' as const), of: fc.array(tie('filter'), { minLength: 1, maxLength: 4 }) }),
      weight: 2,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('or' as const), of: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
      weight: 1,
    },
    { arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('filter') }), weight: 1 },
  ),
})).filter;

/** What a run says of a sample that is there. */
const ofRun = (said: Said, run = 'a'): SmallPrediction | null =>
  said.status === 'missing' ? null : run === 'a' ? said.a : said.b;
const classesOf = (run = 'a'): readonly string[] => (run === 'a' ? CLASSES : OTHER_CLASSES);

function numberOf(said: Said, field: RunNumber, run?: string): number {
  const of = ofRun(said, run);
  if (of === null) return Number.NaN;
  if (field === 'confidence') return of.confidence;
  const given = classesOf(run).indexOf(said.label ?? '');
  if (field === 'score.mistakenness') return given < 0 ? Number.NaN : ((given === of.predicted ? -1 : 1) * of.confidence + 1) / 2;
  const all = of.probabilities ?? [];
  if (field === 'prob.cat') return all[0] ?? Number.NaN;
  if (field === 'prob.sea lion') return all[1] ?? Number.NaN;
  if (field === 'score.margin')
    return [...all].sort((x, y) => y - x).reduce((sum, p, k) => (k === 0 ? p : k === 1 ? sum - p : sum), 0);
  if (given < 0) return Number.NaN;
  const others = Math.max(...all.filter((_, k) => k !== given));
  return field === 'score.self-confidence' ? (all[given] ?? Number.NaN) : ((all[given] ?? Number.NaN) - others + 1) / 2;
}

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a < b || a > b,
};

function holds(filter: Filter, said: Said): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((child) => holds(child, said));
    case 'or':
      return filter.of.some((child) => holds(child, said));
    case 'not':
      return !holds(filter.of, said);
    case 'run':
      return ofRun(said, filter.run) !== null;
    case 'equals': {
      if (filter.field === 'label') return said.label === filter.value;
      return classesOf(filter.run)[ofRun(said, filter.run)?.predicted ?? -1] === filter.value;
    }
    case 'compare':
      return COMPARE[filter.comparison](numberOf(said, filter.field as RunNumber, filter.run), filter.value);
    case 'is': {
      const of = ofRun(said, filter.run);
      if (filter.claim === 'labeled') return said.label !== null;
      if (filter.claim === 'predicted') return of !== null;
      if (filter.claim === 'unpredicted') return of === null;
      if (of === null || said.label === null) return false;
      return (classesOf(filter.run)[of.predicted] === said.label) === (filter.claim === 'correct');
    }
    default:
      throw new Error(`There is no ${filter.kind} here.`);
  }
}

const rowOf = ({ label, status }: Said): SampleRow => ({ ...PLAIN, label, status });

function runsOf(said: readonly Said[]): readonly SmallRun[] {
  const predictions = (run: 'a' | 'b'): ReadonlyMap<number, SmallPrediction> =>
    new Map(said.flatMap((each, k) => (each[run] === null ? [] : [[k + 1, each[run]] as const])));
  return [
    { name: 'a', classes: CLASSES, predictions: predictions('a') },
    { name: 'b', classes: OTHER_CLASSES, predictions: predictions('b') },
  ];
}

/** Two runs over samples; `a` has probabilities, and is the active one. */
function onRuns(said: readonly Said[], body: (index: SmallIndex, worker: Worker) => Promise<void>): Promise<void> {
  return onIndex(said.map(rowOf), async (index, worker) => {
    for (const run of runsOf(said)) addRun(index, run);
    await worker.refresh({ revision: 1, ids: null, only: 'predictions' }, context);
    await body(index, worker);
  });
}

const byId = (filter: Filter | null): Query => ({ filter, sort: { field: 'id', descending: false } });

async function idsOf(worker: Worker, query: Query): Promise<readonly number[]> {
  return [...(await worker.query({ query }, context)).ids];
}

function q(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

/** `a` says cat, sea lion and nothing; `b` says sea lion of the last two. */
const THREE: readonly Said[] = [
  { label: 'cat', status: 'ok', a: { predicted: 0, confidence: 0.5, probabilities: [0.5, 0.25, 0.25] }, b: null },
  {
    label: 'cat',
    status: 'ok',
    a: { predicted: 1, confidence: 0.875, probabilities: [0.0625, 0.875, 0.0625] },
    b: { predicted: 0, confidence: 0.75, probabilities: null },
  },
  { label: 'sea lion', status: 'ok', a: null, b: { predicted: 0, confidence: 0.5, probabilities: null } },
];

describe('what runs say', () => {
  it('is found as told by the terms, each about its run; printed and read again, too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitrarySaid, { minLength: 1, maxLength: 40 }),
        fc.array(arbitraryFilter, { minLength: 8, maxLength: 8 }),
        (said, filters) =>
          onRuns(said, async (_, worker) => {
            for (const filter of filters) {
              const wanted = said.flatMap((each, k) => (holds(filter, each) ? [k + 1] : []));
              expect(await idsOf(worker, byId(filter))).toEqual(wanted);
              const again = parseQuery(printQuery(byId(filter)));
              expect(again.ok && (await idsOf(worker, again.query))).toEqual(wanted);
            }
          }),
      ),
      { numRuns: 8 },
    );
  });

  it('is an order, those without a value last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitrarySaid, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...NUMBERS),
        fc.boolean(),
        (said, field, descending) =>
          onRuns(said, async (_, worker) => {
            const key = (id: number): number => {
              const number = numberOf(said[id - 1] as Said, field);
              return Number.isNaN(number) ? Number.POSITIVE_INFINITY : descending ? -number : number;
            };
            const wanted = said.map((_each, k) => k + 1).sort((x, y) => key(x) - key(y) || x - y);
            expect(await idsOf(worker, { filter: null, sort: { field, descending } })).toEqual(wanted);
          }),
      ),
      { numRuns: 8 },
    );
  });

  it('compares two runs in one query', async () => {
    await onRuns(THREE, async (_, worker) => {
      expect(await idsOf(worker, q('label!=prediction'))).toEqual([2]);
      expect(await idsOf(worker, q('(run:b is:correct) is:unpredicted'))).toEqual([3]);
      expect(await idsOf(worker, q('(run:a is:wrong) (run:b is:wrong)'))).toEqual([2]);
      expect(await idsOf(worker, q('run:b sort:-confidence'))).toEqual([2, 3]);
      expect(await idsOf(worker, q('(run:b) sort:confidence'))).toEqual([2, 3]);
      expect(await idsOf(worker, q('sort:prediction'))).toEqual([1, 2, 3]);
      expect(await idsOf(worker, q('sort:-prediction'))).toEqual([2, 1, 3]);
      expect(await idsOf(worker, q('"prob.sea lion">0.5'))).toEqual([2]);
    });
  });

  it('is counted, drawn and coloured by', async () => {
    await onRuns(THREE, async (_, worker) => {
      const counted = await worker.count({ query: q('label:cat'), by: 'prediction' }, context);
      expect(counted.by).toEqual([
        { value: 'cat', count: 1 },
        { value: 'sea lion', count: 1 },
      ]);
      const facet = async (text: string) => {
        const { text: facets } = await worker.facets({ query: q(text) }, context);
        return facets.find(({ field }) => field === 'prediction')?.values;
      };
      expect(await facet('prediction:cat')).toEqual([
        { value: 'cat', count: 1 },
        { value: 'sea lion', count: 1 },
        { value: null, count: 1 },
      ]);
      expect(await facet('run:b')).toEqual([{ value: 'sea lion', count: 2 }]);
      const histogram = await worker.histogram({ field: 'prob.cat', query: null }, context);
      expect([histogram.min, histogram.max, histogram.edges.length]).toEqual([0.0625, 0.5, 51]);
      const colours = await worker.column({ field: 'prediction' }, context);
      expect(colours).toMatchObject({ names: [null, 'cat', 'sea lion'], counts: [1, 1, 1], values: Uint32Array.of(1, 2, 0) });
      const sure = await worker.column({ field: 'confidence', run: 'b' }, context);
      expect(sure.values).toEqual(Float32Array.of(Number.NaN, 0.75, 0.5));
      const ids = Uint32Array.of(3, 1, 99);
      const { columns } = await worker.values({ ids, fields: ['confidence', 'score.hardness', 'score.entropy'] }, context);
      expect(columns[0]).toEqual(Float64Array.of(Number.NaN, 0.5, Number.NaN));
      expect(columns[1]?.[1]).toBeCloseTo(1.5 * Math.LN2, 5);
      expect(columns[2]?.[1]).toBeCloseTo((1.5 * Math.LN2) / Math.log(3), 5);
      expect(await worker.predicted({ ids }, context)).toEqual({ classes: CLASSES, places: Int32Array.of(-1, 0, -1) });
    });
  });

  it('follows labels, samples that come and go, and the run that is chosen', async () => {
    await onRuns(THREE, async (index, worker) => {
      expect(await idsOf(worker, q('is:correct'))).toEqual([1]);
      index.update(2, rowOf({ ...(THREE[1] as Said), label: 'sea lion' }));
      await worker.refresh({ revision: 2, ids: Uint32Array.of(2) }, context);
      expect(await idsOf(worker, q('is:correct sort:id'))).toEqual([1, 2]);
      expect(await idsOf(worker, q('score.self-confidence>0.8'))).toEqual([2]);
      index.update(1, rowOf({ ...(THREE[0] as Said), status: 'missing' }));
      index.insert(PLAIN);
      await worker.refresh({ revision: 3, ids: Uint32Array.of(1) }, context);
      expect(await idsOf(worker, q('is:predicted'))).toEqual([2]);
      expect(await idsOf(worker, q('is:unpredicted'))).toHaveLength(3);
      index.db.exec('UPDATE active_prediction_run SET prediction_run_id = 2');
      await worker.refresh({ revision: 4, ids: null, only: 'predictions' }, context);
      expect(await idsOf(worker, q('is:correct sort:id'))).toEqual([2, 3]);
      index.db.exec("DELETE FROM prediction_run WHERE name = 'b'");
      await worker.refresh({ revision: 5, ids: null, only: 'predictions' }, context);
      await expect(idsOf(worker, q('run:b'))).rejects.toMatchObject({ code: 'bad_query' });
    });
  });
});

describe('what runs cannot say', () => {
  it('is an error of the query that names it', async () => {
    await onRuns(THREE, async (_, worker) => {
      const problem = async (text: string): Promise<string> => {
        const error = await idsOf(worker, q(text)).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ code: 'bad_query' });
        return (error as Error).message;
      };
      expect(await problem('prob.dog<0.2')).toContain('"dog"');
      expect(await problem('prediction:cats')).toContain('Did you mean "cat"?');
      expect(await problem('run:A is:correct')).toContain('Did you mean "a"?');
      expect(await problem('sort:prob.dog')).toContain('"dog"');
      expect(await problem('run:b score.margin<1')).toContain('score.margin');
      expect(await problem('run:b "prob.sea lion"<1')).toContain('no class probabilities');
    });
  });

  it('of no run at all, too; the sidebar does without', async () => {
    await onIndex([PLAIN], async (_, worker) => {
      for (const text of ['is:predicted', 'confidence>0', 'sort:confidence', 'prediction:cat']) {
        await expect(idsOf(worker, q(text))).rejects.toMatchObject({ code: 'bad_query' });
      }
      const { text } = await worker.facets({ query: q('') }, context);
      expect(text.map(({ field }) => field)).not.toContain('prediction');
    });
  });

  it('is said clearly where files are gone or cut off', async () => {
    await onRuns(THREE, async (index, worker) => {
      truncateSync(join(directoryOfRun(index.file, 1), 'probabilities.f32'), 4);
      expect(await idsOf(worker, q('is:correct'))).toEqual([1]);
      await expect(idsOf(worker, q('prob.cat<1'))).rejects.toMatchObject({
        code: 'no_predictions',
        message: expect.stringContaining('"a"'),
      });
      loseRun(index, 2);
      await expect(idsOf(worker, q('run:b'))).rejects.toMatchObject({ code: 'no_predictions' });
    });
    await onRuns(THREE, async (index, worker) => {
      loseRun(index, 1);
      const { text } = await worker.facets({ query: q('') }, context);
      expect(text.map(({ field }) => field)).not.toContain('prediction');
    });
  });
});
