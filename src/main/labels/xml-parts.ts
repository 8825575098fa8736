import type { XmlElement } from './read-xml.ts';

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The number that a child holds; NaN: none. */
export function numberIn(element: XmlElement | undefined, name: string): number {
  const text = childOf(element, name)?.text ?? '';
  return text === '' ? Number.NaN : Number(text);
}

/** Texts by name; repeated names become lists. */
export function asRecord(elements: readonly XmlElement[]): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown[]>();
  for (const { name, text, children } of elements) {
    values.set(name, [...(values.get(name) ?? []), children.length === 0 ? text : asRecord(children)]);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}
