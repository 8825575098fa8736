import type { SyntaxPart } from '../../shared/query-syntax.ts';
import { syntaxOf } from '../../shared/query-syntax.ts';
import { type MarkedPart, markedParts } from './marked-parts.ts';
import styles from './QueryText.module.css';

export interface QueryTextProps {
  readonly text: string;
  /** Characters from `start` up to `end` that are wrong; null: none. */
  readonly problem?: { readonly start: number; readonly end: number } | null;
}

/** A query in colours. */
export function QueryText({ text, problem = null }: QueryTextProps) {
  return markedParts(syntaxOf(text), problem).map((part) => <Part key={part.start} {...part} />);
}

const STYLES: Readonly<Partial<Record<SyntaxPart['kind'], string | undefined>>> = {
  field: styles.field,
  unknown: styles.unknown,
  operator: styles.operator,
  value: styles.value,
  number: styles.number,
  keyword: styles.keyword,
};

function Part({ kind, text, isWrong }: MarkedPart) {
  return <span className={[STYLES[kind], isWrong ? styles.wrong : undefined].filter(Boolean).join(' ')}>{text}</span>;
}
