import { type IssueCount, type IssueKind, isGroupKind, needOf } from '../../shared/issue.ts';
import { ISSUES, type IssueSection } from '../../shared/issue-meanings.ts';
import { isClassKind } from '../state/issue-query.ts';

export const SECTION_TITLES: Readonly<Record<IssueSection, string>> = {
  files: 'Files',
  duplicates: 'Duplicates',
  labels: 'Labels',
  embedding: 'By embedding',
  images: 'Images',
  classes: 'Classes',
};
const SECTIONS: readonly IssueSection[] = ['files', 'duplicates', 'labels', 'embedding', 'images', 'classes'];

/** A line of the panel: what is not decided yet, and all of it; groups, classes or samples, whatever the kind concerns. */
export interface IssueLine {
  readonly kind: IssueKind;
  readonly open: number;
  readonly total: number;
  readonly noun: 'group' | 'sample' | 'class';
}

export interface IssueSectionLines {
  readonly section: IssueSection;
  readonly found: readonly IssueLine[];
  /** Looked for, and not there. */
  readonly clean: readonly IssueKind[];
  /** Not looked for: embeddings or predictions are not there. */
  readonly unknown: readonly IssueKind[];
}

/** The panel's lines by section; a section without any kind is left out. */
export function issueSections(counts: readonly IssueCount[]): readonly IssueSectionLines[] {
  return SECTIONS.map((section) => {
    // Most datasets have no boxes: nothing is missed there.
    const inSection = counts.filter((count) => ISSUES[count.kind].section === section && needOf(count) !== 'boxes');
    const lines = inSection.filter((count) => needOf(count) === null).map(lineOf);
    return {
      section,
      found: lines.filter(({ total }) => total > 0),
      clean: lines.filter(({ total }) => total === 0).map(({ kind }) => kind),
      unknown: inSection.filter((count) => needOf(count) !== null).map(({ kind }) => kind),
    };
  }).filter(({ found, clean, unknown }) => found.length + clean.length + unknown.length > 0);
}

/** What the panel's header says: `143 samples with 12 kinds of issues`. */
export function kindsFound(counts: readonly IssueCount[]): number {
  return counts.filter((count) => lineOf(count).total > 0).length;
}

/** The kind before or after one, among those that were found, round the end. @param step 1: after, -1: before */
export function neighbourKind(counts: readonly IssueCount[], kind: IssueKind, step: 1 | -1): IssueKind | null {
  const kinds = issueSections(counts)
    .filter(({ section }) => section !== 'classes')
    .flatMap(({ found }) => found.map((line) => line.kind));
  const place = kinds.indexOf(kind);
  if (place < 0) return kinds.at(step === 1 ? 0 : -1) ?? null;
  const other = kinds.at((place + step) % kinds.length) ?? null;
  return other === kind ? null : other;
}

/** Kinds that concern classes have these as their groups. */
function lineOf({ kind, samples, open, groups, openGroups }: IssueCount): IssueLine {
  if (isGroupKind(kind)) return { kind, open: openGroups, total: groups, noun: 'group' };
  if (isClassKind(kind)) return { kind, open: openGroups, total: groups, noun: 'class' };
  return { kind, open, total: samples, noun: 'sample' };
}
