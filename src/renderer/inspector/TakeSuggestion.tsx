import { Button } from '@mantine/core';
import { relabel } from '../state/decisions.ts';
import { useActivePrediction, useLabelEvidence } from '../state/label-evidence.ts';
import { suggestedClass } from '../state/review-suggestion.ts';
import styles from './TakeSuggestion.module.css';

/** The class that a doubted label should rather be, and a button that gives it. Nothing where none is known. */
export function TakeSuggestion({ id }: { readonly id: number }) {
  const { data: evidence = null } = useLabelEvidence(id);
  const suggested = suggestedClass(evidence, useActivePrediction(id));
  if (suggested === null) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      className={styles.take}
      title={`Gives the label “${suggested}”`}
      onClick={() => void relabel(Uint32Array.of(id), suggested)}
    >
      Take “{suggested}”
    </Button>
  );
}
