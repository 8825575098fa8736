import type { ClassNamesFrom } from '../../shared/prediction-api.ts';
import { createClassFinder } from './match-classes.ts';
import { badPredictions, differentNames } from './prediction-file.ts';
import { readNameList } from './read-name-list.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

/** What models that are known by their sha256 tell apart. */
const CLASSES_OF_MODELS: ReadonlyMap<string, readonly string[]> = new Map([
  // mnist-8 of the ONNX model zoo.
  ['2f06e72de813a8635c9bc0397ac447a601bdbfa7df4bebc278723b958831c9bf', DIGITS],
]);

export interface ClassifierClasses {
  readonly names: readonly string[];
  readonly from: ClassNamesFrom;
}

/**
 * Names of what a classifier tells apart, as the dataset spells them where it has them: of the file given, else known of the
 * model, else the dataset's in alphabetical order where their number fits, else numbers.
 * @param sha256 of the model @param width numbers it gives a picture: one a class, or one alone, which tells two apart
 * @throws {WinnowError} bad_predictions where the file names more or fewer
 */
export async function classifierClasses(
  classesFile: string | null,
  { sha256, width: given }: { readonly sha256: string; readonly width: number },
  dataset: readonly string[],
  signal: AbortSignal,
): Promise<ClassifierClasses> {
  const width = Math.max(2, given);
  const find = createClassFinder(dataset);
  const spelled = (names: readonly string[]): readonly string[] => differentNames(names.map((name) => find(name) ?? name));
  if (classesFile !== null) {
    const names = await readNameList(classesFile, 'classes', signal);
    if (names.length === width) return { names: spelled(names), from: 'file' };
    const [named, numbers] = [names.length, given].map((count) => count.toLocaleString('en'));
    const expected =
      given === 1
        ? 'one number a picture, how likely the second of two classes is. Expected two names'
        : `${numbers} numbers a picture. Expected one name each`;
    throw badPredictions(classesFile, `names ${named} ${names.length === 1 ? 'class' : 'classes'}; the model gives ${expected}.`);
  }
  const known = CLASSES_OF_MODELS.get(sha256);
  if (known?.length === width) return { names: spelled(known), from: 'model' };
  if (dataset.length === width) return { names: dataset, from: 'dataset' };
  return { names: Array.from({ length: width }, (_, place) => String(place)), from: 'numbers' };
}
