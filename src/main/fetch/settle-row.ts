import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { usualExtension } from '../../workers/decode/formats.ts';
import { DownloadProblem } from '../models/download-problem.ts';
import type { FetchFolder } from './fetch-folder.ts';
import type { Settled } from './fetched-list.ts';
import { getPicture, type PictureTools } from './get-picture.ts';
import type { UrlRow } from './open-url-table.ts';
import { type Patience, patiently } from './patiently.ts';
import { PictureProblem } from './picture-problem.ts';
import { PrivateHost } from './private-address.ts';
import { keyName, keyNameKey, rowPlace } from './row-place.ts';
import { addressKey, parseAddress, type Survey } from './survey-table.ts';

export interface SettleOptions {
  readonly folder: FetchFolder;
  readonly survey: Survey;
  readonly hasKeys: boolean;
  readonly tools: PictureTools;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** What became of the first row with an address that others have, too. */
type Firsts = Map<number, Promise<{ readonly row: number; readonly settled: Settled }>>;

export interface RowSettler {
  /** An earlier run has settled a row whose address others may have, too. */
  remember(row: number, url: string, settled: Settled): void;
  /** Downloads a row's picture, once for all rows of one address. @throws an AbortError; the system's error */
  settle(row: UrlRow): Promise<Settled>;
}

export function createRowSettler(options: SettleOptions): RowSettler {
  const { repeatedUrls } = options.survey;
  const firsts: Firsts = new Map();
  return {
    remember(row, url, settled) {
      const address = parseAddress(url);
      const key = address === null ? null : addressKey(address);
      if (key !== null && repeatedUrls.has(key) && !firsts.has(key)) firsts.set(key, Promise.resolve({ row, settled }));
    },
    async settle(row) {
      const url = parseAddress(row.texts.url);
      if (url === null) return failed('refused', noAddress(row.texts.url));
      const key = addressKey(url);
      if (!repeatedUrls.has(key)) return await download(row, url, options);
      const first = firsts.get(key);
      if (first !== undefined) return duplicateOf(await first);
      const settling = download(row, url, options).then((settled) => ({ row: row.row, settled }));
      // Whoever waits for it is told; nobody may be.
      settling.catch(() => undefined);
      firsts.set(key, settling);
      return (await settling).settled;
    },
  };
}

function duplicateOf({ row, settled }: { readonly row: number; readonly settled: Settled }): Settled {
  return settled.path === '' ? settled : { ...settled, status: 'duplicate', reason: `the same address as in row ${row}` };
}

async function download(row: UrlRow, url: URL, options: SettleOptions): Promise<Settled> {
  const { folder, tools, patience, signal } = options;
  const part = join(folder.parts, String(row.row));
  try {
    const { format, sizeBytes, sha256 } = await patiently(patience, signal, async () => {
      await rm(part, { force: true });
      return getPicture(url, part, tools, signal);
    });
    const path = `${placeOf(row, options)}.${usualExtension(format)}`;
    const file = join(folder.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await rename(part, file);
    return { status: 'fetched', path, reason: '', sha256, sizeBytes };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PictureProblem) return failed(error.status, error.message);
    if (error instanceof PrivateHost) return failed('refused', error.message);
    if (error instanceof DownloadProblem) return failed('unreachable', error.message);
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

function placeOf({ row, texts }: UrlRow, { hasKeys, survey }: SettleOptions): string {
  const name = keyName(texts.key);
  return rowPlace(row, hasKeys ? name : null, survey.repeatedNames.has(keyNameKey(name)));
}

function failed(status: Settled['status'], reason: string): Settled {
  return { status, path: '', reason, sha256: '', sizeBytes: null };
}

function noAddress(text: string): string {
  if (text === '') return 'there is no address';
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'http' || scheme === 'https') return 'it is no address of the web';
  return `addresses of the kind "${scheme}:" are not asked`;
}
