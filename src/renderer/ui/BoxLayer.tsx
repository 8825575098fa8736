import type { BoxPlace, SampleBoxes } from '../../shared/box.ts';
import type { BoxKey } from '../state/boxes.ts';
import styles from './BoxLayer.module.css';
import { givenWords, predictedWords } from './box-words.ts';
import type { Size } from './zoom.ts';

export interface BoxLayerProps {
  readonly boxes: SampleBoxes;
  /** Of the picture, in the pixels that boxes are in. */
  readonly size: Size;
  readonly colorOf: (name: string) => string;
  /** How the picture lies in its frame; `fill`: the frame has its shape. */
  readonly fit?: 'fill' | 'cover';
  /** Large enough to point at single boxes; else lines alone. */
  readonly pointing?: {
    readonly hovered: BoxKey | null;
    /** Boxes that something is wrong with stand out. */
    readonly areProblemsMeant: boolean;
    readonly onHover: (box: BoxKey | null) => void;
  };
}

interface DrawnBox {
  readonly key: BoxKey;
  readonly place: BoxPlace;
  readonly color: string;
  readonly words: string;
  readonly tag: string;
  readonly isFaulty: boolean;
}

/** Boxes over a picture, given ones solid, predicted ones dashed; lines stay as thin however near the picture is. */
export function BoxLayer({ boxes, size, colorOf, fit = 'fill', pointing }: BoxLayerProps) {
  const drawn = drawnBoxes(boxes, colorOf);
  const shown = drawn.find(({ key }) => isHovered(pointing?.hovered ?? null, key));
  return (
    <div className={styles.layer} data-pointing={pointing === undefined ? undefined : true} aria-hidden>
      <svg
        className={styles.lines}
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio={fit === 'fill' ? 'none' : 'xMidYMid slice'}
        role="presentation"
      >
        {drawn.map((box) => (
          <Lines
            key={`${box.key.kind} ${box.key.place}`}
            box={box}
            isHovered={box === shown}
            isDimmed={pointing?.areProblemsMeant === true && !box.isFaulty}
            onHover={pointing?.onHover}
          />
        ))}
      </svg>
      {pointing === undefined
        ? null
        : drawn.map((box) => (
            <Tag
              key={`${box.key.kind} ${box.key.place}`}
              box={box}
              size={size}
              isDimmed={pointing.areProblemsMeant && !box.isFaulty}
            />
          ))}
      {shown === undefined ? null : <Words box={shown} size={size} />}
    </div>
  );
}

interface LinesProps {
  readonly box: DrawnBox;
  readonly isHovered: boolean;
  readonly isDimmed: boolean;
  readonly onHover: ((box: BoxKey | null) => void) | undefined;
}

function Lines({ box, isHovered: isShown, isDimmed, onHover }: LinesProps) {
  const [x, y, width, height] = box.place;
  const frame = { x, y, width: Math.max(0, width), height: Math.max(0, height) };
  return (
    <g
      data-kind={box.key.kind}
      data-hovered={isShown || undefined}
      data-dimmed={isDimmed || undefined}
      data-faulty={box.isFaulty || undefined}
      style={{ color: box.color }}
      onPointerEnter={onHover === undefined ? undefined : () => onHover(box.key)}
      onPointerLeave={onHover === undefined ? undefined : () => onHover(null)}
    >
      <rect className={styles.halo} {...frame} vectorEffect="non-scaling-stroke" />
      <rect className={styles.line} {...frame} vectorEffect="non-scaling-stroke" />
      {width > 0 && height > 0 ? null : <circle className={styles.point} cx={x} cy={y} r={4} vectorEffect="non-scaling-stroke" />}
    </g>
  );
}

const percent = (part: number, whole: number): string => `${(100 * part) / Math.max(1, whole)}%`;

/** Of a predicted box its confidence, of a faulty one a mark; the class is told by the colour, and when it is pointed at. */
function Tag({ box, size, isDimmed }: { readonly box: DrawnBox; readonly size: Size; readonly isDimmed: boolean }) {
  const [x, y, width] = box.place;
  if (box.tag === '') return null;
  return (
    <span
      className={styles.tag}
      data-kind={box.key.kind}
      data-dimmed={isDimmed || undefined}
      style={{
        left: percent(x + width, size.width),
        top: percent(Math.max(0, y), size.height),
        ...(box.isFaulty ? {} : { backgroundColor: box.color }),
      }}
    >
      {box.tag}
    </span>
  );
}

function Words({ box, size }: { readonly box: DrawnBox; readonly size: Size }) {
  const [x, y, , height] = box.place;
  const isLow = y + height > size.height * 0.85;
  const isRight = x > size.width * 0.6;
  return (
    <span
      className={styles.words}
      data-low={isLow || undefined}
      data-right={isRight || undefined}
      style={{ left: percent(Math.max(0, x), size.width), top: percent(isLow ? Math.max(0, y) : y + height, size.height) }}
    >
      <i style={{ backgroundColor: box.color }} />
      {box.words}
    </span>
  );
}

/** Large ones first, so that small ones within them can be pointed at. */
function drawnBoxes({ id, given, predicted }: SampleBoxes, colorOf: (name: string) => string): readonly DrawnBox[] {
  const ofGiven = (given ?? []).map(
    (box, place): DrawnBox => ({
      key: { sample: id, kind: 'given', place },
      place: box.place,
      color: colorOf(box.class),
      words: givenWords(box),
      tag: box.problems.length > 0 ? '!' : '',
      isFaulty: box.problems.length > 0,
    }),
  );
  const ofRun = predicted.map(
    (box, place): DrawnBox => ({
      key: { sample: id, kind: 'predicted', place },
      place: box.place,
      color: colorOf(box.class),
      words: predictedWords(box),
      tag: box.score === null ? '' : box.score.toFixed(2).replace(/^0/, ''),
      isFaulty: false,
    }),
  );
  const area = ({ place: [, , width, height] }: DrawnBox): number => width * height;
  return [...ofGiven, ...ofRun].sort((a, b) => area(b) - area(a));
}

function isHovered(hovered: BoxKey | null, { sample, kind, place }: BoxKey): boolean {
  return hovered !== null && hovered.sample === sample && hovered.kind === kind && hovered.place === place;
}
