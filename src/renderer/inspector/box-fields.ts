import type { BoxFields } from '../../shared/sample-fields.ts';

/** What is said of boxes, what is the same of all of them told once. */
export interface GroupedBoxFields {
  /** Of every box; empty where there is only one, or nothing is the same. */
  readonly common: BoxFields['fields'];
  /** Boxes that something else is said of, by their place. */
  readonly boxes: readonly { readonly place: number; readonly class: string; readonly fields: BoxFields['fields'] }[];
}

/** Says once what annotation files say of each box alike. */
export function groupBoxFields(boxes: readonly BoxFields[]): GroupedBoxFields {
  const [first, ...others] = boxes;
  const isCommon = ({ name, value }: BoxFields['fields'][number]): boolean =>
    others.every(({ fields }) => fields.some((field) => field.name === name && field.value === value));
  const common = first === undefined || others.length === 0 ? [] : first.fields.filter(isCommon);
  const told = new Set(common.map(({ name }) => name));
  const own = boxes.map(({ class: name, fields }, place) => ({
    place,
    class: name,
    fields: fields.filter((field) => !told.has(field.name)),
  }));
  return { common, boxes: own.filter(({ fields }) => fields.length > 0) };
}
