import type { CompletionOption } from '../../shared/query-complete.ts';
import styles from './CompletionList.module.css';

export interface CompletionListProps {
  readonly id: string;
  readonly options: readonly CompletionOption[];
  /** -1: none is marked. */
  readonly active: number;
  readonly onAccept: (option: CompletionOption) => void;
}

/** What could be typed here. The focus stays in the text field. */
export function CompletionList({ id, options, active, onAccept }: CompletionListProps) {
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Completions">
      {options.map((option, index) => (
        <div
          key={option.insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          className={styles.option}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onAccept(option);
          }}
        >
          <span className={styles.label}>{option.label}</span>
          <span className={styles.hint}>{option.hint}</span>
        </div>
      ))}
    </div>
  );
}
