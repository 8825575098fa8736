import type { SampleDetails } from '../../shared/sample.ts';
import { usePickedStore } from '../state/picked.ts';
import type { FactLine } from './compared-facts.ts';
import styles from './PickedCompare.module.css';

export interface PickedCaptionProps {
  readonly sample: SampleDetails;
  readonly place: number;
  readonly lines: readonly FactLine[];
}

/** What is known of one of the samples, with what differs between them standing out. */
export function PickedCaption({ sample, place, lines }: PickedCaptionProps) {
  const isFocused = usePickedStore((state) => state.focus === place);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: facts that scroll are scrolled by the keyboard, too
    <figcaption className={styles.caption} tabIndex={0}>
      <p className={styles.name} title={sample.path}>
        <kbd>{place + 1}</kbd> <span className={styles.path}>{sample.path.slice(sample.path.lastIndexOf('/') + 1)}</span>
        {isFocused ? <span className={styles.focused}>in focus</span> : null}
      </p>
      <dl className={styles.facts}>
        {/* The name stands above. */}
        {lines.slice(1).map(({ name, texts, isDifferent }) => (
          <div key={name} data-different={isDifferent || undefined}>
            <dt>{name}</dt>
            <dd>{texts[place]}</dd>
          </div>
        ))}
      </dl>
    </figcaption>
  );
}
