import { IconCheck, IconX } from '@tabler/icons-react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useClassColor, usePictureColor } from '../ui/class-color.ts';
import type { TileWord } from '../ui/tile-words.ts';
import styles from './TileCaption.module.css';

const NO_CLASSES: readonly string[] = [];

export interface TileWordsProps {
  readonly words: readonly TileWord[];
  /** Over a picture, where colours are others. */
  readonly isOver: boolean;
}

/** Values of a sample in one line. */
export function TileWords({ words, isOver }: TileWordsProps) {
  return (
    <div className={styles.line}>
      {words.map((word) => (
        <Word key={word.field} word={word} isOver={isOver} />
      ))}
    </div>
  );
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
