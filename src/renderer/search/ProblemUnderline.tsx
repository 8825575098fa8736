import { useLayoutEffect, useRef } from 'react';
import styles from './QueryField.module.css';

export interface ProblemUnderlineProps {
  readonly text: string;
  /** What is wrong: characters from `start` up to `end`. */
  readonly problem: { readonly start: number; readonly end: number } | null;
  /** The field that shows the text. */
  readonly input: { readonly current: HTMLInputElement | null };
}

/** Lies under the text, letter over letter, and marks what is wrong; scrolled along with a long text. */
export function ProblemUnderline({ text, problem, input }: ProblemUnderlineProps) {
  const mirror = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    if (field === null || problem === null) return;
    const follow = (): void => {
      if (mirror.current !== null) mirror.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener('scroll', follow);
    return () => field.removeEventListener('scroll', follow);
  }, [input, problem]);
  if (problem === null) return null;
  const end = Math.max(problem.end, problem.start + 1);
  return (
    <div ref={mirror} className={styles.mirror} aria-hidden="true">
      {text.slice(0, problem.start)}
      <span className={styles.wrong}>{text.slice(problem.start, end) || ' '}</span>
      {text.slice(end)}
    </div>
  );
}
