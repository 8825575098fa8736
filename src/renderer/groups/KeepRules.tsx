import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconGripVertical, IconSortDescending2 } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { DEFAULT_KEEP_RULES, type KeepRule } from '../../shared/keep-best.ts';
import { useUiStore } from '../state/ui-store.ts';
import styles from './KeepRules.module.css';
import { allRules, RULE_WORDS, withRuleAt, withRuleToggled } from './ordered-rules.ts';

const ROW_PX = 32;
/** Within a sentence. */
const RULE_NAMES: Readonly<Record<KeepRule, string>> = {
  resolution: 'larger resolution',
  'file-size': 'larger file',
  'has-label': 'has a class',
  oldest: 'older file',
  path: 'path A to Z',
};

/** The rules that say which member of a group is the best, in an order the user gives them. */
export function KeepRules() {
  const rules = useUiStore((state) => state.keepRules);
  const first = rules[0];
  return (
    <Popover position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconSortDescending2 size={14} />} title="Which one of a group is the best">
          Best: {first === undefined ? 'found first' : RULE_NAMES[first]}
          {rules.length > 1 ? ' first' : ''}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Which one is the best" className={styles.dropdown}>
        <RuleList rules={rules} />
      </Popover.Dropdown>
    </Popover>
  );
}

function RuleList({ rules }: { readonly rules: readonly KeepRule[] }) {
  const change = useUiStore((state) => state.change);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const move = (rule: KeepRule, place: number): void => {
    const { keepRules } = useUiStore.getState();
    const moved = withRuleAt(keepRules, rule, place);
    change({ keepRules: moved });
    setSaid(`${RULE_WORDS[rule]}, ${moved.indexOf(rule) + 1} of ${moved.length}`);
  };
  return (
    <>
      <p className={styles.lead}>The best of a group has, in this order:</p>
      <ol ref={list} className={styles.rules}>
        {allRules(rules).map((rule) => (
          <RuleRow
            key={rule}
            rule={rule}
            place={rules.indexOf(rule)}
            onMove={(place) => move(rule, place)}
            onToggle={() => change({ keepRules: withRuleToggled(rules, rule) })}
            top={() => list.current?.getBoundingClientRect().top ?? 0}
          />
        ))}
      </ol>
      <div className={styles.foot}>
        <span>Drag, or arrow keys on a handle</span>
        <Button variant="subtle" size="compact-xs" onClick={() => change({ keepRules: DEFAULT_KEEP_RULES })}>
          Reset
        </Button>
      </div>
      <div role="status" className={styles.said}>
        {said}
      </div>
    </>
  );
}

interface RuleRowProps {
  readonly rule: KeepRule;
  /** -1: it does not count. */
  readonly place: number;
  readonly onMove: (place: number) => void;
  readonly onToggle: () => void;
  /** Upper edge of the list in the window. */
  readonly top: () => number;
}

function RuleRow({ rule, place, onMove, onToggle, top }: RuleRowProps) {
  const name = RULE_WORDS[rule];
  const counts = place >= 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0 || !counts) return;
    event.preventDefault();
    onMove(place + step);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const to = Math.max(0, Math.floor((event.clientY - top()) / ROW_PX));
    if (to !== useUiStore.getState().keepRules.indexOf(rule)) onMove(to);
  };
  return (
    <li className={styles.rule} data-counts={counts || undefined}>
      <ActionIcon
        size={24}
        className={styles.handle}
        aria-label={`Move “${name}”`}
        disabled={!counts}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      >
        <IconGripVertical size={14} />
      </ActionIcon>
      <span className={styles.place}>{counts ? place + 1 : ''}</span>
      <Checkbox size="xs" label={name} checked={counts} onChange={onToggle} />
    </li>
  );
}
