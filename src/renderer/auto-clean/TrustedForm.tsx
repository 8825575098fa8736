import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FEW_TRUSTED, TRUSTED_TAG } from '../../shared/auto-clean.ts';
import type { WinnowError } from '../../shared/errors.ts';
import { parseQuery } from '../../shared/query-language.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { startCleaning, useEndedCleaning, useMatchingCount, useTrustedText } from '../state/auto-clean.ts';
import { tagTargets } from '../state/decisions.ts';
import { asWinnowError } from '../state/http.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { useKey } from '../ui/use-key.ts';
import styles from './AutoCleanDialog.module.css';

/** Which samples are trusted, and the start. */
export function TrustedForm({ dataset }: { readonly dataset: DatasetId }) {
  const [text, setText] = useTrustedText(dataset);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const hasRun = useEndedCleaning()?.state === 'done';
  const parsed = parseQuery(text);
  // Every sample can be trusted, but then none is left to learn from.
  const query = parsed.ok && text.trim() !== '' ? parsed.query : null;
  const { count, error } = useMatchingCount(query);
  const wrong = parsed.ok ? (error?.message ?? null) : parsed.message;
  const start = async (): Promise<void> => {
    if (query === null) return;
    setFailure(null);
    try {
      await startCleaning(query);
    } catch (problem) {
      setFailure(asWinnowError(problem));
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <div className={styles.line}>
        <TextInput
          className={styles.grow}
          label="Pictures that you trust"
          description="A query. Their labels are taken for right: they are only judged by, never learned from, nor are copies of them."
          spellCheck={false}
          value={text}
          error={wrong}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          data-autofocus
          variant={hasRun ? 'default' : 'filled'}
          disabled={wrong !== null || (count ?? 0) === 0}
        >
          {hasRun ? 'Try again' : 'Try the repairs'}
        </Button>
      </div>
      {wrong === null ? <Trusted count={count} isByTag={text.trim() === `tag:${TRUSTED_TAG}`} /> : null}
      {failure === null ? null : <Problem message={failure.message} />}
    </form>
  );
}

function Trusted({ count, isByTag }: { readonly count: number | undefined; readonly isByTag: boolean }) {
  const key = useKey('decide.tag');
  if (count === undefined) return <p className={styles.note}> </p>;
  return (
    <div className={styles.trusted} role="status">
      <p className={styles.note}>{trustedWords(count, isByTag, key)}</p>
      {isByTag ? <TagSelected /> : null}
    </div>
  );
}

function trustedWords(count: number, isByTag: boolean, key: string | null): string {
  if (count === 0) {
    return isByTag
      ? `No picture is tagged “${TRUSTED_TAG}” yet. Look through some hundred of all classes, mend their labels, and tag them${key === null ? '' : ` (${key})`}.`
      : 'No picture matches.';
  }
  if (count < FEW_TRUSTED)
    return `${formatNoun(count, 'picture')}: few. Hardly any gain can be told from chance with less than ${FEW_TRUSTED}.`;
  return `${formatNoun(count, 'picture')} to judge by.`;
}

function TagSelected() {
  const selected = useSelectionStore((state) => state.selection.selected);
  if (selected.size === 0) return null;
  return (
    <Button size="compact-xs" variant="default" onClick={() => void tagTargets(TRUSTED_TAG, true)}>
      {selected.size === 1 ? 'Tag the one selected' : `Tag the ${formatCount(selected.size)} selected`} “{TRUSTED_TAG}”
    </Button>
  );
}
