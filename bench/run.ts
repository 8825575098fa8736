import { runSteps } from '../scripts/run-steps.ts';

/** `npm run bench [name …]`: every benchmark, or those named, one after the other; each writes bench/results/<name>.json. */
const ALL = [
  'index-rate',
  'rescan',
  'million',
  'million-facets',
  'million-page',
  'million-map',
  'grid',
  'grid-heap',
  'duplicates',
  'transformations',
  'embedding',
  'neighbours',
  'map',
  'arrange',
  'deep-zoom',
  'regression',
  'label-issues',
  'evaluation',
  'splits',
] as const;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !ALL.some((known) => known === name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${ALL.join(', ')}.`);
  process.exit(2);
}
const chosen = asked.length === 0 ? ALL : ALL.filter((name) => asked.includes(name));
await runSteps(chosen.map((name) => [`Benchmark ${name}`, `bench/${name}.ts`, []] as const));
