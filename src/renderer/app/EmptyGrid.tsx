import { Button, Loader } from '@mantine/core';
import { type IssueKind, isScoreKind, needsEmbeddings } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { isClassKind, scopeOf } from '../state/issue-query.ts';
import { closeIssue, useIssueCounts } from '../state/issues.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';

/** What stands where there is nothing to show, and the way out. */
export function EmptyGrid() {
  const count = useQueryStore((state) => state.ids.length);
  const answered = useQueryStore((state) => state.answered);
  const total = useQueryStore((state) => state.total);
  const error = useQueryStore((state) => state.error);
  const setQuery = useQueryStore((state) => state.setQuery);
  const rerun = useQueryStore((state) => state.rerun);
  const issueKind = useUiStore((state) => state.issueKind);
  const openDialog = useUiStore((state) => state.openDialog);
  const counts = useIssueCounts();
  const dataset = useDatasetStore((state) => state.dataset);
  const isIndexing = useJobsStore(({ jobs }) => runningJob(jobs, 'index', dataset?.id ?? null) !== null);
  if (error !== null) {
    return (
      <EmptyMessage title="The query could not be answered" text={error.message}>
        {error.code === 'no_embeddings' ? (
          <Button onClick={() => openDialog('embed')}>Embed…</Button>
        ) : (
          <Button variant="default" onClick={() => void rerun()}>
            Try again
          </Button>
        )}
      </EmptyMessage>
    );
  }
  if (count > 0 || answered === null) return null;
  if (issueKind !== null && !isClassKind(issueKind) && total > 0) {
    const { title } = ISSUES[issueKind];
    const found = counts?.find(({ kind }) => kind === issueKind);
    if (found !== undefined && needsEmbeddings(found)) {
      return (
        <EmptyMessage title={`${title}: not looked for yet`} text="They are found by what a model sees in the pictures.">
          <Button onClick={() => openDialog('embed')}>Embed…</Button>
        </EmptyMessage>
      );
    }
    const hasKept = (found?.kept ?? 0) > 0;
    return (
      <EmptyMessage title={`${title}: nothing here`} text={nothingOf(issueKind, scopeOf(answered) !== null, hasKept)}>
        <Button variant="default" onClick={closeIssue}>
          Close the issue
        </Button>
      </EmptyMessage>
    );
  }
  if (total > 0) {
    return (
      <EmptyMessage title="Nothing matches" text={`None of the samples in “${dataset?.name}” is what the query asks for.`}>
        <Button variant="default" onClick={() => setQuery({ ...DEFAULT_QUERY, sort: answered.sort })}>
          Show everything
        </Button>
      </EmptyMessage>
    );
  }
  if (isIndexing) {
    return (
      <EmptyMessage title="Looking for pictures" text={dataset?.folder ?? ''}>
        <Loader />
      </EmptyMessage>
    );
  }
  return (
    <EmptyMessage
      title="No pictures in this folder"
      text={`Winnow looked through ${dataset?.folder} and found no image files.`}
    />
  );
}

function nothingOf(kind: IssueKind, isScoped: boolean, hasKept: boolean): string {
  const where = isScoped ? 'None of the samples that the rest of the query leaves' : 'No sample';
  const but = hasKept ? ', but for those said to be fine' : '';
  return isScoreKind(kind)
    ? `${where} lies below the cut${but}. Move the cut to the right to find more.`
    : `${where} has this issue${but}.`;
}
