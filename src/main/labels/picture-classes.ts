import type { NamedImage } from './label-sink.ts';

/** What classes of a whole picture come to: the only one is its label; several are kept in the field `labels`. */
export function pictureClasses(classes: readonly string[]): Required<Pick<NamedImage, 'label' | 'fields'>> {
  const different = [...new Set(classes.filter((name) => name !== ''))];
  const [only = null] = different;
  if (different.length > 1) return { label: null, fields: { labels: JSON.stringify(different) } };
  return { label: only, fields: {} };
}
