import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export.ts';
import { FORMATS, saysOf } from '../../shared/export-formats.ts';

/** What is offered first: what most training code reads. */
const USUAL = { boxes: 'yolo', labels: 'folders' } as const satisfies Record<string, ExportFormat>;

/** What a new export is offered as. */
export const firstFormat = (hasBoxes: boolean): ExportFormat => (hasBoxes ? USUAL.boxes : USUAL.labels);

/** Formats by what of the dataset they hold, as Mantine's select takes them. @param hasBoxes whether annotations give it any */
export function formatGroups(hasBoxes: boolean) {
  const holds = (format: ExportFormat): boolean => saysOf(format, hasBoxes)[hasBoxes ? 'boxes' : 'labels'];
  const itemsOf = (isHeld: boolean) =>
    EXPORT_FORMATS.filter((format) => holds(format) === isHeld).map((value) => ({ value, label: FORMATS[value].title }));
  const groups = hasBoxes
    ? [
        { group: 'With boxes', items: itemsOf(true) },
        { group: 'Without boxes', items: itemsOf(false) },
      ]
    : [
        { group: 'Classes', items: itemsOf(true) },
        { group: 'Boxes, of which there are none', items: itemsOf(false) },
      ];
  return groups.filter(({ items }) => items.length > 0);
}

/** What is to be known before a format is chosen; null: nothing. */
export function formatWarning(format: ExportFormat, hasBoxes: boolean): string | null {
  const says = saysOf(format, hasBoxes);
  if (hasBoxes && !says.boxes) return 'The boxes stay behind: this format says the class of a whole picture.';
  return !hasBoxes && !says.labels ? 'The classes stay behind: this format says boxes alone, and there are none.' : null;
}
