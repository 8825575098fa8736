import { writeFileSync } from 'node:fs';
import { schemaFiles } from './schema-files.ts';

/** Writes docs/schemas anew, after a change of src/shared/export-schema.ts. */
for (const [name, text] of Object.entries(schemaFiles())) {
  writeFileSync(new URL(`../docs/schemas/${name}`, import.meta.url), text);
  console.log(`docs/schemas/${name}`);
}
