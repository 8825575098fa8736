import { Button, Radio, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { WinnowError } from '../../shared/errors.ts';
import { FILE_MODES, type FileMode } from '../../shared/export.ts';
import type { ExportRequest } from '../../shared/export-request.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { RecipeRequest } from '../../shared/recipe.ts';
import { recipeRequestOf } from '../../shared/recipe-request.ts';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { Problem } from '../ui/Problem.tsx';
import styles from './ExportForm.module.css';
import { ExportPreview } from './ExportPreview.tsx';
import { defaultOut, type ExportScope, FILE_MODE_TEXTS, nameProblem, outPath, queryOfScope } from './export-choices.ts';
import { FormatField } from './FormatField.tsx';
import { firstFormat } from './format-choices.ts';
import { MoreOptions } from './MoreOptions.tsx';
import { type MoreChoices, NO_MORE, optionsOfMore } from './more-choices.ts';
import { ParentField } from './ParentField.tsx';
import { SplitSection } from './SplitSection.tsx';
import { StripPrivate } from './StripPrivate.tsx';
import { FIRST_CHOICES, rulesOf } from './split-choices.ts';

export interface ExportFormProps {
  readonly dataset: DatasetInfo;
  readonly onStarted: (job: string) => void;
  /** Shows how this would be saved as a recipe. */
  readonly onRecipe: (asked: RecipeRequest) => void;
  readonly onClose: () => void;
}

/** What to export, and where to; says beforehand what that will be. */
export function ExportForm({ dataset, onStarted, onRecipe, onClose }: ExportFormProps) {
  const shown = useQueryStore((state) => state.query);
  const matching = useQueryStore((state) => state.ids.length);
  const [scope, setScope] = useState<ExportScope>('clean');
  const [format, setFormat] = useState(() => firstFormat(dataset.hasBoxes));
  const [files, setFiles] = useState<FileMode>('copy');
  const [parent, setParent] = useState(() => defaultOut(dataset.folder).parent);
  const [name, setName] = useState(() => defaultOut(dataset.folder).name);
  const [isStripAsked, setStripAsked] = useState(false);
  const [more, setMore] = useState<MoreChoices>(NO_MORE);
  const [splits, setSplits] = useState(FIRST_CHOICES);
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<WinnowError | null>(null);

  const query = queryOfScope(scope, shown);
  const stripPrivate = isStripAsked && files === 'copy';
  const request: ExportRequest = {
    out: outPath(parent, name),
    format,
    files,
    query,
    stripPrivate,
    ...optionsOfMore(more, { format, files, scope }),
  };
  const [previewed] = useDebouncedValue(request, 250);
  const problem = nameProblem(name);
  const split = rulesOf(splits);
  const isReady = problem === null && 'rules' in split;
  const start = async (): Promise<void> => {
    setStarting(true);
    setFailure(null);
    try {
      const job = await api.export(dataset.id, 'rules' in split ? { ...request, split: split.rules } : request);
      useJobsStore.getState().put(job);
      onStarted(job.id);
    } catch (error) {
      setFailure(asWinnowError(error));
      setStarting(false);
    }
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isStarting) void start();
      }}
    >
      <Radio.Group label="Which samples" value={scope} onChange={setScope as (value: string) => void}>
        <div className={styles.options}>
          <Radio size="xs" value="clean" label="All but those tagged “remove”" />
          <Radio
            size="xs"
            value="query"
            disabled={shown.filter === null}
            label={
              shown.filter === null
                ? 'What the search finds (it finds everything now)'
                : `What the search finds: ${formatCount(matching)}`
            }
            description={
              shown.filter === null ? null : <code>{printQuery({ ...shown, sort: { field: 'path', descending: false } })}</code>
            }
          />
          <Radio size="xs" value="all" label="All" />
        </div>
      </Radio.Group>

      <SplitSection dataset={dataset} query={query} choices={splits} onChange={setSplits} />

      <FormatField hasBoxes={dataset.hasBoxes} format={format} onChange={setFormat} />

      <fieldset className={styles.group}>
        <legend>Files</legend>
        <SegmentedControl
          aria-label="Files"
          data={FILE_MODES.map((value) => ({ value, label: FILE_MODE_TEXTS[value].title }))}
          value={files}
          onChange={setFiles}
        />
        <p className={styles.note} data-warn={files === 'hardlink' || undefined}>
          {FILE_MODE_TEXTS[files].text}
        </p>
      </fieldset>

      <StripPrivate dataset={dataset} query={query} files={files} checked={isStripAsked} onChange={setStripAsked} />

      <MoreOptions choices={more} beside={{ format, files, scope }} onChange={(changes) => setMore({ ...more, ...changes })} />

      <fieldset className={styles.group}>
        <legend>New folder</legend>
        <div className={styles.place}>
          <ParentField parent={parent} onChange={setParent} />
          <TextInput
            aria-label="Name of the new folder"
            error={problem}
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
      </fieldset>

      {failure === null ? <ExportPreview dataset={dataset} request={previewed} /> : <Problem message={failure.message} />}

      <div className={styles.foot}>
        <Button
          variant="subtle"
          color="gray"
          className={styles.recipe}
          disabled={!('rules' in split)}
          onClick={() => {
            onRecipe(recipeRequestOf('rules' in split ? { ...request, split: split.rules } : request));
          }}
        >
          Save as recipe…
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={isStarting} disabled={!isReady}>
          Export
        </Button>
      </div>
    </form>
  );
}
