import { IconCheck, IconX } from '@tabler/icons-react';
import type { SampleValues } from '../../shared/api.ts';
import type { Tile } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { type TileCaptions, useUiStore } from '../state/ui-store.ts';
import { useClassColor, usePictureColor } from '../ui/class-color.ts';
import { captionLines } from '../ui/tile-fields.ts';
import { type TileWord, tileWords } from '../ui/tile-words.ts';
import styles from './TileCaption.module.css';

const NO_CLASSES: readonly string[] = [];

export interface TileCaptionProps {
  readonly tile: Tile;
  /** Of the fields that are no part of the tile; null: not known yet. */
  readonly values: SampleValues | null;
  readonly place: TileCaptions;
}

/** The fields chosen for tiles, in one line or two, below the picture or over it. */
export function TileCaption({ tile, values, place }: TileCaptionProps) {
  const fields = useUiStore((state) => state.tileFields);
  const lines = captionLines(fields).map((line) => tileWords(line, tile, values));
  const isEmpty = lines.every((line) => line.length === 0);
  if (place !== 'always' && isEmpty) return null;
  return (
    <div className={styles.caption} data-place={place} title={tooltipOf(tile, lines.flat())} aria-hidden>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at} className={styles.line}>
          {line.map((word) => (
            <Word key={word.field} word={word} isOver={place !== 'always'} />
          ))}
        </div>
      ))}
    </div>
  );
}

function tooltipOf({ path }: Tile, words: readonly TileWord[]): string {
  return [path, ...words.filter(({ field }) => field !== 'path').map(({ spoken }) => spoken)].join('\n');
}

interface WordProps {
  readonly word: TileWord;
  readonly isOver: boolean;
}

function Word({ word: { field, text, name, isClass, verdict }, isOver }: WordProps) {
  return (
    <span className={styles.word} data-field={field} data-class={isClass} data-verdict={verdict}>
      {verdict === 'right' ? <IconCheck size={12} stroke={2.5} /> : null}
      {verdict === 'wrong' ? <IconX size={12} stroke={2.5} /> : null}
      {isClass && text !== '' ? <Swatch of={text} isOver={isOver} /> : null}
      {name === undefined ? null : <span className={styles.name}>{name}</span>}
      {text === '' ? null : <span className={styles.text}>{text}</span>}
    </span>
  );
}

/** The colour of a class, where the dataset has it. */
function Swatch({ of, isOver }: { readonly of: string; readonly isOver: boolean }) {
  const classes = useDatasetStore((state) => state.dataset?.classes ?? NO_CLASSES);
  const [onGround, onPicture] = [useClassColor(classes), usePictureColor(classes)];
  return <i className={styles.swatch} style={{ backgroundColor: (isOver ? onPicture : onGround)(of) }} />;
}
