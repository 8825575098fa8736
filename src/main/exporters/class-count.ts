import { WinnowError } from '../../shared/errors.ts';

/** Classes an error names at most. */
const SHOWN = 5;

/** Collects the classes of an export. */
export interface ClassCount {
  add(name: string): void;
  /**
   * In the order of their numbers: the list given, as a whole; else the classes known before, then what else was added in
   * alphabetical order.
   * @throws {WinnowError} bad_request where another class than those listed was added
   */
  names(): readonly string[];
  /** How often each was added. */
  counts(): ReadonlyMap<string, number>;
}

/**
 * @param list absent: any class is as good as another
 * @param known that annotation files list, in their order, whether or not anything is of them
 */
export function createClassCount(
  of: 'labels' | 'boxes',
  list: readonly string[] | undefined,
  known: readonly string[] = [],
): ClassCount {
  const found = new Map<string, number>();
  return {
    add: (name) => void found.set(name, (found.get(name) ?? 0) + 1),
    counts: () => found,
    names() {
      if (list === undefined) return found.size === 0 ? [] : [...new Set([...known, ...[...found.keys()].sort()])];
      const listed = new Set(list);
      const others = [...found].filter(([name]) => !listed.has(name));
      if (others.length > 0) throw notListed(of, others, list);
      // A dataset without a single label has no classes of labels, whatever is listed for its boxes.
      return found.size === 0 ? [] : list;
    },
  };
}

function notListed(
  of: 'labels' | 'boxes',
  others: readonly (readonly [string, number])[],
  names: readonly string[],
): WinnowError {
  const shown = others.slice(0, SHOWN).map(([name, count]) => `"${name}" (${count})`);
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  return new WinnowError(
    'bad_request',
    `The class list has ${names.length} classes; there are ${of} of others: ${shown.join(', ')}${more}. Add them to the list, or leave them out with --other-classes drop.`,
  );
}
