import { z } from 'zod';
import type { ReadCounts } from './prediction-file.ts';
import { querySchema } from './query-schema.ts';

/** What several people called samples. Sets lie side by side; queries see the active one. */

/** dawid-skene: the classes that explain all labels best, if each annotator errs at rates of their own; majority: the most votes. */
export const CONSENSUS_METHODS = ['dawid-skene', 'majority'] as const;
export type ConsensusMethod = (typeof CONSENSUS_METHODS)[number];

export interface Annotator {
  readonly name: string;
  readonly labels: number;
  /** Share of their labels expected to be right, by Dawid–Skene; by majority, share that are the consensus. */
  readonly accuracy: number;
  /** Share of the others' labels on the same samples that are as theirs; null where nobody else labelled these. */
  readonly agreement: number | null;
}

export interface AnnotationSet {
  readonly id: number;
  /** Unique. */
  readonly name: string;
  readonly isActive: boolean;
  /** For a person: the file. */
  readonly origin: string;
  readonly method: ConsensusMethod;
  readonly classes: readonly string[];
  readonly annotators: readonly Annotator[];
  /** With a label or more, as it was stored. */
  readonly samples: number;
  readonly labels: number;
  /** Samples whose labels are not all the same. */
  readonly disagreements: number;
  /** Share of all pairs of labels on one sample that are the same; null where no sample has two. */
  readonly pairwise: number | null;
  /** Krippendorff's alpha: 1 = all agree, 0 = as by chance; null where nothing can be compared. */
  readonly alpha: number | null;
  readonly createdMs: number;
  /** Of the lineage. */
  readonly runId: number;
}

export interface AnnotationState {
  /** Newest first. */
  readonly sets: readonly AnnotationSet[];
  readonly activeId: number | null;
}

export const importAnnotationsSchema = z.object({
  /** Absolute path. */
  file: z.string().min(1),
  /** Absolute path of class names, one a line: of labels that are whole numbers from 0. */
  classesFile: z.string().min(1).nullish(),
  /** Of the set; absent: after the file. */
  name: z.string().trim().min(1).max(100).optional(),
});
export type ImportAnnotationsRequest = z.infer<typeof importAnnotationsSchema>;

/** Result of an `annotations` job. */
export interface AnnotationsSummary extends ReadCounts {
  readonly set: AnnotationSet;
  /** Samples of the dataset that nobody labelled. */
  readonly unlabelled: number;
  readonly seconds: number;
}

export const activeSetSchema = z.object({ setId: z.number().int().positive() });

/** What the annotators of the active set said of one sample: `GET samples/:id/annotations`; null: nothing. */
export interface SampleAnnotations {
  readonly set: string;
  readonly method: ConsensusMethod;
  readonly consensus: string;
  /** Of the consensus. */
  readonly probability: number;
  /** Null with one label. */
  readonly agreement: number | null;
  /** The best annotators first. */
  readonly votes: readonly { readonly annotator: string; readonly label: string; readonly accuracy: number }[];
}

/** Gives each sample that matches the consensus of its annotators as label; without one it stays as it is. */
export const acceptConsensusSchema = z.object({ query: querySchema });
