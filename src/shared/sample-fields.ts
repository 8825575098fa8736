import type { FieldValue } from './label-files.ts';

/** What annotation files say of a sample beside its class, split and boxes. */
export interface SampleFields {
  /** By name, in alphabetical order. */
  readonly fields: readonly { readonly name: string; readonly value: FieldValue }[];
  /** Of each box given, in their order; what has parts is JSON, cut off where it is long. */
  readonly boxes: readonly BoxFields[];
}

export interface BoxFields {
  readonly class: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}
