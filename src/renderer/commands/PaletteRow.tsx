import { IconCheck } from '@tabler/icons-react';
import { isMac } from '../ui/is-mac.ts';
import { Keys } from '../ui/Keys.tsx';
import { shownCombo } from '../ui/key-combo.ts';
import styles from './CommandPalette.module.css';
import type { RankedItem } from './rank-items.ts';

export interface PaletteRowProps {
  readonly id: string;
  readonly ranked: RankedItem;
  readonly isMarked: boolean;
  /** The pointer came to it. */
  readonly onMark: () => void;
  readonly onChoose: () => void;
}

/** A line of the palette: what is done, whether it is on, its key, or why it cannot be done. */
export function PaletteRow({ id, ranked: { item, at }, isMarked, onMark, onChoose }: PaletteRowProps) {
  return (
    <div
      id={id}
      ref={isMarked ? scrollIntoView : undefined}
      role="option"
      tabIndex={-1}
      className={styles.row}
      aria-selected={isMarked}
      aria-disabled={item.whyNot !== null}
      onPointerMove={onMark}
      onPointerDown={(event) => {
        // The focus stays in the field.
        event.preventDefault();
        if (event.button === 0) onChoose();
      }}
    >
      <span className={styles.kind}>{item.kind}</span>
      <span className={styles.title}>
        <Marked text={item.title} at={at} />
      </span>
      {item.isOn === true ? <IconCheck size={14} aria-label="on" /> : null}
      <span className={styles.right}>
        {item.whyNot ?? item.hint}
        {item.whyNot === null ? item.keys?.map((combo) => <Keys key={combo} keys={shownCombo(combo, isMac())} />) : null}
      </span>
    </div>
  );
}

/** The letters that were typed stand out. */
function Marked({ text, at }: { readonly text: string; readonly at: readonly number[] }) {
  if (at.length === 0) return text;
  return runsOf(text, new Set(at)).map(({ start, part, isTyped }) => (isTyped ? <mark key={start}>{part}</mark> : part));
}

function runsOf(text: string, typed: ReadonlySet<number>): readonly { start: number; part: string; isTyped: boolean }[] {
  const runs: { start: number; part: string; isTyped: boolean }[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const last = runs.at(-1);
    const isTyped = typed.has(place);
    if (last?.isTyped === isTyped) last.part += text[place] ?? '';
    else runs.push({ start: place, part: text[place] ?? '', isTyped });
  }
  return runs;
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
