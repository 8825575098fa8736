import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export.ts';
import { FORMATS, type FormatMeaning, saysBoxes } from '../../shared/export-formats.ts';

/** What a person looks for first: what of the labels goes along. */
const GROUPS: readonly { readonly says: FormatMeaning['says']; readonly title: string }[] = [
  { says: 'boxes', title: 'Boxes' },
  { says: 'both', title: 'Boxes, or classes of whole pictures' },
  { says: 'labels', title: 'Classes of whole pictures' },
];
/** The most common of each kind. */
const USUAL: { readonly boxes: readonly ExportFormat[]; readonly classes: ExportFormat } = {
  boxes: EXPORT_FORMATS.filter((format) => saysBoxes(format)),
  classes: 'folders',
};

/** Formats by what they say of a sample, as Mantine's select takes them. */
export function formatGroups(hasBoxes: boolean) {
  const groups = GROUPS.map(({ says, title }) => ({
    group: title,
    items: EXPORT_FORMATS.filter((format) => FORMATS[format].says === says).map((value) => ({
      value,
      label: FORMATS[value].title,
    })),
  })).filter(({ items }) => items.length > 0);
  return hasBoxes ? groups : groups.toReversed();
}

/** What a new export is offered as. */
export const firstFormat = (hasBoxes: boolean): ExportFormat => (hasBoxes ? (USUAL.boxes[0] ?? USUAL.classes) : USUAL.classes);

/** What is to be known before choosing it; null: nothing. */
export function formatWarning(format: ExportFormat, hasBoxes: boolean): string | null {
  return hasBoxes && !saysBoxes(format) ? 'Its boxes are left behind: this format says the class of a whole picture.' : null;
}
