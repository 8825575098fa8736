import { ISSUES, type IssueKind, type IssueSection as Section } from '../../shared/issue.ts';
import { ClassIssues } from './ClassIssues.tsx';
import { IssueRow } from './IssueRow.tsx';
import styles from './IssueSection.module.css';
import { type IssueSectionLines, SECTION_TITLES } from './issue-rows.ts';
import { UnlabeledRow } from './UnlabeledRow.tsx';

export interface IssueSectionProps extends IssueSectionLines {
  /** Files are still being read. */
  readonly isIndexing: boolean;
}

/** A section of the panel: what was found, and in one quiet line what was looked for and is not there. */
export function IssueSection({ section, found, clean, isIndexing }: IssueSectionProps) {
  return (
    <section className={styles.section} aria-labelledby={`issues-${section}`}>
      <h2 className={styles.title} id={`issues-${section}`}>
        {SECTION_TITLES[section]}
      </h2>
      <ul className={styles.list}>
        {found.map((line) => (
          <li key={line.kind}>
            <IssueRow line={line} />
            {section === 'classes' ? <ClassIssues kind={line.kind} /> : null}
          </li>
        ))}
        {section === 'classes' ? <UnlabeledRow /> : null}
      </ul>
      {clean.length === 0 ? null : (
        <p className={styles.clean}>
          <b>{notFoundWords(section, found.length === 0, isIndexing)}</b>
          {names(clean)}
        </p>
      )}
    </section>
  );
}

/** Duplicates are looked for at the end of an index job: nothing is said of them before. */
function notFoundWords(section: Section, isEmpty: boolean, isIndexing: boolean): string {
  if (!isIndexing) return 'Not found: ';
  return section === 'duplicates' && isEmpty ? 'Looked for once all files are read: ' : 'Not found so far: ';
}

const names = (kinds: readonly IssueKind[]): string => kinds.map((kind) => lowerFirst(ISSUES[kind].title)).join(', ');

/** `JPEG` and the like keep their capitals. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
