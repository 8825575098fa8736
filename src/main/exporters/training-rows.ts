import { splitOfName } from '../dataset/layout.ts';

/** Collects something of samples for training: of the split train where there are splits, of all where there are none. */
export interface TrainingRows<T> {
  add(split: string | null, item: T): void;
  /** @returns null: there are splits, and none is called train */
  result(): { readonly items: readonly T[]; readonly isTraining: (split: string | null) => boolean } | null;
}

export function createTrainingRows<T>(): TrainingRows<T> {
  const training: T[] = [];
  const unsplit: T[] = [];
  const splits = new Set<string>();
  const isTrain = (split: string | null): boolean => split !== null && splitOfName(split) === 'train';
  return {
    add(split, item) {
      if (split !== null) splits.add(split);
      if (split === null) unsplit.push(item);
      else if (isTrain(split)) training.push(item);
    },
    result() {
      if (splits.size === 0) return { items: unsplit, isTraining: () => true };
      return training.length === 0 ? null : { items: training, isTraining: isTrain };
    },
  };
}
