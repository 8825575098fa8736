import { Button } from '@mantine/core';
import { useSampleAnnotations } from '../state/annotations.ts';
import { relabel } from '../state/decisions.ts';
import { useTile } from '../state/tiles.ts';
import { Votes } from '../ui/Votes.tsx';
import styles from './TakeSuggestion.module.css';

/** Who said what of a sample that annotators disagree on. */
export function AnnotatorVotes({ id }: { readonly id: number }) {
  const annotations = useSampleAnnotations(id) ?? null;
  const given = useTile(id)?.label ?? null;
  if (annotations === null) return null;
  return (
    <>
      <Votes annotations={annotations} given={given} />
      <TakeConsensus id={id} />
    </>
  );
}

/** What the annotators come to together, and a button that gives it. Nothing where that is the label. */
export function TakeConsensus({ id }: { readonly id: number }) {
  const consensus = useSampleAnnotations(id)?.consensus ?? null;
  const tile = useTile(id);
  if (consensus === null || tile === null || tile.label === consensus) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      className={styles.take}
      title={`Gives the label “${consensus}”`}
      onClick={() => void relabel(Uint32Array.of(id), consensus)}
    >
      Take “{consensus}”
    </Button>
  );
}
