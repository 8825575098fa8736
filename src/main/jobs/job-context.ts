/** What a running job is given. Jobs are plain async functions of their inputs and this. */
export interface JobContext {
  /** Aborted by cancel and by the engine's stop; the job then finishes its batch, leaves nothing partial and rejects with an AbortError. */
  readonly signal: AbortSignal;
  /** Cheap: call it per item. The queue throttles what it passes on. */
  report(progress: { readonly stage?: string; readonly done?: number; readonly total?: number | null }): void;
}
