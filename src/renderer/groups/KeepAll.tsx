import { Button, Popover } from '@mantine/core';
import { IconStar } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { countRestOfAll, keepBestOfAll } from '../state/group-actions.ts';
import { useGroupsStore } from '../state/groups.ts';
import { asWinnowError } from '../state/http.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import styles from './KeepAll.module.css';
import { rulesSentence } from './ordered-rules.ts';

/** Keeps the best of every open group, after it was said what that means. */
export function KeepAll() {
  const open = useGroupsStore((state) => state.open);
  const [isAsking, setAsking] = useState(false);
  return (
    <Popover opened={isAsking && open > 0} onChange={setAsking} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button leftSection={<IconStar size={14} />} disabled={open === 0} onClick={() => setAsking(!isAsking)}>
          {open === 1 ? 'Keep the best of the group' : `Keep the best of all${open === 0 ? '' : ` ${formatCount(open)}`} groups`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Keep the best of all groups">
        <Question open={open} onDone={() => setAsking(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Question({ open, onDone }: { readonly open: number; readonly onDone: () => void }) {
  const rules = useUiStore((state) => state.keepRules);
  const [rest, setRest] = useState<number | string | null>(null);
  useEffect(() => {
    let isGone = false;
    countRestOfAll().then(
      (count) => isGone || setRest(count),
      (error: unknown) => isGone || setRest(asWinnowError(error).message),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <>
      <p className={styles.text}>
        {typeof rest === 'string' ? rest : rest === null ? 'Counting …' : <TaggedSentence count={rest} />}
      </p>
      <p className={styles.note}>
        Of {formatNoun(open, 'group')} one is kept each: {rulesSentence(rules)}. No file is touched, and one undo takes it all
        back.
      </p>
      <div className={styles.foot}>
        <Button data-autofocus variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button
          disabled={typeof rest !== 'number'}
          onClick={() => {
            onDone();
            void keepBestOfAll();
          }}
        >
          Keep the best
        </Button>
      </div>
    </>
  );
}

function TaggedSentence({ count }: { readonly count: number }) {
  return (
    <>
      <b>{formatNoun(count, 'sample')}</b> will be tagged “remove”.
    </>
  );
}
