import { Button } from '@mantine/core';
import type { LabelEvidence, SamplePrediction } from '../../shared/prediction-api.ts';
import { useSampleIssues } from '../state/issues.ts';
import { useActivePrediction, useLabelEvidence } from '../state/label-evidence.ts';
import { probabilityOf, suggestedClass } from '../state/review-suggestion.ts';
import { useTile } from '../state/tiles.ts';
import { Problem } from '../ui/Problem.tsx';
import { ClassBars } from './ClassBars.tsx';
import styles from './EvidencePane.module.css';
import { chanceWords } from './review-words.ts';
import { Signals } from './Signals.tsx';
import { Thumbs } from './Thumbs.tsx';

/** What speaks for and against the label of a suspect. */
export function EvidencePane({ id }: { readonly id: number }) {
  const { data: evidence = null, error, refetch } = useLabelEvidence(id);
  const said = useActivePrediction(id);
  const reason = useSampleIssues(id)?.find(({ kind }) => kind === 'label')?.reason;
  const tile = useTile(id);
  const given = (evidence === null ? tile?.label : evidence.given) ?? null;
  const suggested = suggestedClass(evidence, said);
  return (
    <aside className={styles.pane} aria-label="Evidence">
      <div className={styles.sides}>
        <Side title="Given label" name={given} side="given" {...{ evidence, said }} />
        <Side title="Suggested" name={suggested} side="suggested" {...{ evidence, said }} />
      </div>
      <p className={`${styles.reason} wn-selectable`}>{reason}</p>
      <ClassBars said={said} given={given} suggested={suggested} />
      {error === null ? null : (
        <Problem message={error.message}>
          <Button variant="default" size="compact-xs" onClick={() => void refetch()}>
            Try again
          </Button>
        </Problem>
      )}
      {evidence === null ? null : (
        <>
          <Signals evidence={evidence} suggested={suggested} />
          <Typical name={given} ids={evidence.typicalGiven} />
          {suggested === evidence.suggested ? <Typical name={suggested} ids={evidence.typicalSuggested} /> : null}
        </>
      )}
    </aside>
  );
}

interface SideProps {
  readonly title: string;
  readonly name: string | null;
  readonly side: 'given' | 'suggested';
  readonly evidence: LabelEvidence | null;
  readonly said: SamplePrediction | null | undefined;
}

function Side({ title, name, side, evidence, said }: SideProps) {
  const probability = probabilityOf(name, evidence, said);
  return (
    <div className={styles.side} data-side={side}>
      <span className={styles.sideTitle}>{title}</span>
      <b className={styles.sideName} title={name ?? undefined}>
        {name ?? 'none'}
      </b>
      <span className={styles.sideBar} aria-hidden>
        <i style={{ width: `${100 * (probability ?? 0)}%` }} />
      </span>
      <span className={styles.sideChance}>{chanceWords(probability)}</span>
    </div>
  );
}

function Typical({ name, ids }: { readonly name: string | null; readonly ids: readonly number[] }) {
  if (name === null || ids.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>Typical “{name}”</h2>
      <Thumbs samples={ids.map((id) => ({ id, label: name }))} size="large" />
    </section>
  );
}
