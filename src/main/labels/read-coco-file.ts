import { basename } from 'node:path';
import type { ClassFacts } from '../../shared/label-files.ts';
import { textKey } from '../exporters/text-key.ts';
import { badPredictions } from '../predictions/prediction-file.ts';
import { type JsonElement, readJsonElements } from '../predictions/read-json-elements.ts';
import { field, imageFields, parseAnnotation } from './coco-annotation.ts';
import { cocoPlaces, splitOfFile } from './coco-places.ts';
import type { FoundBox, LabelSink, NamedImage } from './label-sink.ts';

/** What files of a set that were read before have said, so that none says it twice. */
export interface CocoMemory {
  /** Pictures whose objects are known. */
  readonly withObjects: Set<number>;
  /** Of boxes, by sample, class and place: the file that said it first. */
  readonly boxes: Map<number, string> | null;
}

export interface CocoFile {
  readonly file: string;
  /** Of the dataset. */
  readonly folder: string;
  readonly sink: LabelSink;
  readonly signal: AbortSignal;
  /** It lists pictures, or says words of them: who has no object in it was not looked at. */
  readonly isOfWords: boolean;
  /** What it tells of are regions of pictures, not objects one by one: of no use where these are known. */
  readonly isOfRegions: boolean;
  readonly memory: CocoMemory;
}

interface CocoImage {
  readonly named: NamedImage;
  readonly sampleId: number | null;
  /** A file read before told its objects. */
  readonly hasObjects: boolean;
  /** Its boxes here were left out, and counted. */
  isLeft: boolean;
  readonly captions: string[];
  readonly classes: string[];
}

/**
 * Reads one file. It is read twice, piece by piece: who the pictures and classes are, then the annotations, which may stand
 * anywhere in it.
 * @returns its categories in their order
 * @throws {WinnowError} bad_predictions where it cannot be read; AbortError
 */
export async function readCocoFile(task: CocoFile): Promise<readonly ClassFacts[]> {
  const { file, sink, signal, memory, isOfRegions } = task;
  const { images, categories } = await readImages(task);
  const classes = new Map(categories.map(({ name, facts }) => [String(facts.id), name]));
  for await (const { elements, share } of readJsonElements(file, signal, new Set(['annotations']))) {
    for (const { place, value } of elements) {
      const image = images.get(String(field(value, 'image_id')));
      const said = parseAnnotation(value, classes);
      if (image === undefined) sink.problem('unknown-image', `annotation ${place}: image ${String(field(value, 'image_id'))}`);
      else if (said.kind === 'bad') sink.problem('bad-box', `annotation ${place}: ${said.problem}`);
      else if (said.kind === 'caption') image.captions.push(said.text);
      else if (said.kind === 'class') image.classes.push(said.name);
      else for (const box of said.boxes) await addBox(image, box);
    }
    sink.progress(0.5 + share / 2);
  }
  for (const image of images.values()) {
    await addWords(image, sink);
    if (image.sampleId !== null && !isOfRegions) memory.withObjects.add(image.sampleId);
  }
  return categories;

  async function addBox(image: CocoImage, box: FoundBox): Promise<void> {
    const { sampleId, hasObjects, named } = image;
    if (sampleId === null) return;
    if (hasObjects && isOfRegions) {
      if (!image.isLeft) sink.problem('labelled-before', `${basename(file)}: ${named.paths.at(-1)}`);
      image.isLeft = true;
      return;
    }
    if (memory.boxes !== null) {
      const key = textKey(JSON.stringify([sampleId, box.class, box.place]));
      const saidBy = memory.boxes.get(key);
      if (hasObjects && saidBy !== undefined && saidBy !== file) return;
      memory.boxes.set(key, file);
    }
    await sink.box(sampleId, box);
  }
}

async function readImages({ file, folder, sink, signal, memory, isOfWords }: CocoFile) {
  const split = splitOfFile(file);
  const pathsOf = await cocoPlaces(file, folder);
  const images = new Map<string, CocoImage>();
  const categories: ClassFacts[] = [];
  const licenses: unknown[] = [];
  for await (const { elements, share } of readJsonElements(file, signal, new Set(['images', 'categories', 'licenses']))) {
    for (const element of elements) {
      if (element.key === 'licenses') {
        licenses.push(element.value);
        continue;
      }
      const { id, name } = namedIn(file, element);
      if (element.key === 'categories') categories.push({ name, facts: factsOf(element.value) });
      else {
        const fields = imageFields(element.value);
        const isLookedAt = !isOfWords && field(element.value, 'annotated') !== false;
        const isShown = field(element.value, 'is_upright') === true;
        const named: NamedImage = {
          paths: pathsOf(name),
          size: sizeOf(element.value),
          isShown,
          isLookedAt,
          split,
          fields,
        };
        const sampleId = (await sink.image(named))?.id ?? null;
        const hasObjects = sampleId !== null && memory.withObjects.has(sampleId);
        images.set(id, { named, sampleId, hasObjects, isLeft: false, captions: [], classes: [] });
      }
    }
    sink.progress(share / 2);
  }
  sink.licenses(licenses);
  return { images, categories };
}

/** Captions and classes of the whole picture: the first class is its label, all of several are the field `labels`. */
async function addWords({ named, sampleId, captions, classes }: CocoImage, sink: LabelSink): Promise<void> {
  if (sampleId === null || captions.length + classes.length === 0) return;
  const caption = captions.length > 1 ? JSON.stringify(captions) : captions[0];
  const fields = {
    ...(caption === undefined ? {} : { caption }),
    ...(classes.length > 1 ? { labels: JSON.stringify(classes) } : {}),
  };
  await sink.image({ ...named, label: classes[0] ?? null, fields });
}

/** Images of LVIS are named by their address alone; a category without a name is called by its number. */
function namedIn(file: string, { key, place, value }: JsonElement): { readonly id: string; readonly name: string } {
  const id = field(value, 'id');
  const isImage = key === 'images';
  const name = isImage ? (field(value, 'file_name') ?? endOf(field(value, 'coco_url'))) : (field(value, 'name') ?? id);
  const isKnown = typeof id === 'number' || typeof id === 'string';
  if (isKnown && (typeof name === 'string' || (typeof name === 'number' && !isImage))) {
    return { id: String(id), name: String(name) };
  }
  throw badPredictions(file, `element ${place} of "${key}" lacks its number or name. Expected COCO annotations.`);
}

/** Folder and name in an address. */
const endOf = (address: unknown): unknown => (typeof address === 'string' ? address.split('/').slice(-2).join('/') : undefined);

function factsOf(category: unknown): ClassFacts['facts'] {
  if (typeof category !== 'object' || category === null) return {};
  return Object.fromEntries(Object.entries(category).filter(([key]) => key !== 'name'));
}

function sizeOf(image: unknown): NamedImage['size'] {
  const [width, height] = [field(image, 'width'), field(image, 'height')];
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
}
