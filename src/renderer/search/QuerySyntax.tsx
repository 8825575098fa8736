import { useLayoutEffect, useRef } from 'react';
import styles from './QueryField.module.css';
import { QueryText, type QueryTextProps } from './QueryText.tsx';

export interface QuerySyntaxProps extends QueryTextProps {
  /** The field that the text is typed into; its own letters are not painted. */
  readonly input: { readonly current: HTMLInputElement | null };
}

/** Lies over the text, letter on letter, in colours, and marks what is wrong; scrolled along with a long text. */
export function QuerySyntax({ input, ...shown }: QuerySyntaxProps) {
  const mirror = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    if (field === null) return;
    const follow = (): void => {
      if (mirror.current !== null) mirror.current.scrollLeft = field.scrollLeft;
    };
    field.addEventListener('scroll', follow);
    return () => field.removeEventListener('scroll', follow);
  }, [input]);
  // A text that grew may be scrolled already.
  useLayoutEffect(() => {
    if (mirror.current !== null && input.current !== null) mirror.current.scrollLeft = input.current.scrollLeft;
  });
  return (
    <div ref={mirror} className={styles.mirror} aria-hidden="true">
      <QueryText {...shown} />
    </div>
  );
}
