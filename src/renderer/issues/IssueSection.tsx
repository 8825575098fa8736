import { ISSUES, type IssueKind } from '../../shared/issue.ts';
import { ClassIssues } from './ClassIssues.tsx';
import { IssueRow } from './IssueRow.tsx';
import styles from './IssueSection.module.css';
import { type IssueSectionLines, SECTION_TITLES } from './issue-rows.ts';
import { UnlabeledRow } from './UnlabeledRow.tsx';

/** A section of the panel: what was found, and in one quiet line what was looked for and is not there. */
export function IssueSection({ section, found, clean }: IssueSectionLines) {
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
      {clean.length === 0 ? null : <Clean kinds={clean} />}
    </section>
  );
}

function Clean({ kinds }: { readonly kinds: readonly IssueKind[] }) {
  const names = kinds.map((kind) => lowerFirst(ISSUES[kind].title));
  return (
    <p className={styles.clean}>
      <b>Not found:</b> {names.join(', ')}
    </p>
  );
}

/** `JPEG` and the like keep their capitals. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
