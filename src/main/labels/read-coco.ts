import { basename } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { ClassFacts } from '../../shared/label-files.ts';
import type { LabelCandidates, LabelFile, LabelReader } from './label-reader.ts';
import { type CocoMemory, readCocoFile } from './read-coco-file.ts';
import { oneSet } from './read-each-file.ts';

/** JSON files that are opened; datasets have a handful. */
const MOST_JSON = 200;

/**
 * COCO's tasks over the same pictures, in the order they are read: who has keypoints is an instance as well, with more said of it;
 * what instances say of a picture counts before its regions.
 */
const TASKS: readonly { readonly name: RegExp; readonly isOfRegions: boolean }[] = [
  { name: /keypoints/i, isOfRegions: false },
  { name: /^(?!.*(?:panoptic|stuff|captions|image_info|labels_))/i, isOfRegions: false },
  { name: /panoptic/i, isOfRegions: true },
  { name: /stuff/i, isOfRegions: true },
  { name: /./, isOfRegions: true },
];
const OF_WORDS = /captions|image_info|^labels_/i;

/** COCO: objects, keypoints, panoptic segments, captions or classes of pictures, in one JSON file, one a split, or several a split. */
export const cocoReader: LabelReader = {
  format: 'coco',
  async find(candidates) {
    const files = await cocoFiles(candidates);
    return oneSet('coco', files, candidates.root);
  },
  async read({ files }, { folder, sink, signal }) {
    const memory: CocoMemory = { withObjects: new Set(), boxes: files.length > 1 ? new Map() : null };
    const ordered = files.toSorted((a, b) => taskOf(a) - taskOf(b));
    const categories: { readonly task: number; readonly said: readonly ClassFacts[] }[] = [];
    for (const [place, labelFile] of ordered.entries()) {
      const progress = (share: number): void => sink.progress((place + share) / files.length);
      const task = taskOf(labelFile);
      const isOfRegions = TASKS[task]?.isOfRegions === true;
      try {
        const into = { folder, sink: { ...sink, progress }, signal };
        categories.push({
          task,
          said: await readCocoFile({
            file: labelFile.path,
            ...into,
            isOfRegions,
            isOfWords: OF_WORDS.test(basename(labelFile.path)),
            memory,
          }),
        });
      } catch (error) {
        if (!(error instanceof WinnowError)) throw error;
        sink.problem('bad-file', error.message);
      }
    }
    // Keypoints are of few of the classes that instances are of, and not the first ones.
    for (const { said } of categories.toSorted((a, b) => Number(a.task === 0) - Number(b.task === 0))) {
      sink.classes(
        said.map(({ name }) => name),
        said,
      );
    }
  },
};

const taskOf = ({ path }: LabelFile): number => TASKS.findIndex(({ name }) => name.test(basename(path)));

async function cocoFiles({ named, headOf }: LabelCandidates): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  const json = await named(/\.json$/i);
  for (const file of json.slice(0, MOST_JSON)) if (looksLikeCoco(await headOf(file))) found.push(file);
  return found;
}

/** An object, not a list, that begins with a list of COCO's. */
function looksLikeCoco(head: string): boolean {
  if (!/^\s*\{/.test(head) || !/"(?:images|annotations|categories)"\s*:\s*\[/.test(head)) return false;
  // Segment Anything's files have one picture each and no classes.
  if (/"predicted_iou"/.test(head)) return false;
  return /"(?:info|licenses|file_name|category_id|image_id|supercategory|bbox)"/.test(head);
}
