import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { WinnowError } from '../../shared/errors.ts';
import type { LabelChoice } from '../../shared/label-files.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { asWinnowError } from '../state/http.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { useLabelPreview } from '../state/labels.ts';
import { formatNoun } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import { FoundLabels } from './FoundLabels.tsx';
import styles from './LabelsDialog.module.css';
import { asChosen, isSameChoice, requestOf, withUse } from './label-choices.ts';
import { WhereFrom } from './WhereFrom.tsx';

export interface LabelsFormProps {
  /** What was chosen last in this dialog; null: nothing, so what is used now. */
  readonly before: LabelChoice | null;
  /** @throws {WinnowError} */
  readonly onApply: (choice: LabelChoice) => Promise<void>;
  readonly onClose: () => void;
}

/** Where annotations are looked for, what was found and what it would say, and which of it is to be used. */
export function LabelsForm({ before, onApply, onClose }: LabelsFormProps) {
  const dataset = useDatasetStore((state) => state.dataset);
  const isIndexing = useJobsStore(({ jobs }) => runningJob(jobs, 'index', dataset?.id ?? null) !== null);
  /** Null: what is used now, which the first preview tells. */
  const [draft, setDraft] = useState(before);
  const [isNaming, setNaming] = useState(false);
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<WinnowError | null>(null);
  const isUnnamed = isNaming && (draft === null || draft.files.length === 0);
  const { preview: read, error, isReading } = useLabelPreview(isUnnamed ? null : draft === null ? {} : requestOf(draft));
  const [atFirst, setAtFirst] = useState<LabelChoice | null>(null);
  if (atFirst === null && read !== undefined) setAtFirst(read.choice);
  const choice = draft ?? read?.choice ?? atFirst;
  const preview = read === undefined || choice === null ? undefined : asChosen(read, choice);
  const change = (changed: LabelChoice): void => {
    setFailure(null);
    setDraft(changed);
  };
  const apply = (): void => {
    if (choice === null) return;
    setStarting(true);
    onApply(choice).catch((problem: unknown) => {
      setFailure(asWinnowError(problem));
      setStarting(false);
    });
  };
  if (dataset === null) return null;
  const used = preview?.sets.filter(({ isLeftOut }) => !isLeftOut).length ?? 0;
  const isOld = choice !== null && atFirst !== null && isSameChoice(choice, atFirst);
  const problem = failure ?? (error === null ? null : asWinnowError(error));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <WhereFrom choice={choice} isNaming={isNaming} onNaming={setNaming} onChange={change} />
      {problem === null ? null : <Problem message={problem.message} />}
      {preview === undefined && error === null && !isUnnamed ? <Loader aria-label="Reading annotation files" /> : null}
      {preview === undefined || error !== null ? null : (
        <FoundLabels
          preview={preview}
          dataset={dataset}
          isReading={isReading}
          onUse={(key, isUsed) => change(withUse(preview.choice, key, isUsed))}
        />
      )}
      <div className={styles.foot}>
        <span className={styles.note}>{footText(dataset.readOnlyBecause, isIndexing)}</span>
        <Button variant="default" onClick={onClose}>
          {isOld ? 'Close' : 'Cancel'}
        </Button>
        <Button
          type="submit"
          loading={isStarting}
          disabled={preview === undefined || error !== null || isReading || isIndexing || dataset.readOnlyBecause !== null}
        >
          {isOld ? 'Read again' : used === 0 ? 'Use none' : `Use ${formatNoun(used, 'set')}`}
        </Button>
      </div>
    </form>
  );
}

function footText(readOnlyBecause: string | null, isIndexing: boolean): string {
  if (readOnlyBecause !== null) return `Open to look only: ${readOnlyBecause}.`;
  return isIndexing
    ? 'The folder is being indexed; labels can be chosen when that is done.'
    : 'Labels that you gave yourself stay.';
}
