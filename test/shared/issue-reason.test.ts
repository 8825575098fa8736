import { describe, expect, test } from 'vitest';
import type { SampleAnnotations } from '../../src/shared/annotation.ts';
import type { BoxProblem } from '../../src/shared/box.ts';
import { ISSUE_KINDS, type IssueKind } from '../../src/shared/issue.ts';
import { issueReason, type ReasonFacts } from '../../src/shared/issue-reason.ts';

const FACTS: ReasonFacts = {
  score: 0,
  status: 'ok',
  reason: null,
  format: 'jpeg',
  extensionFormat: null,
  width: 1200,
  height: 200,
  sizeBytes: 3000,
  frames: 1,
  orientation: null,
  intact: null,
  label: 'sea',
  split: 'train',
  privateMetadata: [],
  related: null,
};
const RELATED = { path: 'test/sea/x.jpg', label: 'lake', split: 'test', distance: 0.031, turn: 0, partition: 'near' } as const;

const annotated = (...votes: readonly (readonly [annotator: string, label: string])[]): SampleAnnotations => ({
  ...{ set: 'five', method: 'dawid-skene', consensus: 'lake', probability: 0.93, agreement: 0.3 },
  votes: votes.map(([annotator, label]) => ({ annotator, label, accuracy: 0.9 })),
});

type Case = readonly [facts: Partial<ReasonFacts>, reason: string];

const faulty = (problem: BoxProblem, name: string) => ({ problem, class: name, box: [1, 2, 3, 4] }) as const;

const CASES: Readonly<Record<IssueKind, readonly Case[]>> = {
  box: [
    [
      { boxes: [faulty('duplicated', 'cat'), faulty('zero-area', 'cat'), faulty('zero-area', 'dog')] },
      '2 boxes without area (cat; dog), 1 box drawn twice (cat)',
    ],
    [
      { boxes: [{ ...faulty('wrong-class', 'cat'), suggested: 'dog', score: 0.9 }] },
      '1 box of a doubtful class (cat, rather dog)',
    ],
    [{}, 'a box that something is wrong with'],
  ],
  corrupt: [
    [{ reason: 'VipsJpeg: premature end', intact: 0.617 }, 'VipsJpeg: premature end; the upper 62% of its rows are intact'],
    [{ reason: 'the file is empty (0 bytes)', intact: 0 }, 'the file is empty (0 bytes); nothing of it could be read'],
    [{ reason: 'decoder crashed' }, 'decoder crashed'],
  ],
  unsupported: [[{ reason: 'there is no decoder for Photoshop' }, 'there is no decoder for Photoshop']],
  'wrong-extension': [
    [{ format: 'png', extensionFormat: 'jpeg' }, 'the content is PNG, the name says JPEG'],
    [{ format: null, extensionFormat: 'jpeg' }, 'the content is unknown, the name says JPEG'],
  ],
  leak: [
    [{ related: RELATED }, 'also in test: test/sea/x.jpg'],
    [{}, 'copies of it lie in another split'],
  ],
  'label-conflict': [
    [{ related: RELATED }, 'labelled "sea", while its copy test/sea/x.jpg is labelled "lake"'],
    [{}, 'copies of it carry another label'],
  ],
  'exact-duplicate': [
    [{ related: RELATED }, 'the same bytes as test/sea/x.jpg'],
    [{}, 'another file has the same bytes'],
  ],
  'pixel-duplicate': [
    [{ related: RELATED }, 'the same pixels as test/sea/x.jpg, in another file'],
    [{ related: { ...RELATED, partition: 'exact' } }, 'the same bytes as test/sea/x.jpg'],
    [{}, 'another file has the same pixels'],
  ],
  'near-duplicate': [
    [{ related: RELATED }, 'a re-encoded, resized or slightly changed copy of test/sea/x.jpg, 96% alike'],
    [{ related: { ...RELATED, turn: 1 } }, 'a mirrored copy of test/sea/x.jpg, 96% alike'],
    [{ related: { ...RELATED, turn: 5, distance: 0 } }, 'a copy of test/sea/x.jpg, turned by 90° clockwise, 100% alike'],
    [{ related: { ...RELATED, distance: 0, partition: 'exact' } }, 'the same bytes as test/sea/x.jpg'],
    [{ related: { ...RELATED, distance: 0, partition: 'pixel' } }, 'the same pixels as test/sea/x.jpg, in another file'],
    [{}, 'other files are copies of it'],
  ],
  'annotator-disagreement': [
    [
      { annotations: annotated(['ann', 'lake'], ['bob', 'lake'], ['cy', 'sea']) },
      '2 annotators say "lake", 1 "sea"; together "lake" with .93, labelled "sea"',
    ],
    [
      { label: 'lake', annotations: annotated(['ann', 'lake'], ['bob', 'sea']) },
      '1 annotator says "lake", 1 "sea"; together "lake" with .93',
    ],
    [{}, 'its annotators do not agree'],
  ],
  outlier: [
    [{ score: Math.exp(-2.13) }, 'its nearest pictures are 2.1 times as far from it as is usual'],
    [{ score: Math.exp(-1.238) }, 'its nearest pictures are 1.24 times as far from it as is usual'],
    [{ score: Math.exp(-14.2) }, 'its nearest pictures are 14 times as far from it as is usual'],
    [{ score: 0 }, 'its nearest pictures are farther from it than can be told'],
  ],
  dark: [[{ score: 0.117 }, '99% of its pixels are darker than 12% brightness']],
  light: [[{ score: 0.03 }, '95% of its pixels are brighter than 97% brightness']],
  blurry: [[{ score: 0.12 }, 'hardly any edges at 64 px: sharpness 12%']],
  'low-information': [[{ score: 0.214 }, 'its values carry 2.1 bits of information, those of most photos over 7']],
  'single-color': [[{ score: 0.01 }, 'one colour: its values spread by only 1.3 of 255 levels']],
  letterbox: [[{ score: 0.76 }, 'plain bars take 24% of its area']],
  'odd-size': [[{ width: 28, height: 21 }, '28 × 21 px, far from the usual size']],
  'odd-aspect-ratio': [
    [{}, '1200 × 200 px: 6.0 times as wide as tall'],
    [{ width: 20, height: 300 }, '20 × 300 px: 15 times as tall as wide'],
  ],
  'odd-file-size': [
    [{}, '3,000 bytes for 1200 × 200 px, 0.10 bits a pixel'],
    [{ sizeBytes: 2_345_678 }, '2,346 kB for 1200 × 200 px, 78 bits a pixel'],
  ],
  'strong-compression': [[{ score: 0.18 }, 'JPEG quality about 18']],
  grayscale: [
    [{}, 'red, green and blue are equal in every pixel'],
    [{ score: 0.0016 }, 'red, green and blue lie only 0.4 of 255 levels apart'],
  ],
  'orientation-flag': [[{ orientation: 6 }, 'stored on its left side (EXIF orientation 6)']],
  animated: [[{ frames: 1200 }, '1,200 frames or pages, of which only the first is looked at']],
  'private-metadata': [
    [
      {
        privateMetadata: [
          { kind: 'position', tag: 'GPSLatitude', value: '48.1' },
          { kind: 'position', tag: 'GPSDestLatitude', value: '48.2' },
          { kind: 'serial-number', tag: 'BodySerialNumber', value: '42' },
          { kind: 'serial-number', tag: 'aux:Lens', value: '43' },
          { kind: 'person', tag: 'Artist', value: 'Ann' },
        ],
      },
      "the file gives away GPS position, camera serial number, lens serial number and artist's name",
    ],
    [{ privateMetadata: [{ kind: 'place', tag: 'Sub-location', value: 'Kew' }] }, "the file gives away a place's name"],
  ],
  label: [
    [
      { doubt: { run: 'm', suggested: 'lake', probability: 0.934, given: 0.02 } },
      'labelled "sea", the run says "lake" with .93 (given .02)',
    ],
    [
      { doubt: { run: 'm', suggested: 'lake', probability: 1, given: Number.NaN } },
      'labelled "sea", the run says "lake" with 1.00',
    ],
    [{}, 'labelled "sea", which the run doubts'],
  ],
  'class-imbalance': [[{}, 'its class "sea" is rare, or missing from a split']],
  'class-name': [[{}, 'the name of its class, "sea", is nearly that of another']],
};

describe.each(ISSUE_KINDS)('%s', (kind) => {
  test.each(CASES[kind])('%o', (facts, reason) => {
    expect(issueReason(kind, { ...FACTS, ...facts })).toBe(reason);
  });
});
