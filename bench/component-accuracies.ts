import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedder } from '../src/main/embeddings/start-embedder.ts';
import { createModels } from '../src/main/models/create-models.ts';
import { BUILT_IN_MODEL } from '../src/shared/embedding.ts';
import { atOnce } from '../src/workers/duplicates/steps.ts';
import { buildGraph } from '../src/workers/neighbours/nearest-graph.ts';
import { fitHalfWhitened, project, spaceDimensions } from '../src/workers/neighbours/projection.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';

const COMPONENTS = [48, 64, 80, 96, 112, 128] as const;
const K = 10;
const CLASSES_OF_TINY = 20;
const WORKING_FOLDER = process.cwd();

interface Photos {
  readonly files: readonly string[];
  readonly labels: readonly string[];
}

/** Leave-one-out accuracy of the 10 nearest neighbours with the built-in model, by set and by components; null without data. */
export async function componentAccuracies(): Promise<Readonly<Record<string, object>> | null> {
  if (!hasTestData) return null;
  const sets = { 'clothing-dataset-small': clothing(), 'tiny-imagenet, 20 classes': tinyImagenet() };
  const entries = [];
  for (const [name, photos] of Object.entries(sets)) entries.push([name, await accuraciesOf(photos)] as const);
  return Object.fromEntries(entries);
}

async function accuraciesOf({ files, labels }: Photos): Promise<object> {
  const { vectors, dimensions } = await embedded(files);
  const count = files.length;
  const places = Uint32Array.from({ length: count }, (_, i) => i);
  const nodes = { places, owners: places.map((place) => place + 1), alive: new Uint8Array(count).fill(1) };
  const accuracies = COMPONENTS.map((components) => {
    const projection = atOnce(fitHalfWhitened(vectors, dimensions, count, components));
    const rows = atOnce(project(vectors, projection));
    const { graph } = atOnce(buildGraph({ rows, dimensions: spaceDimensions(projection) }, nodes, K));
    const right = labels.filter(
      (label, i) => mostOf(Array.from(graph.lists.nodes.subarray(i * K, (i + 1) * K), (j) => labels[j] as string)) === label,
    );
    return [components, Math.round((1000 * right.length) / count) / 1000] as const;
  });
  return { photos: count, ...Object.fromEntries(accuracies) };
}

/** The class that most of the nearest have; of several that of the nearest. */
function mostOf(labels: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return labels.find((label) => counts.get(label) === most);
}

async function embedded(files: readonly string[]): Promise<{ readonly vectors: Float32Array; readonly dimensions: number }> {
  const embedder = startEmbedder();
  try {
    const ready = await createModels({ home: WORKING_FOLDER, embedder: () => embedder }).ready(BUILT_IN_MODEL);
    const session = await embedder.open({ file: ready.file, manifest: ready.manifest, threads: 2 });
    const { signal } = new AbortController();
    const vectors = new Float32Array(files.length * session.dimensions);
    for (let from = 0; from < files.length; from += session.batch) {
      const batch = files.slice(from, from + session.batch).map((file) => ({ path: Buffer.from(file) }));
      vectors.set((await session.embed(batch, signal)).vectors, from * session.dimensions);
    }
    session.release();
    return { vectors, dimensions: session.dimensions };
  } finally {
    await embedder.close();
  }
}

function clothing(): Photos {
  const root = testData('classify/clothing-dataset-small');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.jpg'))
    .sort();
  return { files: files.map((path) => join(root, path)), labels: files.map((path) => path.split(/[\\/]/).at(-2) ?? '') };
}

/** The first 20 classes of the set's own list. */
function tinyImagenet(): Photos {
  const linesOf = (name: string): string[] =>
    readFileSync(testData(`classify/tiny-imagenet/${name}`), 'utf8')
      .trim()
      .split('\n');
  const chosen = new Set(linesOf('wnids.txt').slice(0, CLASSES_OF_TINY));
  const kept = linesOf('val/val_annotations.txt')
    .map((line) => line.split('\t'))
    .filter(([, label = '']) => chosen.has(label));
  const folder = testData('classify/tiny-imagenet/val/images');
  return { files: kept.map(([file = '']) => join(folder, file)), labels: kept.map(([, label = '']) => label) };
}
