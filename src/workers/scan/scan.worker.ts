import { parentPort } from 'node:worker_threads';
import { WinnowError } from '../../shared/errors.ts';
import { portChannel } from '../rpc/channel.ts';
import { serve } from '../rpc/serve.ts';
import { listShard } from '../tar/list-shard.ts';
import type { ScanCalls } from './calls.ts';
import { compareScan, type ScanComparison } from './compare-scan.ts';
import { joinPath } from './fs-path.ts';
import { hasImageContent, hasImageName } from './is-image-file.ts';
import { openIndexRows } from './row-cursor.ts';
import { walkFolder } from './walk-folder.ts';

/** Enough for one short transaction of the engine. */
const MOST_DIFFERENCES = 400;
/** So that the first rows, and a cancel, come soon. */
const LONGEST_MS = 30;
const FILES_BETWEEN_LOOKS = 32;

if (parentPort === null) throw new WinnowError('internal', 'The scan worker runs as a thread only.');
let scan: ScanComparison | null = null;

serve<ScanCalls>(portChannel(parentPort), {
  start({ folder, indexed }) {
    scan = compareScan(
      walkFolder(folder),
      openIndexRows(indexed),
      { hasImageName, hasImageContent: (path) => hasImageContent(joinPath(folder, path)) },
      (shard) => listShard(joinPath(folder, shard.path), shard),
    );
    return null;
  },
  next() {
    if (scan === null) throw new WinnowError('internal', 'The scan worker was asked for a batch before it was started.');
    const startMs = performance.now();
    let files = 0;
    return scan.next((differences) => {
      if (differences >= MOST_DIFFERENCES) return true;
      return ++files % FILES_BETWEEN_LOOKS === 0 && performance.now() - startMs > LONGEST_MS;
    });
  },
});
