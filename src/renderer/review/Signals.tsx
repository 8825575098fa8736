import { IconArrowRight, IconCheck, IconMinus } from '@tabler/icons-react';
import type { LabelEvidence } from '../../shared/prediction-api.ts';
import styles from './EvidencePane.module.css';
import { type Signal, signalsOf } from './signals.ts';
import { Thumbs } from './Thumbs.tsx';

export interface SignalsProps {
  readonly evidence: LabelEvidence;
  readonly suggested: string | null;
}

const MARKS = {
  suggested: { icon: IconArrowRight, words: 'for the suggestion' },
  given: { icon: IconCheck, words: 'for the label' },
} as const;
const NEITHER = { icon: IconMinus, words: 'for neither' } as const;

/** Model, neighbours and copies: which of them agree. */
export function Signals({ evidence, suggested }: SignalsProps) {
  const signals = signalsOf(evidence, suggested);
  if (signals.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>What speaks for which</h2>
      <ul className={styles.signals}>
        {signals.map((signal) => (
          <Line key={signal.source} signal={signal} evidence={evidence} suggested={suggested} />
        ))}
      </ul>
    </section>
  );
}

function Line({ signal: { speaksFor, text, samples }, evidence, suggested }: SignalsProps & { readonly signal: Signal }) {
  const { icon: Icon, words } = speaksFor === null ? NEITHER : MARKS[speaksFor];
  return (
    <li>
      <p className={styles.signal} data-side={speaksFor ?? undefined}>
        <Icon size={14} aria-label={words} />
        <span className="wn-selectable">{text}</span>
      </p>
      {samples.length === 0 ? null : <Thumbs samples={samples} size="small" given={evidence.given} suggested={suggested} />}
    </li>
  );
}
