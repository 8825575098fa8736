import { numberedName, splitExtension } from './safe-names.ts';
import { textKey } from './text-key.ts';

/** Finds a free name in a folder. */
export type TakeName = (folder: string, name: string) => string;

/**
 * Gives out names so that no two differ only in case or in how their accents are encoded: exports travel to file systems
 * that do not tell those apart. The first to ask keeps its name, later ones get `-2`, `-3`… The same order of asking
 * gives the same names.
 *
 * Remembers 53 bits of a hash per name instead of the names (100 MB for a million). Two names of the same hash, which
 * a million names meet once in 18,000 exports, cost nothing but a number that was not needed.
 */
export function createTakenNames(): TakeName {
  return createTaken((name) => name);
}

/** The same, and no two names of a folder differ only in their extension: for files that others are named after. */
export function createTakenStems(): TakeName {
  return createTaken((name) => splitExtension(name).stem);
}

function createTaken(telling: (name: string) => string): TakeName {
  const taken = new Set<number>();
  const nextNumber = new Map<number, number>();
  return (folder, name) => {
    const wanted = keyOf(folder, telling(name));
    if (!taken.has(wanted)) {
      taken.add(wanted);
      return name;
    }
    for (let number = nextNumber.get(wanted) ?? 2; ; number++) {
      const candidate = numberedName(name, number);
      const key = keyOf(folder, telling(candidate));
      if (taken.has(key)) continue;
      taken.add(key);
      nextNumber.set(wanted, number + 1);
      return candidate;
    }
  };
}

/** @returns 53 bits that tell apart what a case-insensitive, accent-folding file system does */
function keyOf(folder: string, name: string): number {
  return textKey(`${folder}/${name}`.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC'));
}
