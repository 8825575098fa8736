import { z } from 'zod';
import {
  EXPORT_FORMATS,
  FILE_MODES,
  LEFT_OUT_REASONS,
  type Lineage,
  type LineageDecision,
  type ManifestRow,
  PICTURE_FORMATS,
  type RemovedRow,
  type Transformation,
} from './export.ts';
import type { SplitReport } from './split.ts';
import { splitRulesSchema } from './split-schema.ts';

/** What the files of an export's lineage hold. docs/schemas has the same for other programs, made from this. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);
const text = z.string().nullable();
/** Relative, `/` between names. One from elsewhere must not make anyone read outside of the export. */
const pathInside = z.string().regex(/^(?!\.{1,2}(\/|$))[^/]+(\/(?!\.{1,2}(\/|$))[^/]+)*$/);
const side = z.number().int().min(1);

const transformationSchema: z.ZodType<Transformation> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('renamed'), from: z.string() }),
  z.object({ kind: z.literal('private-metadata-stripped') }),
  z.object({ kind: z.literal('private-metadata-kept') }),
  z.object({ kind: z.literal('flipped') }),
  z.object({ kind: z.literal('rotated'), degrees: z.number() }),
  z.object({ kind: z.literal('cropped'), left: count, top: count, width: side, height: side }),
  z.object({ kind: z.literal('brightened'), factor: z.number().positive() }),
  z.object({ kind: z.literal('resized'), width: side, height: side }),
  z.object({ kind: z.literal('converted'), format: z.enum(PICTURE_FORMATS) }),
]);

export const manifestRowSchema: z.ZodType<ManifestRow> = z.object({
  path: pathInside.nullable().describe('In the export; null: no files were written.'),
  sha256: sha256.nullable().describe('Of the file in the export; null: no files were written.'),
  sizeBytes: count.nullable(),
  source: z.string().describe('Path in the dataset.'),
  sourceSha256: sha256.nullable().describe('Of the file in the dataset.'),
  label: text.describe('In the export.'),
  labelBefore: text.describe('What folders or an import say; another than `label` where the user relabelled the sample.'),
  split: text.describe('In the export.'),
  splitBefore: text.describe('In the dataset.'),
  tags: z.array(z.string()),
  transformations: z.array(transformationSchema).describe('What was done to the file, in the order it was done.'),
  sidecar: z.object({ path: pathInside, sha256 }).nullable().describe('A file of text that goes with it.'),
  augmentedFrom: pathInside.nullable().describe('Of a copy made to balance classes: where the sample itself is in the export.'),
});

const decisionSchema: z.ZodType<LineageDecision> = z.object({
  id: count,
  kind: z.string(),
  value: text,
  at: z.iso.datetime(),
  by: text.describe('Name of the user of the system; null: not recorded.'),
  query: text.describe('That found the samples; null: they were named.'),
});

export const removedRowSchema: z.ZodType<RemovedRow> = z.object({
  source: z.string().describe('Path in the dataset.'),
  sha256: sha256.nullable(),
  reason: z.enum(LEFT_OUT_REASONS),
  detail: text.describe('Of a file that could not be used: why, in words.'),
  label: text,
  split: text,
  tags: z.array(z.string()),
  decision: decisionSchema.nullable().describe('The newest that stands and gave it the tag remove, or else another tag it has.'),
  issue: text.describe('What that decision was about, or else the first of `issues`.'),
  issues: z.array(z.string()).describe('All it had when it was left out.'),
});

const reportSchema: z.ZodType<SplitReport> = z.object({
  splits: z.array(z.object({ name: z.string(), count, target: z.number().nullable() })),
  unsplit: count,
  classes: z.array(z.object({ label: text, counts: z.array(count), unsplit: count, largestGroup: count })),
  boxed: count.optional().describe('Samples without a label that are counted for every class they have a box of.'),
  keptTogether: z.array(z.object({ by: z.string(), groups: count, samples: count })),
  moves: count.nullable(),
  leaks: z.object({ groups: count, samples: count }),
});

export const lineageSchema: z.ZodType<Lineage> = z.object({
  winnow: z.string().describe('Version of Winnow.'),
  versions: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime().describe('When it was planned, also of an export that was interrupted and resumed.'),
  by: z.string(),
  plan: sha256.describe('Of all that decides the export: the same plan, the same export.'),
  source: z.object({ folder: z.string(), datasetId: z.string(), samples: count }),
  query: z.string(),
  format: z.enum(EXPORT_FORMATS),
  files: z.enum(FILE_MODES),
  options: z.record(z.string(), z.unknown()).describe('As they were asked for.'),
  exported: count.describe('Samples, without the copies made to balance classes.'),
  augmented: count.describe('Copies made to balance classes.'),
  leftOut: z.partialRecord(z.enum(LEFT_OUT_REASONS), count),
  classes: z.array(z.string()).describe('In the order of their numbers in every split.'),
  splits: z.record(z.string(), count),
  boxes: z.object({ classes: z.array(z.string()), exported: count, annotated: count, dropped: count }).exactOptional(),
  split: z.object({ rules: splitRulesSchema, report: reportSchema }).exactOptional(),
  privateMetadata: z.object({ stripped: count, kept: z.record(z.string(), count) }).exactOptional(),
  weights: z.record(z.string(), z.number()).exactOptional().describe('By class.'),
  runs: z
    .array(
      z.object({
        id: count,
        kind: z.string(),
        parameters: z.record(z.string(), z.unknown()),
        version: z.string(),
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().nullable(),
      }),
    )
    .describe('Computations that the index holds results of.'),
  models: z.array(
    z.object({
      name: z.string(),
      sha256: sha256.nullable(),
      use: z.enum(['embedding', 'predictions']),
      run: count.nullable(),
      origin: text,
    }),
  ),
  tables: z.record(pathInside, sha256).describe('SHA-256 of the other lineage files, tables and fixed files by path.'),
});
