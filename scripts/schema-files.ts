import { z } from 'zod';
import { lineageSchema, manifestRowSchema, removedRowSchema } from '../src/shared/export-schema.ts';

const FILES = {
  'winnow-manifest.schema.json': {
    schema: manifestRowSchema,
    title: 'A line of winnow-manifest.jsonl: one exported file',
  },
  'winnow-removed.schema.json': {
    schema: removedRowSchema,
    title: 'A line of winnow-removed.jsonl: one sample that the export leaves out',
  },
  'winnow-lineage.schema.json': {
    schema: lineageSchema,
    title: 'winnow-lineage.json: what an export was made from, how and by whom',
  },
} as const;

/** JSON Schemas, draft 2020-12, of an export's lineage, by file name. */
export function schemaFiles(): Readonly<Record<string, string>> {
  const files = Object.entries(FILES).map(([name, { schema, title }]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' });
    return [name, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`] as const;
  });
  return Object.fromEntries(files);
}
