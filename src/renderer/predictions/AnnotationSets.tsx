import { ActionIcon, Button, Radio } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AnnotationSet, AnnotationState } from '../../shared/annotation.ts';
import { chooseAnnotations, forgetAnnotations } from '../state/annotations.ts';
import { formatCount, formatNoun, formatScore } from '../ui/format.ts';
import styles from './AnnotationSets.module.css';
import list from './RunList.module.css';

/** What several people called the pictures: which set is in use, and how good each of them is. */
export function AnnotationSets({ state }: { readonly state: AnnotationState }) {
  const active = state.sets.find(({ isActive }) => isActive);
  return (
    <section className={styles.sets} aria-label="Annotators">
      <h3 className={styles.title}>Annotators</h3>
      <Radio.Group
        aria-label="Annotations in use"
        value={state.activeId === null ? '' : String(state.activeId)}
        onChange={(id) => void chooseAnnotations(Number(id))}
      >
        <ul className={list.runs}>
          {state.sets.map((set) => (
            <SetRow key={set.id} set={set} />
          ))}
        </ul>
      </Radio.Group>
      {active === undefined ? null : <Annotators set={active} />}
    </section>
  );
}

function SetRow({ set }: { readonly set: AnnotationSet }) {
  const [isAsked, setAsked] = useState(false);
  const facts = [
    formatNoun(set.annotators.length, 'annotator'),
    formatNoun(set.samples, 'sample'),
    `${formatCount(set.disagreements)} disagreed on`,
  ];
  return (
    <li className={list.run} data-active={set.isActive || undefined}>
      <Radio size="xs" value={String(set.id)} label={set.name} className={list.name} />
      <span className={list.facts} title={set.origin}>
        {facts.join(' · ')}
      </span>
      {isAsked ? (
        <Button size="compact-xs" color="red" variant="light" onClick={() => void forgetAnnotations(set.id)}>
          Forget it
        </Button>
      ) : (
        <ActionIcon size={24} aria-label={`Forget ${set.name}`} onClick={() => setAsked(true)}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

/** The most accurate first. */
function Annotators({ set: { annotators, method, pairwise, alpha } }: { readonly set: AnnotationSet }) {
  const ordered = annotators.toSorted((a, b) => b.accuracy - a.accuracy);
  return (
    <>
      <p className={styles.note}>
        {pairwise === null
          ? 'No picture has two labels, so nothing can be compared.'
          : `Two labels of one picture are the same in ${Math.round(pairwise * 100)}% of cases${alpha === null ? '' : `; Krippendorff’s alpha ${formatScore(alpha)}`}.`}{' '}
        {method === 'majority'
          ? 'The consensus is what most said.'
          : 'The consensus weighs each by how often they seem to be right (Dawid–Skene).'}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className={styles.table} aria-label="How good each annotator is" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Annotator</th>
              <th scope="col">Labels</th>
              <th scope="col">Is right</th>
              <th scope="col">Agrees with others</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(({ name, labels, accuracy, agreement }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{formatCount(labels)}</td>
                <td>
                  <span className={styles.bar} aria-hidden>
                    <i style={{ width: `${accuracy * 100}%` }} />
                  </span>
                  {percent(accuracy)}
                </td>
                <td>{agreement === null ? '–' : percent(agreement)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
