import { ActionIcon, Badge, Button, Radio, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { PredictionRun, PredictionState } from '../../shared/prediction.ts';
import { chooseRun } from '../state/confusion.ts';
import { asWinnowError } from '../state/http.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { forgetRun } from '../state/predictions.ts';
import { formatNoun } from '../ui/format.ts';
import styles from './RunList.module.css';

/** Why a run is out of date; a file's never is. */
const OUT_OF_DATE: Readonly<Record<PredictionRun['source'], string>> = {
  file: '',
  classifier: 'Pictures were added, changed or removed since it looked at them. Run it again.',
  regression: 'Labels or pictures changed since it learned from them. Run it again.',
};

/** The runs there are: which one is in use, and the way to forget one. */
export function RunList({ state }: { readonly state: PredictionState }) {
  return (
    <Radio.Group
      aria-label="Run in use"
      value={state.activeId === null ? '' : String(state.activeId)}
      onChange={(id) => void chooseRun(Number(id))}
    >
      <ul className={styles.runs}>
        {state.runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </ul>
    </Radio.Group>
  );
}

function RunRow({ run }: { readonly run: PredictionRun }) {
  const [isAsked, setAsked] = useState(false);
  const forget = (): void => {
    forgetRun(run.id).catch((error: unknown) => {
      useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    });
  };
  return (
    <li className={styles.run} data-active={run.isActive || undefined}>
      <Radio size="xs" value={String(run.id)} label={run.name} className={styles.name} />
      {run.isOutOfDate ? (
        <Tooltip label={OUT_OF_DATE[run.source]}>
          <Badge size="xs" variant="light" color="orange">
            Out of date
          </Badge>
        </Tooltip>
      ) : null}
      {run.isLost ? (
        <Tooltip label="Its files are gone or cut off. Forget it, then import or run it again.">
          <Badge size="xs" variant="light" color="red">
            Files lost
          </Badge>
        </Tooltip>
      ) : null}
      <span className={styles.facts} title={run.origin}>
        {runFacts(run).join(' · ')}
      </span>
      {isAsked ? (
        <Button
          size="compact-xs"
          color="red"
          variant="light"
          ref={(button) => button?.focus()}
          onBlur={() => setAsked(false)}
          onClick={forget}
        >
          Forget it
        </Button>
      ) : (
        <ActionIcon size={24} aria-label={`Forget ${run.name}`} onClick={() => setAsked(true)}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

function runFacts({ samples, classes, hasProbabilities, hasConfidence, boxes }: PredictionRun): readonly string[] {
  if (boxes !== null) return [formatNoun(boxes, 'box'), formatNoun(samples, 'sample'), formatNoun(classes.length, 'class')];
  const told = hasProbabilities ? 'all probabilities' : hasConfidence ? 'class and confidence' : 'class alone';
  return [formatNoun(samples, 'sample'), formatNoun(classes.length, 'class'), told];
}
