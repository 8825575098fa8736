import type { ClassFacts } from '../../shared/label-files.ts';
import type { ExportPlan } from './plan-export.ts';

/** A category of COCO's. */
export interface Category {
  readonly id: number;
  readonly name: string;
  /** What else annotation files say of it: supercategory, keypoints, skeleton. */
  readonly facts: ClassFacts['facts'];
}

/**
 * The categories of an export, in the order of its classes: with the numbers that annotation files gave them, where each has one of
 * its own, others above these; else counted from 1.
 */
export function categoriesOf({ boxClasses, classFacts }: Pick<ExportPlan, 'boxClasses' | 'classFacts'>): readonly Category[] {
  const factsByName = new Map(classFacts.toReversed().map(({ name, facts }) => [name, facts]));
  const given = boxClasses.map((name) => numberIn(factsByName.get(name)));
  const numbers = given.filter((id) => id !== null);
  const areKept = new Set(numbers).size === numbers.length;
  let next = areKept ? Math.max(0, ...numbers) : 0;
  return boxClasses.map((name, place) => {
    const { id: _, name: __, ...facts } = factsByName.get(name) ?? {};
    const id = areKept ? (given[place] ?? null) : null;
    return { id: id ?? ++next, name, facts };
  });
}

function numberIn(facts: ClassFacts['facts'] | undefined): number | null {
  const id = facts?.id;
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 ? id : null;
}
