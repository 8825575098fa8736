import { Button, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { SampleBoxes } from '../../shared/box.ts';
import { type BoxKey, isSameBox, useBoxes, useHoveredBox } from '../state/boxes.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { toggleObjects } from '../state/objects.ts';
import { useUiStore } from '../state/ui-store.ts';
import { givenOutcome, givenWords, PROBLEM_WORDS, predictedOutcome, predictedWords } from '../ui/box-words.ts';
import { useClassColor } from '../ui/class-color.ts';
import { formatNoun, formatScore } from '../ui/format.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './BoxList.module.css';

const FEW = 12;
const NO_CLASSES: readonly string[] = [];

/** The boxes of a sample, with what became of each; the one pointed at stands out in the picture. Nothing where there are none. */
export function BoxList({ id }: { readonly id: number }) {
  const boxes = useBoxes(id);
  const [isWhole, setWhole] = useState(false);
  if (boxes === null || (boxes.given === null && boxes.predicted.length === 0)) return null;
  const rows = rowsOf(boxes);
  return (
    <section className={styles.section} aria-label="Boxes">
      <header className={styles.head}>
        <h3 className={styles.title}>
          Boxes <span className={styles.counts}>{countWords(boxes)}</span>
        </h3>
        <AllBoxesButton />
      </header>
      <ul className={styles.list}>
        {rows.slice(0, isWhole ? rows.length : FEW).map((row) => (
          <Row key={`${row.key.kind} ${row.key.place}`} row={row} />
        ))}
      </ul>
      {rows.length > FEW && !isWhole ? (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setWhole(true)}>
          {formatNoun(rows.length - FEW, 'more box')}
        </Button>
      ) : null}
    </section>
  );
}

/** To every box of the query as a tile; nothing where that is what lies behind. */
function AllBoxesButton() {
  const title = useWithKey('look.objects', 'Every box of the query as a tile');
  const isBehind = useUiStore(({ view, viewBehind }) => view === 'objects' || (view === 'loupe' && viewBehind === 'objects'));
  if (isBehind) return null;
  return (
    <Button variant="subtle" size="compact-xs" title={title} onClick={toggleObjects}>
      All as tiles
    </Button>
  );
}

interface BoxRow {
  readonly key: BoxKey;
  readonly class: string;
  readonly score: number | null;
  readonly outcome: string | null;
  readonly isBad: boolean;
  readonly problem: string | null;
  readonly words: string;
}

function Row({ row }: { readonly row: BoxRow }) {
  const classes = useDatasetStore((state) => state.dataset?.classes ?? NO_CLASSES);
  const colorOf = useClassColor(classes);
  const isHovered = useHoveredBox((state) => isSameBox(state.box, row.key));
  const set = (box: BoxKey | null) => (): void => useHoveredBox.setState({ box });
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-hovered={isHovered || undefined}
        title={row.words}
        onPointerEnter={set(row.key)}
        onPointerLeave={set(null)}
        onFocus={set(row.key)}
        onBlur={set(null)}
      >
        <i className={styles.swatch} data-kind={row.key.kind} style={{ borderColor: colorOf(row.class) }} />
        <span className={styles.name}>
          {row.class}
          <VisuallyHidden> {row.key.kind}</VisuallyHidden>
        </span>
        {row.problem === null ? null : (
          <span className={styles.problem}>
            <IconAlertTriangle size={12} aria-hidden /> {row.problem}
          </span>
        )}
        <span className={styles.score}>{row.score === null ? null : formatScore(row.score)}</span>
        <span className={styles.outcome} data-bad={row.isBad || undefined}>
          {row.outcome}
        </span>
      </button>
    </li>
  );
}

/** What is wrong first: faulty boxes, then those that are missed or wrong, then the others as they come. */
function rowsOf({ id, given, predicted }: SampleBoxes): readonly BoxRow[] {
  const ofGiven = (given ?? []).map(
    (box, place): BoxRow => ({
      key: { sample: id, kind: 'given', place },
      class: box.class,
      score: null,
      outcome: givenOutcome(box),
      isBad: box.outcome === 'false-negative',
      problem: box.problems.length === 0 ? null : box.problems.map((problem) => PROBLEM_WORDS[problem]).join(', '),
      words: givenWords(box),
    }),
  );
  const ofRun = predicted.map(
    (box, place): BoxRow => ({
      key: { sample: id, kind: 'predicted', place },
      class: box.class,
      score: box.score,
      outcome: predictedOutcome(box),
      isBad: box.outcome === 'false-positive',
      problem: null,
      words: predictedWords(box),
    }),
  );
  const rank = ({ problem, isBad }: BoxRow): number => (problem !== null ? 0 : isBad ? 1 : 2);
  return [...ofGiven, ...ofRun].sort((a, b) => rank(a) - rank(b));
}

function countWords({ given, predicted }: SampleBoxes): string {
  const parts = [given === null ? 'not annotated' : `${given.length} given`];
  return [...parts, ...(predicted.length === 0 ? [] : [`${predicted.length} predicted`])].join(', ');
}
