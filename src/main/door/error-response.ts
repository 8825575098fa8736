import type { ErrorBody, ErrorCode } from '../../shared/errors.ts';
import { asWinnowError } from '../engine/known-failures.ts';
import type { Logger } from '../log/logger.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  bad_query: 400,
  unauthorized: 401,
  not_found: 404,
  not_a_folder: 400,
  no_permission: 403,
  folder_missing: 404,
  read_only: 409,
  dataset_busy: 409,
  database_newer: 409,
  database_damaged: 500,
  disk_full: 507,
  output_exists: 409,
  export_failed: 500,
  verification_failed: 500,
  compute_crashed: 503,
  relink_needed: 409,
  bad_model: 400,
  bad_predictions: 400,
  model_missing: 404,
  download_failed: 502,
  no_embeddings: 409,
  no_predictions: 409,
  internal: 500,
};

/** nginx's word for a request whose sender went away; nobody reads it. */
const CLIENT_GONE = 499;

/** @returns the refusal as the door sends it */
export function refusal(code: ErrorCode, message: string): Response {
  return errorResponse({ code, message });
}

function errorResponse(body: ErrorBody): Response {
  return Response.json(body, { status: STATUS[body.code], headers: { 'cache-control': 'no-store' } });
}

/** Any failure as an ErrorBody with a fitting status. What is not a WinnowError is logged whole and told in one line. */
export function responseOfError(error: unknown, logger: Logger, route: string): Response {
  if (error instanceof Error && error.name === 'AbortError') return new Response(null, { status: CLIENT_GONE });
  const known = asWinnowError(error);
  if (known !== null) return errorResponse(known.toBody());
  logger.error({ err: error, route }, 'a request failed');
  return refusal('internal', 'Winnow itself failed at this request. Its log has the details; please report it with them.');
}
