import type { EmbeddingSkew, SkewReport } from '../../shared/skew.ts';
import { samplesOf } from '../state/skew.ts';
import detail from './SkewDetail.module.css';
import { amongIds } from './skew-filters.ts';
import { Telling } from './Telling.tsx';

/** How well splits are told apart by what pictures show, and those that tell most. */
export function EmbeddingDetail({ report, embedding }: { readonly report: SkewReport; readonly embedding: EmbeddingSkew }) {
  return (
    <>
      <p className={detail.note}>
        Each sample is judged by a classifier that has seen neither it nor a copy of it, and takes every split for as likely as
        any other. The pictures are those it is surest of.
      </p>
      {embedding.telling.map(({ split, told, ids }) => (
        <Telling key={split} query={samplesOf(report, [amongIds(ids)])} ids={ids}>
          Most like {split} alone <span className={detail.quiet}>{(100 * told).toFixed(0)}% of it told right</span>
        </Telling>
      ))}
    </>
  );
}
