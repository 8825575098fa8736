import { WinnowError } from '../../shared/errors.ts';
import type { Manners } from './ask-politely.ts';

/** Codes that say nothing of the host, but of the way to it. */
const NO_NETWORK: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH']);
/** Different hosts that are tried before it is said that there is no network. */
const HOSTS_TRIED = 5;

/** Notices that nothing can be reached at all. */
export interface ReachWatch {
  readonly told: Manners['reach'];
  /** @throws {WinnowError} download_failed where no host that was asked could be reached */
  expectNetwork(): void;
}

/** @param onOffline called once several hosts were tried and none could be reached */
export function watchReach(onOffline: (error: WinnowError) => void): ReachWatch {
  const failed = new Map<string, string>();
  let isReached = false;
  const offline = (): WinnowError => {
    const [host = '', code = ''] = failed.entries().next().value ?? [];
    const others = failed.size === 1 ? '' : ` and ${failed.size - 1} more`;
    return new WinnowError(
      'download_failed',
      `None of the hosts could be reached: ${host} (${code})${others}. Is this computer online? Start the same again: it goes on where it stopped.`,
    );
  };
  return {
    told: {
      answered() {
        isReached = true;
      },
      failed(host, code) {
        if (isReached || !NO_NETWORK.has(code)) return;
        failed.set(host, code);
        if (failed.size === HOSTS_TRIED) onOffline(offline());
      },
    },
    expectNetwork() {
      if (!isReached && failed.size > 0) throw offline();
    },
  };
}
