import { textKey } from '../exporters/text-key.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import type { UrlTable } from './open-url-table.ts';
import { createRepeatedKeys } from './repeated-keys.ts';
import { keyName, keyNameKey } from './row-place.ts';

/** What has to be known of all rows before the first one is fetched. */
export interface Survey {
  readonly rows: number;
  /** `addressKey` of addresses that several rows have. */
  readonly repeatedUrls: ReadonlySet<number>;
  /** `keyNameKey` of names that several rows would have. */
  readonly repeatedNames: ReadonlySet<number>;
  /** Rows by host. */
  readonly hosts: ReadonlyMap<string, number>;
}

const SHARES = 1000;

/** Reads a table once from beginning to end. @throws {WinnowError} bad_predictions; AbortError */
export async function surveyTable(table: UrlTable, context: JobContext): Promise<Survey> {
  const urls = createRepeatedKeys();
  const names = createRepeatedKeys();
  const hosts = new Map<string, number>();
  let rows = 0;
  context.report({ stage: 'Reading the table', done: 0, total: SHARES });
  for await (const { row, share } of table.read(context.signal)) {
    rows++;
    context.report({ done: Math.floor(share * SHARES), total: SHARES });
    const url = parseAddress(row.texts.url);
    if (url !== null) {
      urls.add(addressKey(url));
      hosts.set(url.host, (hosts.get(url.host) ?? 0) + 1);
    }
    const name = keyName(row.texts.key);
    if (name !== '') names.add(keyNameKey(name));
  }
  const pause = createPauses(context.signal);
  return { rows, repeatedUrls: await urls.find(pause), repeatedNames: await names.find(pause), hosts };
}

/** A web address; null where the text is none. What stands behind `#` is never sent. */
export function parseAddress(text: string): URL | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  url.hash = '';
  return url;
}

/** Tells addresses apart. */
export function addressKey(url: URL): number {
  return textKey(url.href);
}
