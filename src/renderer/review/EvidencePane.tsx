import { Button } from '@mantine/core';
import type { LabelEvidence, SamplePrediction } from '../../shared/prediction-api.ts';
import { useSampleIssues } from '../state/issues.ts';
import { useActivePrediction, useLabelEvidence } from '../state/label-evidence.ts';
import type { ReviewedKind } from '../state/review-query.ts';
import { useReviewStore } from '../state/review-store.ts';
import { chanceIn, choicesIn, suggestedIn } from '../state/review-suggestion.ts';
import { useTile } from '../state/tiles.ts';
import { Problem } from '../ui/Problem.tsx';
import { Votes } from '../ui/Votes.tsx';
import { ClassBars } from './ClassBars.tsx';
import styles from './EvidencePane.module.css';
import { chanceWords } from './review-words.ts';
import { Signals } from './Signals.tsx';
import { Thumbs } from './Thumbs.tsx';

/** What speaks for and against the label of a suspect. */
export function EvidencePane({ id }: { readonly id: number }) {
  const kind = useReviewStore((state) => state.kind);
  const { data: evidence = null, error, refetch } = useLabelEvidence(id);
  const said = useActivePrediction(id);
  const reason = useSampleIssues(id)?.find((issue) => issue.kind === kind)?.reason;
  const tile = useTile(id);
  const given = (evidence === null ? tile?.label : evidence.given) ?? null;
  const suggested = suggestedIn(kind, evidence, said);
  const sides = { kind, evidence, said };
  return (
    <aside className={styles.pane} aria-label="Evidence">
      <div className={styles.sides}>
        <Side title="Given label" name={given} side="given" {...sides} />
        <Side title="Suggested" name={suggested} side="suggested" {...sides} />
      </div>
      <p className={`${styles.reason} wn-selectable`}>{reason}</p>
      <ClassBars classes={choicesIn(kind, evidence, said)} given={given} suggested={suggested} />
      {error === null ? null : (
        <Problem message={error.message}>
          <Button variant="default" size="compact-xs" onClick={() => void refetch()}>
            Try again
          </Button>
        </Problem>
      )}
      {evidence === null ? null : (
        <>
          {evidence.annotators === null ? null : <Votes annotations={evidence.annotators} given={given} />}
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
  readonly kind: ReviewedKind;
  readonly evidence: LabelEvidence | null;
  readonly said: SamplePrediction | null | undefined;
}

function Side({ title, name, side, kind, evidence, said }: SideProps) {
  const probability = chanceIn(kind, name, evidence, said);
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
