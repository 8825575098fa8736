import type { DecidedAnswer } from '../../shared/decided-sample.ts';
import type { CliContext } from './cli-context.ts';
import { type RowFormat, rowWriter } from './row-writer.ts';
import { withDataset } from './with-dataset.ts';

const FIELDS = [
  ...['path', 'sha256', 'labelBefore', 'label', 'tags', 'removed', 'notIssue', 'notDuplicate'],
  ...['decision', 'by', 'at'],
] as const;

/** Prints what stands decided of each sample, page by page, in the order of the paths. */
export async function printDecided(folder: string, format: RowFormat, context: CliContext): Promise<void> {
  await withDataset(folder, context, { access: 'read' }, async ({ client, route }) => {
    const writer = rowWriter(context.out, FIELDS, format);
    let after: string | null = '';
    while (after !== null) {
      const page: DecidedAnswer = await client.get<DecidedAnswer>(`${route}/decided?after=${encodeURIComponent(after)}`);
      await writer.write(page.rows.map((row) => ({ ...row })));
      after = page.next;
    }
    await writer.end();
  });
}
