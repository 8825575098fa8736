import { createRandom, seedOf } from '../../shared/random.ts';
import type { Canvas, Scene } from './drawing.ts';
import { type Finish, finishOf, shownClassOf } from './finishes.ts';
import { type Encoding, SAMPLE_CLASSES, type SampleClass } from './sample-class.ts';
import { balloon } from './scenes/balloon.ts';
import { city } from './scenes/city.ts';
import { flower } from './scenes/flower.ts';
import { mountain } from './scenes/mountain.ts';
import { planet } from './scenes/planet.ts';
import { sea } from './scenes/sea.ts';

const SCENES: Readonly<Record<SampleClass, Scene>> = { balloon, city, flower, mountain, planet, sea };

/** Pictures of each class and split; numbers run on from one to the next. */
const PER_SPLIT = { train: 33, val: 7, test: 7 } as const;
/** The same of the class that is rare on purpose. */
const RARE_PER_SPLIT = { train: 6, val: 1, test: 1 } as const;
const RARE: SampleClass = 'planet';

/** Pictures in a folder that someone called otherwise than the class they are of. */
const MISNAMED = { folder: 'seas', label: 'sea', numbers: [50, 51, 52] } as const;

const SIZES: readonly [Canvas, ...Canvas[]] = [
  { width: 640, height: 480 },
  { width: 720, height: 480 },
  { width: 600, height: 600 },
  { width: 480, height: 640 },
  { width: 800, height: 500 },
  { width: 768, height: 432 },
  { width: 540, height: 720 },
  { width: 640, height: 400 },
];

/** A picture to draw. */
export interface Picture {
  /** In the dataset. */
  readonly path: string;
  readonly scene: Scene;
  readonly canvas: Canvas;
  readonly seed: number;
  readonly encoding: Encoding;
  readonly finish: Finish | null;
}

/** All pictures of the sample dataset that are drawn rather than made from others. */
export function listPictures(seed: number): readonly Picture[] {
  const inClasses = SAMPLE_CLASSES.flatMap((label) => {
    let number = 0;
    return Object.entries(label === RARE ? RARE_PER_SPLIT : PER_SPLIT).flatMap(([split, count]) =>
      Array.from({ length: count }, () => pictureOf(seed, `${split}/${label}`, label, ++number)),
    );
  });
  const { folder, label, numbers } = MISNAMED;
  return [...inClasses, ...numbers.map((number) => pictureOf(seed, `train/${folder}`, label, number))];
}

function pictureOf(seed: number, folder: string, label: SampleClass, number: number): Picture {
  const name = `${label}-${String(number).padStart(3, '0')}`;
  const finish = finishOf(name);
  const encoding = finish?.encoding ?? usualEncoding(number);
  const extension = finish?.extension ?? (encoding === 'jpeg' ? 'jpg' : encoding);
  const own = seedOf(seed, name);
  return {
    path: `${folder}/${name}.${extension}`,
    scene: SCENES[shownClassOf(name) ?? label],
    // PNG keeps every grain: a smaller picture is large enough.
    canvas: encoding === 'png' ? { width: 520, height: 390 } : createRandom(own).pick(SIZES),
    seed: own,
    encoding,
    finish,
  };
}

function usualEncoding(number: number): Encoding {
  if (number % 11 === 4) return 'png';
  return number % 9 === 5 ? 'webp' : 'jpeg';
}
