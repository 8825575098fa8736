import { UNSPLIT } from '../../shared/layout.ts';
import { RESERVED_NAMES } from './export-layout.ts';
import type { ExportPlan } from './plan-export.ts';
import { safeFolderName } from './safe-names.ts';
import { createTakenNames } from './taken-names.ts';

/**
 * A name for each split that every file system takes, none like another or like what Winnow writes.
 * @param ending that they get: '' for folders, '.txt'
 */
export function splitNames({ splits }: Pick<ExportPlan, 'splits'>, ending: string): (split: string | null) => string {
  return namesFor(Object.keys(splits), { none: UNSPLIT, ending, reserved: RESERVED_NAMES });
}

/** What `namesFor` is to make of names. */
export interface NamesTask {
  /** For what has no name. */
  readonly none: string;
  readonly ending: string;
  readonly reserved: readonly string[];
}

/** A safe name for each. Real names come before the one for none. */
export function namesFor(names: readonly string[], { none, ending, reserved }: NamesTask): (name: string | null) => string {
  const take = createTakenNames();
  for (const name of reserved) take('', name);
  const known = new Map<string | null, string>();
  for (const name of names) known.set(name, take('', safeFolderName(name) + ending));
  known.set(null, take('', none + ending));
  return (name) => known.get(name) ?? safeFolderName(name ?? none) + ending;
}
