/** Names of a run's classes, as they come: those that are known in the known spelling, others as they are. */
export interface RunClasses {
  readonly names: readonly string[];
  /** Place of a class, made where it is new. @param name as the file has it; a whole number may be a place in the list given */
  placeOf(name: string): number;
}

export interface KnownClasses {
  /** The dataset's. */
  readonly dataset: readonly string[];
  /** By place, where a list is given. */
  readonly given: readonly string[] | null;
}

/** @param first classes that the run has anyway, in order */
export function createRunClasses({ dataset, given }: KnownClasses, first: readonly string[]): RunClasses {
  const names: string[] = [];
  const places = new Map<string, number>();
  const spelled = new Map<string, number>();
  const known = createClassFinder([...(given ?? []), ...dataset]);

  function add(name: string): number {
    const place = places.get(name) ?? names.push(name) - 1;
    places.set(name, place);
    return place;
  }
  for (const name of first) add(name);
  const own = createClassFinder(names.slice());

  return {
    names,
    placeOf(name) {
      const before = spelled.get(name);
      if (before !== undefined) return before;
      const whole = WHOLE.exec(name)?.[1] ?? null;
      const found =
        own(name) ?? known(name) ?? (given === null ? null : atPlace(name, given)) ?? (whole && (own(whole) ?? known(whole)));
      const place = add(found ?? name.trim());
      spelled.set(name, place);
      return place;
    },
  };
}

/** @returns finds a name as it is known: the same, else the only one that differs in case and spacing alone; null where there is none */
export function createClassFinder(known: readonly string[]): (name: string) => string | null {
  const exact = new Set(known);
  const folded = new Map<string, string | null>();
  for (const name of exact) {
    const key = foldedName(name);
    folded.set(key, folded.has(key) ? null : name);
  }
  return (name) => (exact.has(name) ? name : (folded.get(foldedName(name)) ?? null));
}

/** `Sea_Lion `, `sea-lion` and `sea lion` alike. */
export function foldedName(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}

/** `3.0`: how tables of numbers write a class 3 once one number is missing. */
const WHOLE = /^\s*(\d+)\.0+\s*$/;

function atPlace(name: string, given: readonly string[]): string | null {
  return /^\d+(?:\.0+)?$/.test(name.trim()) ? (given[Number(name)] ?? null) : null;
}
