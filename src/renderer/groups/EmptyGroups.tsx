import { Button, Loader } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { GROUP_KINDS, type GroupKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useGroupsStore } from '../state/groups.ts';
import { openIssue, useIssueCounts } from '../state/issues.ts';
import { runningJob, useJobsStore } from '../state/jobs-store.ts';
import { EmptyMessage } from '../ui/EmptyMessage.tsx';
import { formatNoun } from '../ui/format.ts';
import styles from './EmptyGroups.module.css';

/** What was looked at where no group of a kind was found. */
const CHECKED: Readonly<Record<GroupKind, string>> = {
  leak: 'No picture, nor a copy of it, lies in two splits.',
  'label-conflict': 'All copies of a picture have the same class.',
  'exact-duplicate': 'No two files have the same bytes.',
  'pixel-duplicate': 'No two files decode to the same pixels, other than those with the same bytes.',
  'near-duplicate': 'No picture is a re-encoded, resized, flipped, turned or slightly brighter copy of another.',
};

/** Why there is no group to look at, and where to go on. */
export function EmptyGroups({ kind }: { readonly kind: GroupKind }) {
  const shown = useGroupsStore((state) => state.list.total);
  const groups = useGroupsStore((state) => state.total);
  const isFirst = useGroupsStore((state) => state.isFirst);
  const error = useGroupsStore((state) => state.error);
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const job = useJobsStore(({ jobs }) => runningJob(jobs, 'index', dataset));
  if (error !== null) return <Failed text={error.message} />;
  if (isFirst) return null;
  if (shown > 0) return null;
  if (groups > 0) return <AllDecided kind={kind} groups={groups} />;
  if (job !== null) {
    return (
      <EmptyMessage title="Not looked for yet" text="Duplicates are looked for when all files are read.">
        <Loader />
      </EmptyMessage>
    );
  }
  return <NoneFound kind={kind} />;
}

function NoneFound({ kind }: { readonly kind: GroupKind }) {
  const samples = useDatasetStore((state) => state.dataset?.samples ?? 0);
  return (
    <EmptyMessage
      isGood
      title={`No ${ISSUES[kind].title.toLowerCase()}`}
      text={`${formatNoun(samples, 'sample')} compared. ${CHECKED[kind]}`}
    >
      <NextKind kind={kind} />
    </EmptyMessage>
  );
}

interface AllDecidedProps {
  readonly kind: GroupKind;
  readonly groups: number;
}

function AllDecided({ kind, groups }: AllDecidedProps) {
  const show = useGroupsStore((state) => state.show);
  return (
    <EmptyMessage isGood title={decidedTitle(groups)} text="What is tagged “remove” is left out of an export.">
      <div className={styles.ways}>
        <Button variant="default" onClick={() => show(kind, false)}>
          Show them
        </Button>
        <NextKind kind={kind} />
      </div>
    </EmptyMessage>
  );
}

/** Above the groups, once all of them are decided: where to go on. */
export function DecidedBar({ kind }: { readonly kind: GroupKind }) {
  const isDone = useGroupsStore(({ list, open, isFirst }) => !isFirst && open === 0 && list.total > 0);
  const groups = useGroupsStore((state) => state.total);
  if (!isDone) return null;
  return (
    <div className={styles.done} role="status">
      <IconCircleCheck className={styles.check} size={18} aria-hidden />
      <b>{decidedTitle(groups)}</b>
      <NextKind kind={kind} />
    </div>
  );
}

const decidedTitle = (groups: number): string =>
  groups <= 1 ? 'The group is decided' : `All ${formatNoun(groups, 'group')} are decided`;

/** Leads to the most severe other kind that has open groups. */
function NextKind({ kind }: { readonly kind: GroupKind }) {
  const counts = useIssueCounts() ?? [];
  const open = (other: GroupKind): number => counts.find((count) => count.kind === other)?.openGroups ?? 0;
  const next = GROUP_KINDS.find((other) => other !== kind && open(other) > 0);
  if (next === undefined) return null;
  return (
    <Button onClick={() => openIssue(next)}>
      Next: {ISSUES[next].title} ({formatNoun(open(next), 'group')})
    </Button>
  );
}

function Failed({ text }: { readonly text: string }) {
  const reload = useGroupsStore((state) => state.reload);
  return (
    <EmptyMessage title="The groups could not be read" text={text}>
      <Button variant="default" onClick={() => void reload()}>
        Try again
      </Button>
    </EmptyMessage>
  );
}
