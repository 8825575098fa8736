import type { FetchStatus } from '../../shared/fetch.ts';

/** Why a row gets no file, for good. */
export class PictureProblem extends Error {
  readonly status: FetchStatus;

  /** @param message for a person; may hold what a server said */
  constructor(status: FetchStatus, message: string, cause?: unknown) {
    super(message.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd'), { cause });
    this.name = 'PictureProblem';
    this.status = status;
  }
}
