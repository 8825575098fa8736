import type { ExportSummary } from './export.ts';

/** What is said of samples whose paths lead into tars. */
export function unopenedTexts({ unopened = 0 }: Pick<ExportSummary, 'unopened'>): readonly string[] {
  if (unopened === 0) return [];
  const paths = unopened === 1 ? '1 path leads' : `${unopened} paths lead`;
  return [`${paths} into a tar, where programs that load pictures do not look. Export with copies to load them.`];
}
