import type { DatasetModel, ModelInfo, ModelInspection, Preprocessing, TensorInfo } from '../../shared/embedding.ts';
import type { AddModelRequest } from '../../shared/embedding-api.ts';
import { formatBytes, formatCount } from '../ui/format.ts';

/** Models in use first, then those that are here, then those of the catalogue; as the engine lists them otherwise. */
export function shownModels(models: readonly ModelInfo[], given: readonly DatasetModel[]): readonly ModelInfo[] {
  const rank = ({ name, state }: ModelInfo): number =>
    given.some((one) => one.name === name && one.isActive)
      ? 0
      : given.some((one) => one.name === name)
        ? 1
        : state === 'ready'
          ? 2
          : 3;
  return models.toSorted((a, b) => rank(a) - rank(b));
}

/** What is to be known before choosing: `3.7 MB`, `Apache-2.0`, `takes words too`. */
export function modelFacts(model: ModelInfo): readonly string[] {
  const origin = { 'built-in': 'built in', catalogue: '', file: 'a file of yours' }[model.origin];
  const dimensions = model.manifest?.output.dimensions ?? null;
  return [
    origin,
    model.state === 'available' ? 'not downloaded' : formatBytes(model.sizeBytes),
    dimensions === null ? '' : `${formatCount(dimensions)} numbers a picture`,
    model.licence ?? '',
    model.hasTextEncoder ? 'takes words too' : '',
    model.state === 'available' && model.isPinnedOnFirstUse
      ? 'its publisher gives no checksum: remembered at the first download'
      : '',
  ].filter((fact) => fact !== '');
}

/** What a model gave for a dataset: `713 embedded, 2 failed, 5 waiting`. */
export function givenText({ embedded, failed, waiting }: DatasetModel): string {
  const parts = [
    `${formatCount(embedded)} embedded`,
    failed > 0 ? `${formatCount(failed)} failed` : '',
    waiting > 0 ? `${formatCount(waiting)} waiting` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What the button does. */
export function embedVerb(given: DatasetModel | null): string {
  if (given === null) return 'Start';
  if (given.waiting > 0) return `Go on with ${formatCount(given.waiting)}`;
  return given.isActive ? 'Look again' : 'Use this model';
}

/** A tensor for a person: `472 · 1280 numbers`. */
export function tensorText({ name, shape }: TensorInfo): string {
  const sizes = shape.slice(1).map(String).join(' × ');
  return sizes === '' ? name : `${name} · ${sizes}`;
}

/** What is asked of a model that nobody knows. */
export interface ModelChoices {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly preprocessing: Preprocessing;
  readonly output: string;
}

export function suggestedChoices({ suggested }: ModelInspection): ModelChoices {
  const { name, input, preprocessing, output } = suggested;
  return { name, width: input.width, height: input.height, preprocessing, output: output.name };
}

/** Only what differs from what the file itself suggests is said. */
export function addRequest(inspection: ModelInspection, choices: ModelChoices): AddModelRequest {
  const before = suggestedChoices(inspection);
  const isOther = <K extends keyof ModelChoices>(key: K): boolean => JSON.stringify(choices[key]) !== JSON.stringify(before[key]);
  const { preprocessing } = choices;
  return {
    file: inspection.file,
    name: choices.name,
    ...(isOther('width') || isOther('height') ? { input: { width: choices.width, height: choices.height } } : {}),
    ...(isOther('preprocessing')
      ? { preprocessing: { ...preprocessing, mean: [...preprocessing.mean], std: [...preprocessing.std] } }
      : {}),
    ...(isOther('output') ? { output: choices.output } : {}),
  };
}

/** `0.485, 0.456 0.406` -> numbers; null where it is no such list. */
export function numbersIn(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.length >= 1 && numbers.length <= 3 && numbers.every(Number.isFinite) ? numbers : null;
}
