import type { BoxFields } from '../../shared/sample-fields.ts';

/** Boxes that the same is said of. */
export interface BoxGroup {
  /** In the list of boxes given. */
  readonly places: readonly number[];
  /** Of all of them; null: they are of several. */
  readonly class: string | null;
  readonly fields: BoxFields['fields'];
}

export interface GroupedBoxFields {
  /** Said of every box alike; empty where there is only one. */
  readonly common: BoxFields['fields'];
  /** What else is said, by the first box it is said of. */
  readonly groups: readonly BoxGroup[];
}

/** Says once what annotation files say of boxes alike. */
export function groupBoxFields(boxes: readonly BoxFields[]): GroupedBoxFields {
  const [first, ...others] = boxes;
  const isCommon = ({ name, value }: BoxFields['fields'][number]): boolean =>
    others.every(({ fields }) => fields.some((field) => field.name === name && field.value === value));
  const common = first === undefined || others.length === 0 ? [] : first.fields.filter(isCommon);
  const told = new Set(common.map(({ name }) => name));
  const groups = new Map<string, BoxGroup>();
  for (const [place, box] of boxes.entries()) {
    const fields = box.fields.filter(({ name }) => !told.has(name));
    if (fields.length === 0) continue;
    const key = JSON.stringify(fields);
    const known = groups.get(key) ?? { places: [], class: box.class, fields };
    groups.set(key, {
      ...known,
      places: [...known.places, place],
      class: known.class === box.class ? box.class : null,
    });
  }
  return { common, groups: [...groups.values()] };
}

/** `RBC, box 3`, `12 RBC boxes`, `17 boxes`. */
export function groupTitle({ places, class: name }: BoxGroup): string {
  if (places.length === 1) return `${name}, box ${(places[0] ?? 0) + 1}`;
  return `${places.length} ${name === null ? '' : `${name} `}boxes`;
}
