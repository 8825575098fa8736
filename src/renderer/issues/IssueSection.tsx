import { Fragment } from 'react';
import { type IssueKind, isScoreKind } from '../../shared/issue.ts';
import { ISSUES, type IssueSection as Section } from '../../shared/issue-meanings.ts';
import { openIssue } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { AnnotatorOffer } from './AnnotatorOffer.tsx';
import { AnnotatorTools } from './AnnotatorTools.tsx';
import { ClassIssues } from './ClassIssues.tsx';
import { EmbeddingOrders } from './EmbeddingOrders.tsx';
import { EmbedOffer } from './EmbedOffer.tsx';
import { IssueRow } from './IssueRow.tsx';
import styles from './IssueSection.module.css';
import { type IssueSectionLines, SECTION_TITLES } from './issue-rows.ts';
import { LabelTools } from './LabelTools.tsx';
import { PredictionOffer } from './PredictionOffer.tsx';
import { UnlabeledRow } from './UnlabeledRow.tsx';

export interface IssueSectionProps extends IssueSectionLines {
  /** Files are still being read. */
  readonly isIndexing: boolean;
}

/** A section of the panel: what was found, and in one quiet line what was looked for and is not there. */
export function IssueSection({ section, found, clean, unknown, isIndexing }: IssueSectionProps) {
  return (
    <section className={styles.section} aria-labelledby={`issues-${section}`}>
      <h2 className={styles.title} id={`issues-${section}`}>
        {SECTION_TITLES[section]}
      </h2>
      <ul className={styles.list}>
        {found.map((line) => (
          <li key={line.kind}>
            <IssueRow line={line} />
            {line.kind === 'label' ? <LabelTools /> : null}
            {line.kind === 'annotator-disagreement' ? <AnnotatorTools /> : null}
            {section === 'classes' ? <ClassIssues kind={line.kind} /> : null}
          </li>
        ))}
        {section === 'classes' ? <UnlabeledRow /> : null}
        {section === 'embedding' && unknown.length === 0 ? <EmbeddingOrders /> : null}
      </ul>
      {unknown.includes('label') ? <PredictionOffer /> : null}
      {unknown.includes('annotator-disagreement') ? <AnnotatorOffer /> : null}
      {unknown.includes('outlier') ? <EmbedOffer /> : null}
      {clean.length === 0 ? null : (
        <p className={styles.clean}>
          <b>{notFoundWords(section, found.length === 0, isIndexing)}</b>
          {clean.map((kind, place) => (
            <Fragment key={kind}>
              {place === 0 ? '' : ' '}
              <span className={styles.named}>
                <Name kind={kind} />
                {place === clean.length - 1 ? '' : ','}
              </span>
            </Fragment>
          ))}
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

/** Where nothing lies below the cut, the cut can still be moved: such a kind is opened from here. */
function Name({ kind }: { readonly kind: IssueKind }) {
  const isOpen = useUiStore((state) => state.issueKind === kind);
  const name = lowerFirst(ISSUES[kind].title);
  if (!isScoreKind(kind)) return name;
  return (
    <button
      type="button"
      className={styles.name}
      data-issue-row
      aria-current={isOpen || undefined}
      title={`${ISSUES[kind].explains} Its cut can be moved.`}
      onClick={() => openIssue(kind)}
    >
      {name}
    </button>
  );
}

/** `JPEG` and the like keep their capitals. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
