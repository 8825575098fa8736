import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { carriedField } from '../../shared/carried-field.ts';
import { checkedValues } from '../../shared/query-choice.ts';
import type { SampleFields as Fields } from '../../shared/sample-fields.ts';
import { type BoxKey, useHoveredBox } from '../state/boxes.ts';
import { useQueryStore } from '../state/query-store.ts';
import { toggleFieldValue, useSampleFields } from '../state/sample-fields.ts';
import { formatNoun } from '../ui/format.ts';
import { type BoxGroup, groupBoxFields, groupTitle } from './box-fields.ts';
import fold from './Fold.module.css';
import styles from './SampleFields.module.css';

const FEW_GROUPS = 8;
/** Longer ones are no values that samples share. */
const LONGEST_ASKED = 300;

/** What annotation files say of a sample and its boxes beside what Winnow reads; nothing where they say no more. */
export function SampleFields({ id }: { readonly id: number }) {
  const said = useSampleFields(id);
  const [isOpen, setOpen] = useState(true);
  if (said === undefined) return null;
  const { common, groups } = groupBoxFields(said.boxes);
  if (said.fields.length + common.length + groups.length === 0) return null;
  return (
    <details className={fold.fold} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <IconChevronRight className={fold.chevron} size={14} aria-hidden />
        Fields
        <span className={fold.hint}>from annotation files</span>
      </summary>
      {said.fields.length === 0 ? null : <SampleRows fields={said.fields} />}
      {common.length === 0 ? null : <BoxRows title={`All ${formatNoun(said.boxes.length, 'box')}`} fields={common} box={null} />}
      <BoxGroups id={id} groups={groups} />
    </details>
  );
}

function SampleRows({ fields }: Pick<Fields, 'fields'>) {
  const query = useQueryStore((state) => state.query);
  return (
    <dl className={styles.rows} aria-label="Of the sample">
      {fields.map(({ name, value }) => (
        <div key={name} className={styles.row}>
          <dt title={name}>{name}</dt>
          <dd>
            {String(value).length > LONGEST_ASKED ? (
              <span className={styles.long} title={String(value)}>
                {value}
              </span>
            ) : (
              <button
                type="button"
                className={styles.value}
                title={`${value}\nFinds the samples that have it too`}
                aria-label={`${name}: ${value}. Find the samples that have it too`}
                aria-pressed={checkedValues(query, carriedField(name)).includes(String(value))}
                onClick={() => toggleFieldValue(name, value)}
              >
                {value === '' ? '(empty)' : value}
              </button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BoxGroups({ id, groups }: { readonly id: number; readonly groups: readonly BoxGroup[] }) {
  const [isWhole, setWhole] = useState(false);
  const hidden = isWhole ? 0 : groups.length - FEW_GROUPS;
  return (
    <>
      {groups.slice(0, isWhole ? groups.length : FEW_GROUPS).map((group) => (
        <BoxRows key={group.places[0]} title={groupTitle(group)} fields={group.fields} box={boxOf(id, group)} />
      ))}
      {hidden > 0 ? (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setWhole(true)}>
          {formatNoun(hidden, 'more box')}
        </Button>
      ) : null}
    </>
  );
}

/** Null: there are several. */
function boxOf(sample: number, { places: [place = 0, ...others] }: BoxGroup): BoxKey | null {
  return others.length > 0 ? null : { sample, kind: 'given', place };
}

interface BoxRowsProps {
  readonly title: string;
  readonly fields: Fields['boxes'][number]['fields'];
  /** Stands out in the picture while this is pointed at; null: none. */
  readonly box: BoxKey | null;
}

function BoxRows({ title, fields, box }: BoxRowsProps) {
  const point = (isAt: boolean) => (): void => {
    if (box !== null) useHoveredBox.setState({ box: isAt ? box : null });
  };
  return (
    <section className={styles.box} aria-label={title} onPointerEnter={point(true)} onPointerLeave={point(false)}>
      <h4>{title}</h4>
      <dl className={styles.rows}>
        {fields.map(({ name, value }) => (
          <div key={name} className={styles.row}>
            <dt title={name}>{name}</dt>
            <dd className={`${styles.long} wn-selectable`} title={value}>
              {value === '' ? '(empty)' : value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
