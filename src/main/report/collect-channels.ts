import type { ChannelFigures, Channels } from '../../shared/report.ts';
import { type ChannelSums, readChannelSums } from '../index/report-channels.ts';
import { compareSplits } from './name-order.ts';
import { eachRange, type ReportSource } from './report-source.ts';

type Sums = Omit<ChannelSums, 'split'>;

const NOTHING: Sums = { pictures: 0, red: 0, green: 0, blue: 0, redSquare: 0, greenSquare: 0, blueSquare: 0 };

/** Mean and standard deviation per channel: of all undamaged pictures first, then of each split. */
export async function collectChannels(source: ReportSource): Promise<readonly ChannelFigures[]> {
  const bySplit = new Map<string | null, Sums>();
  await eachRange(source, (after, upto) => {
    for (const row of readChannelSums(source.db, after, upto)) {
      bySplit.set(row.split, plus(bySplit.get(row.split) ?? NOTHING, row));
    }
  });
  const all = [...bySplit.values()].reduce(plus, NOTHING);
  if (all.pictures === 0) return [];
  const splits = [...bySplit].flatMap(([split, sums]) => (split === null ? [] : [figuresOf(split, sums)]));
  return [figuresOf(null, all), ...splits.toSorted((a, b) => compareSplits(a.split, b.split))];
}

function plus(a: Sums, b: Sums): Sums {
  return {
    pictures: a.pictures + b.pictures,
    red: a.red + b.red,
    green: a.green + b.green,
    blue: a.blue + b.blue,
    redSquare: a.redSquare + b.redSquare,
    greenSquare: a.greenSquare + b.greenSquare,
    blueSquare: a.blueSquare + b.blueSquare,
  };
}

/** Mean over the pictures; std = √(mean of squares − mean²), that of a pixel drawn from a picture drawn at random. */
function figuresOf(split: string | null, sums: Sums): ChannelFigures {
  const { pictures } = sums;
  const mean: Channels = [sums.red / pictures, sums.green / pictures, sums.blue / pictures];
  const std = (sum: number, channelMean: number): number => Math.sqrt(Math.max(0, sum / pictures - channelMean ** 2));
  return {
    split,
    pictures,
    mean,
    std: [std(sums.redSquare, mean[0]), std(sums.greenSquare, mean[1]), std(sums.blueSquare, mean[2])],
  };
}
