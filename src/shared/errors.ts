/** Closed set of ways Winnow can refuse or fail; each is a promise broken, not an outcome such as an unreadable image. */
export const ERROR_CODES = [
  'bad_request',
  'bad_query',
  'unauthorized',
  'not_found',
  'not_a_folder',
  'no_permission',
  'folder_missing',
  'read_only',
  'dataset_busy',
  'database_newer',
  'database_damaged',
  'disk_full',
  'output_exists',
  'export_failed',
  'verification_failed',
  'compute_crashed',
  'relink_needed',
  'bad_model',
  'bad_predictions',
  'model_missing',
  'download_failed',
  'no_embeddings',
  'no_predictions',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What the door answers, and the CLI prints, when a call fails. */
export interface ErrorBody {
  readonly code: ErrorCode;
  /** What was found, what was expected, what to do. */
  readonly message: string;
  /** Zero-based character range in the query text, for `bad_query`. */
  readonly position?: { readonly start: number; readonly end: number };
  /** Facts the page needs to offer a way out (e.g. the dataset to relink). */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A broken promise. The message says what was found, what was expected and what to do. */
export class WinnowError extends Error {
  readonly code: ErrorCode;
  readonly position: ErrorBody['position'];
  readonly details: ErrorBody['details'];

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly position?: ErrorBody['position'];
      readonly details?: ErrorBody['details'];
    } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'WinnowError';
    this.code = code;
    this.position = options.position;
    this.details = options.details;
  }

  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.position === undefined ? {} : { position: this.position }),
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }

  static fromBody(body: ErrorBody): WinnowError {
    return new WinnowError(body.code, body.message, {
      ...(body.position === undefined ? {} : { position: body.position }),
      ...(body.details === undefined ? {} : { details: body.details }),
    });
  }
}

/** Makes the compiler prove that a union was handled whole. */
export function assertNever(value: never): never {
  throw new WinnowError('internal', `Unhandled case: ${JSON.stringify(value)}`);
}
