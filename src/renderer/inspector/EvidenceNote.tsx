import { ISSUES } from '../../shared/issue-meanings.ts';
import type { NumberField } from '../../shared/query.ts';
import type { DatasetId, SampleDetails, Tile } from '../../shared/sample.ts';
import { isScoreField } from '../../shared/score.ts';
import { thumbUrl } from '../state/api.ts';
import { useSampleScores } from '../state/scores.ts';
import { brightnessHistogram } from './brightness.ts';
import styles from './Evidence.module.css';
import { EDGES_AT_PX } from './EvidenceLayer.tsx';
import { type EvidenceKind, PLACED_BY } from './evidence-kind.ts';
import { MarkedBars } from './MarkedBars.tsx';
import { PlaceInHistogram } from './PlaceInHistogram.tsx';
import { usePixels } from './use-pixels.ts';

export interface EvidenceNoteProps {
  /** Null: nothing can be drawn of what this sample has. */
  readonly kind: EvidenceKind | null;
  readonly tile: Tile;
  readonly dataset: DatasetId;
  readonly details: SampleDetails | undefined;
}

/** Evidence beside the picture, and the words to what is drawn over it. */
export function EvidenceNote({ kind, tile, dataset, details }: EvidenceNoteProps) {
  return (
    <div className={styles.note} role="status">
      <b>{kind === null ? 'Evidence' : ISSUES[kind].title}</b>
      {kind === null ? <span>None of this sample’s issues can be drawn.</span> : null}
      {kind === 'blurry' ? <span>Its edges as the score sees them, at {EDGES_AT_PX} pixels.</span> : null}
      {kind === 'corrupt' ? <span>{intactWords(details?.intact ?? null)}</span> : null}
      {kind === 'dark' || kind === 'light' ? <Brightness kind={kind} tile={tile} dataset={dataset} /> : null}
      {kind === null || details === undefined ? null : <Places kind={kind} details={details} />}
    </div>
  );
}

function intactWords(intact: number | null): string {
  if (intact === null) return 'It is not known how much of the picture is intact.';
  return intact === 0 ? 'No row could be read.' : `${Math.floor(intact * 100)}% of the rows could be read, up to the line.`;
}

/** The percentile that makes the score, on the histogram of the thumbnail. */
function Brightness({ kind, tile, dataset }: Pick<EvidenceNoteProps, 'tile' | 'dataset'> & { readonly kind: 'dark' | 'light' }) {
  const pixels = usePixels(thumbUrl(dataset, tile), 256);
  const score = useSampleScores(tile.id)?.[`score.${kind}`];
  if (pixels === null || score === undefined) return null;
  const mark = kind === 'dark' ? score : 1 - score;
  const percent = `${Math.round(mark * 100)}%`;
  return (
    <>
      <MarkedBars counts={brightnessHistogram(pixels.data, 64)} mark={mark} label="Brightness of its pixels" />
      <span>
        {kind === 'dark'
          ? `99% of its pixels are at most ${percent} bright.`
          : `95% of its pixels are at least ${percent} bright.`}
      </span>
    </>
  );
}

function Places({ kind, details }: { readonly kind: EvidenceKind; readonly details: SampleDetails }) {
  const scores = useSampleScores(details.id);
  return PLACED_BY[kind]?.map((field) => (
    <PlaceInHistogram
      key={field}
      field={field}
      value={isScoreField(field) ? (scores?.[field] ?? null) : numberOf(details, field)}
    />
  ));
}

function numberOf(details: SampleDetails, field: NumberField): number | null {
  const { width, height, sizeBytes } = details;
  if (field === 'width') return width;
  if (field === 'height') return height;
  if (field === 'sizeBytes') return sizeBytes;
  return field === 'aspect' && width !== null && height !== null ? width / height : null;
}
