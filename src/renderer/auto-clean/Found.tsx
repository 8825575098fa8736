import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { type AutoCleanReport, type CleaningStep, verdictOf } from '../../shared/auto-clean.ts';
import type { Job } from '../../shared/job.ts';
import { decideStep, reportOf } from '../state/auto-clean.ts';
import { formatCount } from '../ui/format.ts';
import styles from './AutoCleanDialog.module.css';
import {
  decisionWords,
  gainWords,
  judgedWords,
  lossWords,
  percentWords,
  roundWords,
  stepWords,
  summaryWords,
  VERDICT_WORDS,
} from './cleaning-words.ts';

/** What the repairs came to: a table of all that were tried, and a button that makes the decisions of one. */
export function Found({ job }: { readonly job: Job }) {
  const report = reportOf(job);
  const [decided, setDecided] = useState<ReadonlySet<number>>(new Set());
  if (report === null) return null;
  const decide = async (place: number): Promise<void> => {
    if (await decideStep(job.id, place)) setDecided((before) => new Set(before).add(place));
  };
  return (
    <section className={styles.found} aria-label="What was tried">
      <p className={styles.summary}>
        <b>{summaryWords(report)}</b> {judgedWords(report)}
      </p>
      {report.steps.length === 0 ? null : <Steps report={report} decided={decided} onDecide={decide} />}
    </section>
  );
}

interface StepsProps {
  readonly report: AutoCleanReport;
  readonly decided: ReadonlySet<number>;
  readonly onDecide: (place: number) => Promise<void>;
}

function Steps({ report, decided, onDecide }: StepsProps) {
  const { steps, trusted } = report;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.table} aria-label="Repairs by round" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Repair</th>
            <th scope="col">Pictures</th>
            <th scope="col">Accuracy</th>
            <th scope="col" title="With its standard error; how many trusted pictures became right, and wrong">
              Gain
            </th>
            <th scope="col" className={styles.left}>
              Of each class
            </th>
            <th scope="col">
              <span className={styles.hidden}>Decide</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, place) => (
            <Fragment key={`${step.round} ${step.detector} ${step.repair}`}>
              {place === 0 || steps[place - 1]?.round !== step.round ? <RoundRow steps={steps} round={step.round} /> : null}
              <tr data-kept={step.isKept || undefined}>
                <th scope="row">{stepWords(step)}</th>
                <td>{formatCount(step.touched)}</td>
                <td>{percentWords(step.accuracyAfter)}</td>
                <td>
                  <span>{gainWords(step, trusted)}</span>
                  <Verdict step={step} />
                </td>
                <td className={styles.losses}>
                  <Losses step={step} />
                </td>
                <td className={styles.decide}>
                  <Decide step={step} isDecided={decided.has(place)} onDecide={() => void onDecide(place)} />
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DecideProps {
  readonly step: CleaningStep;
  readonly isDecided: boolean;
  readonly onDecide: () => void;
}

function Decide({ step, isDecided, onDecide }: DecideProps) {
  const words = isDecided ? 'Decided' : decisionWords(step);
  return (
    <Button
      size="compact-xs"
      variant={step.isKept ? 'light' : 'default'}
      disabled={step.touched === 0 || isDecided}
      aria-label={`${words}: ${stepWords(step)}`}
      onClick={onDecide}
    >
      {words}
    </Button>
  );
}

function RoundRow({ steps, round }: { readonly steps: readonly CleaningStep[]; readonly round: number }) {
  return (
    <tr className={styles.round}>
      <th scope="rowgroup" colSpan={6}>
        {roundWords(steps, round)}
      </th>
    </tr>
  );
}

function Verdict({ step }: { readonly step: CleaningStep }) {
  const verdict = verdictOf(step);
  const title = `${step.mended} became right, ${step.broken} wrong`;
  return (
    <span className={styles.verdict} data-verdict={verdict} title={title}>
      {step.isKept ? 'Kept' : VERDICT_WORDS[verdict]}
    </span>
  );
}

function Losses({ step }: { readonly step: CleaningStep }) {
  if (step.uneven.length === 0) return <span title={lossWords(step.losses, 10)}>{lossWords(step.losses, 2)}</span>;
  const words = lossWords(step.uneven, 2);
  return (
    <span className={styles.uneven} title={`Takes much more of some classes than of the others: ${lossWords(step.losses, 10)}`}>
      <IconAlertTriangle size={13} aria-label="Much more than of the others:" />
      {words}
    </span>
  );
}
