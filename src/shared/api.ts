import { z } from 'zod';
import { keepRules } from './decision-api.ts';
import { HISTOGRAM_SCALES } from './facets.ts';
import { GROUP_BYS } from './group-by.ts';
import { type DuplicateKind, GROUP_KINDS, type GroupKind, ISSUE_KINDS, type IssueRow, SCORE_KINDS } from './issue.ts';
import { LABEL_FORMATS } from './label-files.ts';
import { CLAIMS, TEXT_FIELDS } from './query.ts';
import { anyNumberFieldSchema, anyTextFieldSchema, numberFieldSchema, querySchema, sampleIdSchema } from './query-schema.ts';
import type { Tile } from './sample.ts';

/**
 * The door's routes. All under /api; JSON unless said; errors are ErrorBody with a fitting status. The token travels as
 * `Authorization: Bearer …`, or as the cookie that opening `/?token=…` sets.
 *
 * | route | body -> answer |
 * |---|---|
 * | GET  /api/engine                                   | -> EngineInfo |
 * | GET  /api/recent                                   | -> RecentDataset[] |
 * | DELETE /api/recent/:dataset                        | forgets the entry, keeps the index -> {} |
 * | GET  /api/folders?path=                            | -> FolderListing: the browser's folder picker |
 * | POST /api/datasets                                 | OpenRequest -> DatasetInfo; starts an index job unless `index: false`; `relink_needed` with details |
 * | POST /api/sample-dataset                           | -> {folder}; after a `sample-dataset` job where it was not there yet |
 * | GET  /api/datasets/:dataset                        | -> DatasetInfo |
 * | POST /api/datasets/:dataset/close                  | -> {} |
 * | POST /api/datasets/:dataset/index                  | IndexRequest, or nothing -> Job |
 * | POST /api/datasets/:dataset/labels/preview         | IndexRequest -> LabelPreview: what annotations would say; nothing is written |
 * | POST /api/datasets/:dataset/labels/keep            | -> DatasetInfo: what annotations say was seen, and is right |
 * | POST /api/datasets/:dataset/layout                 | LayoutRequest -> DatasetInfo (a decision: can be undone) |
 * | POST /api/datasets/:dataset/query                  | OrderedRequest -> frame {header: QueryAnswer, columns: {ids: Uint32Array}}; with `groupBy` also {starts, nameEnds: Uint32Array, names: Uint8Array} |
 * | POST /api/datasets/:dataset/facets                 | FacetsRequest -> Facets |
 * | GET  /api/datasets/:dataset/fields?run=            | -> FacetField[]: the fields that there are, by a run's name or else the active one |
 * | POST /api/datasets/:dataset/histogram              | HistogramRequest -> RangeFacet |
 * | POST /api/datasets/:dataset/issues                 | IssuesRequest -> IssueCount[] |
 * | POST /api/datasets/:dataset/issues/rows            | IssueRowsRequest -> IssueRowsAnswer: what `winnow issues` prints |
 * | POST /api/datasets/:dataset/issues/cut             | CutRequest -> IssueCount[]; the revision rises |
 * | GET  /api/datasets/:dataset/samples/:id/issues     | -> SampleIssue[] |
 * | POST /api/datasets/:dataset/groups                 | GroupsRequest -> GroupsAnswer |
 * | POST /api/datasets/:dataset/groups/keep-best       | KeepBestRequest -> TagAnswer: tags all but the best of each group "remove" |
 * | POST /api/datasets/:dataset/not-issue              | JSON NotIssueRequest with a query, or frame {header: {issue, on}, columns: {ids}} -> TagAnswer |
 * | POST /api/datasets/:dataset/not-duplicates         | NotDuplicatesRequest -> TagAnswer |
 * | GET  /api/datasets/:dataset/report                 | -> Report |
 * | GET  /api/datasets/:dataset/report.html?theme=     | -> the report as one self-contained page |
 * | POST /api/datasets/:dataset/tiles                  | TilesRequest -> Tile[] in the order asked; ids no longer there are left out |
 * | POST /api/datasets/:dataset/values                 | ValuesRequest -> SampleValues[] in the order asked; ids no longer there are left out |
 * | POST /api/datasets/:dataset/rows                   | RowsRequest -> RowsAnswer: what `winnow samples` prints |
 * | POST /api/datasets/:dataset/count                  | CountRequest -> CountAnswer |
 * | GET  /api/datasets/:dataset/samples/:id            | -> SampleDetails |
 * | GET  /api/datasets/:dataset/samples/:id/shapes     | -> BoxShape[]: outlines, masks and keypoints of its given boxes |
 * | GET  /api/datasets/:dataset/samples/:id/lineage    | -> SampleLineage: decisions, runs, annotation files and the index job behind it |
 * | GET  /api/datasets/:dataset/samples/:id/fields     | -> SampleFields: what annotation files say beside class, split and boxes |
 * | GET  /api/datasets/:dataset/thumbs/:id?v=          | -> image/jpeg, immutable |
 * | POST /api/datasets/:dataset/miniatures             | {ids} -> frame {header: {}, columns: {ids, lengths: Uint32Array, pictures: Uint8Array}}: see miniature.ts, one after the other |
 * | GET  /api/datasets/:dataset/images/:id?v=          | -> the original bytes where a browser can show them, else a rendering |
 * | GET  /api/datasets/:dataset/images/:id/screen?v=   | -> a rendering as large as a screen: what lies under the parts of a huge picture |
 * | GET  /api/datasets/:dataset/images/:id/crop?part=left,top,width,height&side=&v= | -> a part of the picture, at most `side` px |
 * | GET  /api/datasets/:dataset/images/:id/histogram   | -> PictureHistogram: counted over all of its pixels |
 * | GET  /api/datasets/:dataset/images/:id/unpacked    | -> nothing, once all pixels are decoded for its parts; called off when nobody waits |
 * | GET  /api/datasets/:dataset/images/:id/tiles/:level/:column/:row?v= | -> 512 px of the picture, halved `level` times (see deep-zoom.ts) |
 * | POST /api/datasets/:dataset/priority               | {ids}: what is on screen, decoded first -> {} |
 * | POST /api/datasets/:dataset/tag                    | JSON TagRequest with a query, or frame {header: TagHeader, columns: {ids}} -> TagAnswer |
 * | POST /api/datasets/:dataset/relabel                | JSON RelabelRequest with a query, or frame {header: {label}, columns: {ids}} -> TagAnswer |
 * | POST /api/datasets/:dataset/forget-missing         | -> ForgottenAnswer: drops the samples whose files are gone, for good |
 * | POST /api/datasets/:dataset/note                   | {text, query}, or a frame of {text} and ids -> TagAnswer |
 * | POST /api/datasets/:dataset/undo, /redo            | -> TagAnswer |
 * | POST /api/datasets/:dataset/revert                 | {to} -> TagAnswer: decisions after that one are taken back, as undos |
 * | GET  /api/datasets/:dataset/history?limit=&offset= | -> Decision[], newest first |
 * | GET  /api/datasets/:dataset/decided?after=&limit=  | -> DecidedAnswer: what stands decided of each sample, by path |
 * | POST /api/datasets/:dataset/split                  | SplitRequest -> SplitReport: what an export would make of these rules |
 * | POST /api/datasets/:dataset/skew                   | QueryRequest -> Job, whose result is a SkewReport |
 * | POST /api/datasets/:dataset/recipe                 | RecipeRequest -> RecipeAnswer: the decisions that generalise, as a YAML file |
 * | POST /api/datasets/:dataset/export                 | ExportRequest -> Job, or ExportSummary with `dryRun` |
 * | GET  /api/datasets/:dataset/embeddings             | -> EmbeddingState |
 * | POST /api/datasets/:dataset/embeddings/active      | {modelId} -> EmbeddingState: queries see its scores and map |
 * | DELETE /api/datasets/:dataset/embeddings/:model    | -> EmbeddingState: forgets what a model gave |
 * | POST /api/datasets/:dataset/embed                  | EmbedRequest -> Job: vectors, neighbours, scores, close copies, map |
 * | POST /api/datasets/:dataset/similar                | SimilarRequest -> SimilarSample[], nearest first |
 * | POST /api/datasets/:dataset/probes?title=          | the bytes of an image, or JSON {text} -> Probe: something to be similar to |
 * | POST /api/datasets/:dataset/column                 | ColumnRequest -> frame {header: ColumnAnswer, columns: {ids, values}} |
 * | POST /api/datasets/:dataset/map                    | MapRequest -> Job |
 * | GET  /api/datasets/:dataset/map                    | -> frame {header: MapAnswer, columns: {ids: Uint32Array, x, y: Float32Array}} |
 * | GET  /api/datasets/:dataset/map/live?after=        | -> frame {header: LiveMap, columns: {ids, x, y}}: waits up to 10 s for what is newer than `after` |
 * | GET  /api/datasets/:dataset/map/labels             | -> MapLabel[] |
 * | POST /api/datasets/:dataset/arrange                | ArrangeRequest -> Job |
 * | GET  /api/datasets/:dataset/arranged/:job          | -> frame {header: ArrangedAnswer, columns: {cells, level1, level2, …}: ids, 0 = nothing} |
 * | GET  /api/datasets/:dataset/predictions            | -> PredictionState |
 * | POST /api/datasets/:dataset/predictions            | ImportPredictionsRequest -> Job, whose result is an ImportSummary |
 * | POST /api/datasets/:dataset/predictions/preview    | PredictionFileRequest -> PreviewAnswer: what importing the file would do |
 * | POST /api/datasets/:dataset/predictions/active     | {runId} -> PredictionState: queries see this run where they name none |
 * | DELETE /api/datasets/:dataset/predictions/:run     | -> PredictionState: forgets a run |
 * | POST /api/datasets/:dataset/confusion              | ConfusionRequest -> frame {header: ConfusionAnswer, columns: {counts: Uint32Array}} |
 * | POST /api/datasets/:dataset/detection              | DetectionRequest -> DetectionAnswer: COCO's metrics of a run of boxes |
 * | GET  /api/datasets/:dataset/detection-settings     | -> DetectionSettings |
 * | POST /api/datasets/:dataset/detection-settings     | DetectionSettings -> IssueCount[]; the revision rises |
 * | POST /api/datasets/:dataset/boxes                  | BoxesRequest -> BoxesAnswer: boxes of samples, given and predicted, and what became of them |
 * | POST /api/datasets/:dataset/objects                | ObjectsRequest -> frame {header: ObjectsAnswer, columns: ObjectColumns}: every box of a query's samples |
 * | POST /api/datasets/:dataset/evaluation             | EvaluationRequest -> EvaluationAnswer: calibration, top-k, a curve of one class |
 * | POST /api/datasets/:dataset/compare-runs           | CompareRunsRequest -> frame {header: CompareRunsAnswer, columns: {before, after: Uint32Array}} |
 * | GET  /api/datasets/:dataset/label-settings         | -> LabelSettings |
 * | POST /api/datasets/:dataset/label-settings         | LabelSettings -> IssueCount[]; the revision rises |
 * | GET  /api/datasets/:dataset/samples/:id/predictions | -> SamplePrediction[] of the runs that have seen it, newest run first |
 * | GET  /api/datasets/:dataset/samples/:id/label-evidence | -> LabelEvidence |
 * | POST /api/datasets/:dataset/out-of-fold            | OutOfFoldRequest -> Job, whose result is an OutOfFoldSummary |
 * | POST /api/datasets/:dataset/predict                | PredictRequest -> Job, whose result is a PredictSummary |
 * | GET  /api/datasets/:dataset/annotations            | -> AnnotationState: labels of several annotators |
 * | POST /api/datasets/:dataset/annotations            | ImportAnnotationsRequest -> Job, whose result is an AnnotationsSummary |
 * | POST /api/datasets/:dataset/annotations/active     | {setId} -> AnnotationState: queries see this set |
 * | POST /api/datasets/:dataset/annotations/accept     | {query} -> TagAnswer: each sample gets its consensus as label, as one decision |
 * | DELETE /api/datasets/:dataset/annotations/:set     | -> AnnotationState: forgets a set |
 * | GET  /api/datasets/:dataset/samples/:id/annotations | -> SampleAnnotations or null |
 * | POST /api/datasets/:dataset/auto-clean             | AutoCleanRequest -> Job, whose result is an AutoCleanReport; changes nothing |
 * | POST /api/datasets/:dataset/auto-clean/decide      | {job, step} -> TagAnswer: makes the decisions of one step, as one |
 * | GET  /api/datasets/:dataset/views                  | -> SavedView[] in the user's order |
 * | POST /api/datasets/:dataset/views                  | SaveViewRequest -> SavedView |
 * | POST /api/datasets/:dataset/views/:view            | ChangeViewRequest -> SavedView[]: renamed, moved, another query |
 * | DELETE /api/datasets/:dataset/views/:view          | -> SavedView[] |
 * | GET  /api/datasets/:dataset/views/counts           | -> ViewCount[]: what each finds, and what it asks for in vain |
 * | GET  /api/models                                   | -> ModelInfo[] |
 * | POST /api/models/inspect                           | {file} -> ModelInspection |
 * | POST /api/models                                   | AddModelRequest -> ModelInfo: an ONNX file of the user's |
 * | POST /api/models/:name/get                         | -> Job: downloads and verifies one of the catalogue |
 * | DELETE /api/models/:name                           | -> ModelInfo[]: forgets a file, deletes a download |
 * | POST /api/fetches/preview                          | FetchPreviewRequest -> FetchPreview: how a table of addresses would be read |
 * | POST /api/fetches                                  | FetchRequest -> Job, whose result is a FetchSummary |
 * | GET  /api/fetches/:job                             | -> FetchProgress, or null before the first row |
 * | GET  /api/jobs                                     | -> Job[], newest first |
 * | POST /api/jobs/:job/cancel                         | -> Job |
 * | GET  /api/events                                   | -> NDJSON of EngineEvent |
 */

export const openRequestSchema = z.object({
  /** Absolute path, or relative to the engine's working directory. */
  folder: z.string().min(1),
  /** Answer to `relink_needed`: the id of the index to take over, or `false` to start a new one. */
  relink: z.union([z.string(), z.literal(false)]).optional(),
  /** Open even where another Winnow writes: look only. */
  readOnly: z.boolean().optional(),
  index: z.boolean().optional(),
});
export type OpenRequest = z.infer<typeof openRequestSchema>;

/** Body of `index`; may be absent. */
export const indexRequestSchema = z.object({
  /** Annotations to read from now on, absolute; what is absent stays as it is, "auto" is whatever is found. */
  labels: z.union([z.literal('auto'), z.array(z.string().min(1)).min(1).max(100)]).optional(),
  format: z.union([z.literal('auto'), z.enum(LABEL_FORMATS)]).optional(),
  /** Sets of files that are not to be used, by `setKey`. */
  leftOut: z.array(z.string().max(10_000)).max(1000).optional(),
});
export type IndexRequest = z.infer<typeof indexRequestSchema>;

const level = z.number().int().min(0).max(15).nullable();
const folderLevels = z.object({ splitLevel: level, labelLevel: level });
export const layoutRequestSchema = folderLevels.extend({ sources: z.record(z.string(), folderLevels).optional() });
export type LayoutRequest = z.infer<typeof layoutRequestSchema>;

export const queryRequestSchema = z.object({ query: querySchema });
export type QueryRequest = z.infer<typeof queryRequestSchema>;

/** With `groupBy` samples come by group, in each in the query's order; see `workers/query/grouped.ts`. */
const groupBy = z.enum(GROUP_BYS).exactOptional();
export const orderedRequestSchema = queryRequestSchema.extend({ groupBy });
export type OrderedRequest = z.infer<typeof orderedRequestSchema>;

const MOST_FACETS = 500;

export const facetsRequestSchema = queryRequestSchema.extend({
  /** Fields to count the values of; absent: all but issues, and what annotation files carry in few values. */
  texts: z.array(anyTextFieldSchema).max(MOST_FACETS).exactOptional(),
  /** Number fields to make histograms of; absent: file size, width and height. */
  ranges: z.array(anyNumberFieldSchema).max(MOST_FACETS).exactOptional(),
  /** Of their axes, by field; absent: the one that suits the values. */
  scales: z.record(z.string(), z.enum(HISTOGRAM_SCALES)).exactOptional(),
  /** Claims to count. */
  claims: z.array(z.enum(CLAIMS)).exactOptional(),
});
export type FacetsRequest = z.infer<typeof facetsRequestSchema>;

export const histogramRequestSchema = z.object({ field: numberFieldSchema, query: querySchema.optional() });
export type HistogramRequest = z.infer<typeof histogramRequestSchema>;

export interface QueryAnswer {
  readonly revision: number;
  /** All samples of the dataset; `ids.length` of them match. */
  readonly total: number;
  /** Time in the query worker. */
  readonly milliseconds: number;
  /** Where groups were asked for; true: the last has no name, its samples no value. */
  readonly hasRest?: boolean;
}

export const tilesRequestSchema = z.object({ ids: z.array(sampleIdSchema).max(1000) });
export type TilesRequest = z.infer<typeof tilesRequestSchema>;

export const rowsRequestSchema = z.object({
  query: querySchema,
  limit: z.number().int().min(0).max(10_000),
  offset: z.number().int().min(0),
  fields: z.array(z.string()).min(1),
  groupBy,
});
export type RowsRequest = z.infer<typeof rowsRequestSchema>;
export interface RowsAnswer {
  readonly total: number;
  readonly matching: number;
  readonly rows: readonly Readonly<Record<string, string | number | readonly string[] | null>>[];
}

/** Fields of some samples, as `rows` names them. One that the dataset or the run does not have is null. */
export const valuesRequestSchema = z.object({
  ids: z.array(sampleIdSchema).max(1000),
  fields: z.array(z.string().min(1).max(250)).min(1).max(40),
  /** Whose predictions, by name; absent: the active one's. */
  run: z.string().min(1).optional(),
});
export type ValuesRequest = z.infer<typeof valuesRequestSchema>;
/** Values of one sample by field, `id` among them. */
export type SampleValues = RowsAnswer['rows'][number];

export const countRequestSchema = z.object({ query: querySchema, by: z.enum(TEXT_FIELDS).optional() });
export type CountRequest = z.infer<typeof countRequestSchema>;
export interface CountAnswer {
  readonly count: number;
  readonly by?: readonly { readonly value: string | null; readonly count: number }[];
}

export interface ForgottenAnswer {
  /** Samples that went. */
  readonly forgotten: number;
  readonly dataset: import('./dataset.ts').DatasetInfo;
}

/** Limited to the samples of a query, where one is given. */
export const issuesRequestSchema = z.object({ query: querySchema.optional() });
export type IssuesRequest = z.infer<typeof issuesRequestSchema>;

export const issueRowsRequestSchema = z.object({
  /** Absent: all. */
  kinds: z.array(z.enum(ISSUE_KINDS)).min(1).optional(),
  query: querySchema.optional(),
  limit: z.number().int().min(1).max(10_000),
  offset: z.number().int().min(0),
});
export type IssueRowsRequest = z.infer<typeof issueRowsRequestSchema>;
export interface IssueRowsAnswer {
  readonly total: number;
  readonly rows: readonly IssueRow[];
}

/** `cut` null: back to the default. */
export const cutRequestSchema = z.object({ kind: z.enum(SCORE_KINDS), cut: z.number().min(0).max(1).nullable() });
export type CutRequest = z.infer<typeof cutRequestSchema>;

export const groupsRequestSchema = z.object({
  kind: z.enum(GROUP_KINDS),
  query: querySchema.optional(),
  onlyOpen: z.boolean(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(200),
  /** The order of rules that says which one to keep. */
  rules: keepRules,
});
export type GroupsRequest = z.infer<typeof groupsRequestSchema>;

/** A sample in a duplicate group. */
export interface GroupMember extends Tile {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly format: string | null;
  /** The member it was linked to, how far from it (0 = the same, 1 = nothing in common), and how that has to be turned to match (0-7). */
  readonly linkedId: number | null;
  readonly distance: number;
  readonly turn: number;
}

export interface DuplicateGroup {
  readonly kind: GroupKind;
  readonly partition: DuplicateKind;
  /** Least id in it. */
  readonly id: number;
  readonly isOpen: boolean;
  /** All members; at most the first 500 are in `members`. */
  readonly size: number;
  /** The best first, then by id. */
  readonly members: readonly GroupMember[];
  /** The one to keep by the rules asked for. */
  readonly bestId: number;
  /** Largest distance of a link that holds the group together. */
  readonly weakest: number;
}

export interface GroupsAnswer {
  readonly revision: number;
  readonly total: number;
  readonly open: number;
  readonly groups: readonly DuplicateGroup[];
}

export interface EngineInfo {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly home: string;
  readonly cores: number;
  readonly isSampleDatasetMade: boolean;
  /** The user's own home folder, where the folder picker starts. */
  readonly userHome: string;
}

export interface FolderListing {
  readonly path: string;
  readonly parent: string | null;
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  /** Files directly in it whose extension is an image's. */
  readonly images: number;
}
