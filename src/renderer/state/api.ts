import type { AnnotationState, ImportAnnotationsRequest, SampleAnnotations } from '../../shared/annotation.ts';
import type {
  CountAnswer,
  CutRequest,
  EngineInfo,
  FacetsRequest,
  FolderListing,
  GroupsAnswer,
  GroupsRequest,
  IndexRequest,
  IssueRowsAnswer,
  IssueRowsRequest,
  LayoutRequest,
  OpenRequest,
  QueryAnswer,
  RowsAnswer,
  RowsRequest,
  SampleValues,
  ValuesRequest,
} from '../../shared/api.ts';
import type { AutoCleanRequest } from '../../shared/auto-clean-request.ts';
import type { BoxShape } from '../../shared/box-shape.ts';
import type { DatasetInfo, RecentDataset } from '../../shared/dataset.ts';
import type { Decision } from '../../shared/decision.ts';
import type {
  KeepBestRequest,
  NotDuplicatesRequest,
  NotIssueHeader,
  RelabelHeader,
  TagAnswer,
  TagHeader,
} from '../../shared/decision-api.ts';
import type { DeepTilePlace, Region } from '../../shared/deep-zoom.ts';
import type { DetectionSettings } from '../../shared/detection.ts';
import type { EmbeddingState, MapLabel, ModelInfo, ModelInspection, Probe } from '../../shared/embedding.ts';
import type {
  AddModelRequest,
  ArrangedAnswer,
  ArrangeRequest,
  ColumnAnswer,
  ColumnRequest,
  EmbedRequest,
  LiveMap,
  MapAnswer,
  MapRequest,
  SimilarAnswer,
  SimilarRequest,
} from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { ExportSummary } from '../../shared/export.ts';
import type { ExportRequest } from '../../shared/export-request.ts';
import type { FacetField, Facets, RangeFacet } from '../../shared/facets.ts';
import type { FetchPreview, FetchPreviewRequest, FetchProgress, FetchRequest } from '../../shared/fetch.ts';
import type { GroupBy } from '../../shared/group-by.ts';
import type { IssueCount, SampleIssue } from '../../shared/issue.ts';
import type { Job } from '../../shared/job.ts';
import type { LabelPreview } from '../../shared/label-preview.ts';
import type { NoteHeader, RevertRequest } from '../../shared/note.ts';
import type { ObjectsAnswer } from '../../shared/object.ts';
import type { PictureHistogram } from '../../shared/picture-histogram.ts';
import type { LabelSettings, PredictionState } from '../../shared/prediction.ts';
import type {
  BoxesAnswer,
  BoxesRequest,
  CompareRunsAnswer,
  CompareRunsRequest,
  ConfusionAnswer,
  ConfusionRequest,
  DetectionAnswer,
  DetectionRequest,
  EvaluationAnswer,
  EvaluationRequest,
  ImportPredictionsRequest,
  LabelEvidence,
  OutOfFoldRequest,
  PredictionFileRequest,
  PredictRequest,
  SamplePrediction,
} from '../../shared/prediction-api.ts';
import type { PredictionPreview } from '../../shared/prediction-file.ts';
import type { NumberField, Query, TextField } from '../../shared/query.ts';
import type { RecipeRequest } from '../../shared/recipe.ts';
import type { RecipeAnswer } from '../../shared/recipe-request.ts';
import type { DatasetId, SampleDetails, Tile } from '../../shared/sample.ts';
import type { SampleFields } from '../../shared/sample-fields.ts';
import type { SampleLineage } from '../../shared/sample-lineage.ts';
import type { ChangeViewRequest, SavedView, SaveViewRequest, ViewCount } from '../../shared/saved-view.ts';
import type { SplitReport } from '../../shared/split.ts';
import type { SplitRequest } from '../../shared/split-schema.ts';
import { request, requestFrame, requestJson } from './http.ts';
import { type Objects, objectColumns } from './object-columns.ts';
import { groupsFrom, type SampleGroups } from './sample-groups.ts';

type Signal = AbortSignal | undefined;

const inDataset = (id: DatasetId, rest = ''): string => `api/datasets/${encodeURIComponent(id)}${rest}`;
const post = <T>(path: string, json: unknown, signal?: Signal): Promise<T> => requestJson<T>(path, { body: { json }, signal });
const get = <T>(path: string, signal?: Signal): Promise<T> => requestJson<T>(path, { signal });

export interface QueryResult extends QueryAnswer {
  /** Matching samples in the query's order, by group where they were asked for in groups. */
  readonly ids: Uint32Array;
  readonly groups: SampleGroups | null;
}

/** The engine's routes, typed (see shared/api.ts). Every call throws WinnowError, or the AbortError of its signal. */
export const api = {
  engine: (signal?: Signal) => get<EngineInfo>('api/engine', signal),
  recent: (signal?: Signal) => get<readonly RecentDataset[]>('api/recent', signal),
  forgetRecent: (id: DatasetId) => requestJson<object>(`api/recent/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  /** @param path null: the user's home folder */
  folders: (path: string | null, signal?: Signal) =>
    get<FolderListing>(`api/folders${path === null ? '' : `?path=${encodeURIComponent(path)}`}`, signal),

  openDataset: (open: OpenRequest, signal?: Signal) => post<DatasetInfo>('api/datasets', open, signal),
  makeSampleDataset: (signal?: Signal) => post<{ readonly folder: string }>('api/sample-dataset', {}, signal),
  dataset: (id: DatasetId, signal?: Signal) => get<DatasetInfo>(inDataset(id), signal),
  closeDataset: (id: DatasetId) => post<object>(inDataset(id, '/close'), {}),
  index: (id: DatasetId, what: IndexRequest = {}) => post<Job>(inDataset(id, '/index'), what),
  previewLabels: (id: DatasetId, what: IndexRequest, signal?: Signal) =>
    post<LabelPreview>(inDataset(id, '/labels/preview'), what, signal),
  keepLabels: (id: DatasetId) => post<DatasetInfo>(inDataset(id, '/labels/keep'), {}),
  setLayout: (id: DatasetId, layout: LayoutRequest) => post<DatasetInfo>(inDataset(id, '/layout'), layout),

  async query(id: DatasetId, query: Query, signal?: Signal, groupBy?: GroupBy | null): Promise<QueryResult> {
    const json = groupBy == null ? { query } : { query, groupBy };
    const { header, columns } = await requestFrame<QueryAnswer>(inDataset(id, '/query'), { body: { json }, signal });
    const { ids } = columns;
    if (!(ids instanceof Uint32Array)) throw new WinnowError('internal', 'A query’s answer has no column "ids" of Uint32Array.');
    return { ...header, ids, groups: groupBy == null ? null : groupsFrom(groupBy, columns, header.hasRest ?? false) };
  },
  facets: (id: DatasetId, asked: FacetsRequest, signal?: Signal) => post<Facets>(inDataset(id, '/facets'), asked, signal),
  /** The fields that there are. @param run by whose predictions; null: the active one's */
  fields: (id: DatasetId, run: string | null, signal?: Signal) =>
    get<readonly FacetField[]>(inDataset(id, `/fields${run === null ? '' : `?run=${encodeURIComponent(run)}`}`), signal),
  histogram: (id: DatasetId, field: NumberField, query: Query | null, signal?: Signal) =>
    post<RangeFacet>(inDataset(id, '/histogram'), { field, ...(query === null ? {} : { query }) }, signal),
  count: (id: DatasetId, query: Query, by?: TextField, signal?: Signal) =>
    post<CountAnswer>(inDataset(id, '/count'), { query, ...(by === undefined ? {} : { by }) }, signal),
  rows: (id: DatasetId, what: RowsRequest, signal?: Signal) => post<RowsAnswer>(inDataset(id, '/rows'), what, signal),
  /** Tiles in the order asked, at most 1,000; ids no longer there are left out. */
  tiles: (id: DatasetId, ids: readonly number[], signal?: Signal) =>
    post<readonly Tile[]>(inDataset(id, '/tiles'), { ids }, signal),
  values: (id: DatasetId, what: ValuesRequest, signal?: Signal) =>
    post<readonly SampleValues[]>(inDataset(id, '/values'), what, signal),
  sample: (id: DatasetId, sample: number, signal?: Signal) => get<SampleDetails>(inDataset(id, `/samples/${sample}`), signal),
  /** Pictures of at most 64 px, at most 1,000 at once; `pictures` holds them one after the other. */
  miniatures: (id: DatasetId, ids: readonly number[], signal?: Signal) =>
    requestFrame<object>(inDataset(id, '/miniatures'), { body: { json: { ids } }, signal }),
  prioritize: (id: DatasetId, ids: readonly number[], signal?: Signal) =>
    post<object>(inDataset(id, '/priority'), { ids }, signal),

  issues: (id: DatasetId, query: Query | null, signal?: Signal) =>
    post<readonly IssueCount[]>(inDataset(id, '/issues'), query === null ? {} : { query }, signal),
  /** Issues with their reasons, most severe kinds first. */
  issueRows: (id: DatasetId, what: IssueRowsRequest, signal?: Signal) =>
    post<IssueRowsAnswer>(inDataset(id, '/issues/rows'), what, signal),
  setCut: (id: DatasetId, cut: CutRequest, signal?: Signal) =>
    post<readonly IssueCount[]>(inDataset(id, '/issues/cut'), cut, signal),
  pictureHistogram: (id: DatasetId, sample: number, signal?: Signal) =>
    get<PictureHistogram>(inDataset(id, `/images/${sample}/histogram`), signal),
  sampleShapes: (id: DatasetId, sample: number, signal?: Signal) =>
    get<readonly BoxShape[]>(inDataset(id, `/samples/${sample}/shapes`), signal),
  sampleLineage: (id: DatasetId, sample: number, signal?: Signal) =>
    get<SampleLineage>(inDataset(id, `/samples/${sample}/lineage`), signal),
  sampleFields: (id: DatasetId, sample: number, signal?: Signal) =>
    get<SampleFields>(inDataset(id, `/samples/${sample}/fields`), signal),
  sampleIssues: (id: DatasetId, sample: number, signal?: Signal) =>
    get<readonly SampleIssue[]>(inDataset(id, `/samples/${sample}/issues`), signal),
  groups: (id: DatasetId, what: GroupsRequest, signal?: Signal) => post<GroupsAnswer>(inDataset(id, '/groups'), what, signal),
  keepBest: (id: DatasetId, what: KeepBestRequest) => post<TagAnswer>(inDataset(id, '/groups/keep-best'), what),
  notIssue: (id: DatasetId, header: NotIssueHeader, ids: Uint32Array) =>
    requestJson<TagAnswer>(inDataset(id, '/not-issue'), { body: { header, columns: { ids } } }),
  notDuplicates: (id: DatasetId, what: NotDuplicatesRequest) => post<TagAnswer>(inDataset(id, '/not-duplicates'), what),

  tag: (id: DatasetId, header: TagHeader, ids: Uint32Array) =>
    requestJson<TagAnswer>(inDataset(id, '/tag'), { body: { header, columns: { ids } } }),
  relabel: (id: DatasetId, header: RelabelHeader, ids: Uint32Array) =>
    requestJson<TagAnswer>(inDataset(id, '/relabel'), { body: { header, columns: { ids } } }),
  note: (id: DatasetId, header: NoteHeader, ids: Uint32Array) =>
    requestJson<TagAnswer>(inDataset(id, '/note'), { body: { header, columns: { ids } } }),
  revert: (id: DatasetId, to: number) => post<TagAnswer>(inDataset(id, '/revert'), { to } satisfies RevertRequest),
  undo: (id: DatasetId) => post<TagAnswer>(inDataset(id, '/undo'), {}),
  redo: (id: DatasetId) => post<TagAnswer>(inDataset(id, '/redo'), {}),
  history: (id: DatasetId, limit: number, offset: number, signal?: Signal) =>
    get<readonly Decision[]>(inDataset(id, `/history?limit=${limit}&offset=${offset}`), signal),

  recipe: (id: DatasetId, asked: RecipeRequest, signal?: Signal) => post<RecipeAnswer>(inDataset(id, '/recipe'), asked, signal),
  skew: (id: DatasetId, query: Query) => post<Job>(inDataset(id, '/skew'), { query }),
  export: (id: DatasetId, what: ExportRequest) => post<Job>(inDataset(id, '/export'), { ...what, dryRun: false }),
  split: (id: DatasetId, asked: SplitRequest, signal?: Signal) => post<SplitReport>(inDataset(id, '/split'), asked, signal),
  dryRunExport: (id: DatasetId, what: ExportRequest, signal?: Signal) =>
    post<ExportSummary>(inDataset(id, '/export'), { ...what, dryRun: true }, signal),

  embeddings: (id: DatasetId, signal?: Signal) => get<EmbeddingState>(inDataset(id, '/embeddings'), signal),
  activateModel: (id: DatasetId, modelId: number) => post<EmbeddingState>(inDataset(id, '/embeddings/active'), { modelId }),
  forgetEmbeddings: (id: DatasetId, modelId: number) =>
    requestJson<EmbeddingState>(inDataset(id, `/embeddings/${modelId}`), { method: 'DELETE' }),
  embed: (id: DatasetId, what: EmbedRequest) => post<Job>(inDataset(id, '/embed'), what),
  similar: (id: DatasetId, what: SimilarRequest, signal?: Signal) => post<SimilarAnswer>(inDataset(id, '/similar'), what, signal),
  probeText: (id: DatasetId, text: string) => post<Probe>(inDataset(id, '/probes'), { text }),
  async probeImage(id: DatasetId, file: File): Promise<Probe> {
    const path = inDataset(id, `/probes?title=${encodeURIComponent(file.name)}`);
    const response = await request(path, { body: { bytes: await file.arrayBuffer() } });
    return (await response.json()) as Probe;
  },
  column: (id: DatasetId, field: ColumnRequest['field'], signal?: Signal) =>
    requestFrame<ColumnAnswer>(inDataset(id, '/column'), { body: { json: { field } }, signal }),

  layOut: (id: DatasetId, what: MapRequest) => post<Job>(inDataset(id, '/map'), what),
  map: (id: DatasetId, signal?: Signal) => requestFrame<MapAnswer>(inDataset(id, '/map'), { signal }),
  /** Resolves as soon as there is something newer than version `after`, or after ten seconds without. */
  liveMap: (id: DatasetId, after: number, signal?: Signal) =>
    requestFrame<LiveMap>(inDataset(id, `/map/live?after=${after}`), { signal }),
  mapLabels: (id: DatasetId, signal?: Signal) => get<readonly MapLabel[]>(inDataset(id, '/map/labels'), signal),

  arrange: (id: DatasetId, what: ArrangeRequest) => post<Job>(inDataset(id, '/arrange'), what),
  arranged: (id: DatasetId, job: string, signal?: Signal) =>
    requestFrame<ArrangedAnswer>(inDataset(id, `/arranged/${encodeURIComponent(job)}`), { signal }),

  predictions: (id: DatasetId, signal?: Signal) => get<PredictionState>(inDataset(id, '/predictions'), signal),
  activateRun: (id: DatasetId, runId: number) => post<PredictionState>(inDataset(id, '/predictions/active'), { runId }),
  confusion: (id: DatasetId, what: ConfusionRequest, signal?: Signal) =>
    requestFrame<ConfusionAnswer>(inDataset(id, '/confusion'), { body: { json: what }, signal }),
  detection: (id: DatasetId, what: DetectionRequest, signal?: Signal) =>
    post<DetectionAnswer>(inDataset(id, '/detection'), what, signal),
  detectionSettings: (id: DatasetId, signal?: Signal) => get<DetectionSettings>(inDataset(id, '/detection-settings'), signal),
  setDetectionSettings: (id: DatasetId, settings: DetectionSettings) =>
    post<readonly IssueCount[]>(inDataset(id, '/detection-settings'), settings),
  async objects(id: DatasetId, query: Query, signal?: Signal): Promise<Objects> {
    const { header, columns } = await requestFrame<ObjectsAnswer>(inDataset(id, '/objects'), {
      body: { json: { query } },
      signal,
    });
    return { ...header, columns: objectColumns(columns) };
  },
  boxes: (id: DatasetId, what: BoxesRequest, signal?: Signal) => post<BoxesAnswer>(inDataset(id, '/boxes'), what, signal),
  evaluation: (id: DatasetId, what: EvaluationRequest, signal?: Signal) =>
    post<EvaluationAnswer>(inDataset(id, '/evaluation'), what, signal),
  compareRuns: (id: DatasetId, what: CompareRunsRequest, signal?: Signal) =>
    requestFrame<CompareRunsAnswer>(inDataset(id, '/compare-runs'), { body: { json: what }, signal }),

  previewPredictions: (id: DatasetId, what: PredictionFileRequest, signal?: Signal) =>
    post<PredictionPreview>(inDataset(id, '/predictions/preview'), what, signal),
  importPredictions: (id: DatasetId, what: ImportPredictionsRequest) => post<Job>(inDataset(id, '/predictions'), what),
  forgetRun: (id: DatasetId, runId: number) =>
    requestJson<PredictionState>(inDataset(id, `/predictions/${runId}`), { method: 'DELETE' }),
  predict: (id: DatasetId, what: PredictRequest) => post<Job>(inDataset(id, '/predict'), what),
  predictOutOfFold: (id: DatasetId, what: OutOfFoldRequest) => post<Job>(inDataset(id, '/out-of-fold'), what),

  samplePredictions: (id: DatasetId, sample: number, signal?: Signal) =>
    get<readonly SamplePrediction[]>(inDataset(id, `/samples/${sample}/predictions`), signal),
  labelEvidence: (id: DatasetId, sample: number, signal?: Signal) =>
    get<LabelEvidence>(inDataset(id, `/samples/${sample}/label-evidence`), signal),
  labelSettings: (id: DatasetId, signal?: Signal) => get<LabelSettings>(inDataset(id, '/label-settings'), signal),
  setLabelSettings: (id: DatasetId, settings: LabelSettings) =>
    post<readonly IssueCount[]>(inDataset(id, '/label-settings'), settings),

  annotations: (id: DatasetId, signal?: Signal) => get<AnnotationState>(inDataset(id, '/annotations'), signal),
  importAnnotations: (id: DatasetId, what: ImportAnnotationsRequest) => post<Job>(inDataset(id, '/annotations'), what),
  activateAnnotations: (id: DatasetId, setId: number) => post<AnnotationState>(inDataset(id, '/annotations/active'), { setId }),
  forgetAnnotations: (id: DatasetId, setId: number) =>
    requestJson<AnnotationState>(inDataset(id, `/annotations/${setId}`), { method: 'DELETE' }),
  acceptConsensus: (id: DatasetId, query: Query) => post<TagAnswer>(inDataset(id, '/annotations/accept'), { query }),
  sampleAnnotations: (id: DatasetId, sample: number, signal?: Signal) =>
    get<SampleAnnotations | null>(inDataset(id, `/samples/${sample}/annotations`), signal),

  autoClean: (id: DatasetId, what: AutoCleanRequest) => post<Job>(inDataset(id, '/auto-clean'), what),
  decideStep: (id: DatasetId, job: string, step: number) => post<TagAnswer>(inDataset(id, '/auto-clean/decide'), { job, step }),

  views: (id: DatasetId, signal?: Signal) => get<readonly SavedView[]>(inDataset(id, '/views'), signal),
  viewCounts: (id: DatasetId, signal?: Signal) => get<readonly ViewCount[]>(inDataset(id, '/views/counts'), signal),
  saveView: (id: DatasetId, view: SaveViewRequest) => post<SavedView>(inDataset(id, '/views'), view),
  changeView: (id: DatasetId, view: number, change: ChangeViewRequest) =>
    post<readonly SavedView[]>(inDataset(id, `/views/${view}`), change),
  deleteView: (id: DatasetId, view: number) =>
    requestJson<readonly SavedView[]>(inDataset(id, `/views/${view}`), { method: 'DELETE' }),

  models: (signal?: Signal) => get<readonly ModelInfo[]>('api/models', signal),
  inspectModel: (file: string, signal?: Signal) => post<ModelInspection>('api/models/inspect', { file }, signal),
  addModel: (what: AddModelRequest) => post<ModelInfo>('api/models', what),
  getModel: (name: string) => post<Job>(`api/models/${encodeURIComponent(name)}/get`, {}),
  forgetModel: (name: string) =>
    requestJson<readonly ModelInfo[]>(`api/models/${encodeURIComponent(name)}`, { method: 'DELETE' }),

  previewFetch: (what: FetchPreviewRequest, signal?: Signal) => post<FetchPreview>('api/fetches/preview', what, signal),
  startFetch: (what: FetchRequest) => post<Job>('api/fetches', what),
  fetchProgress: (job: string, signal?: Signal) => get<FetchProgress | null>(`api/fetches/${encodeURIComponent(job)}`, signal),

  jobs: (signal?: Signal) => get<readonly Job[]>('api/jobs', signal),
  cancelJob: (job: string) => post<Job>(`api/jobs/${encodeURIComponent(job)}/cancel`, {}),

  /** The NDJSON stream of EngineEvent. */
  events: (signal: AbortSignal) => request('api/events', { signal }),
};

/** Address of a tile's thumbnail, which never changes; null where there is none. */
export function thumbUrl(dataset: DatasetId, tile: Pick<Tile, 'id' | 'thumb'>): string | null {
  return tile.thumb === null ? null : inDataset(dataset, `/thumbs/${tile.id}?v=${encodeURIComponent(tile.thumb)}`);
}

/** Address of the dataset report, one page by itself. */
export function reportUrl(dataset: DatasetId, theme: 'light' | 'dark'): string {
  return inDataset(dataset, `/report.html?theme=${theme}`);
}

/** The same page to be kept, in the colours of whoever reads it. */
export function reportFileUrl(dataset: DatasetId): string {
  return inDataset(dataset, '/report.html');
}

/** Address of the original picture, or of a rendering where a browser cannot show it. The thumbnail's version is the content's. */
export function imageUrl(dataset: DatasetId, tile: Pick<Tile, 'id' | 'thumb'>): string {
  return inDataset(dataset, `/images/${tile.id}?v=${encodeURIComponent(tile.thumb ?? 'unread')}`);
}

/** Address of a rendering about as large as a screen, of a picture that is too large for a browser. */
export function screenUrl(dataset: DatasetId, tile: Pick<Tile, 'id' | 'thumb'>): string {
  return inDataset(dataset, `/images/${tile.id}/screen?v=${encodeURIComponent(tile.thumb ?? 'unread')}`);
}

/** Answers once a large picture is decoded for its parts, which is begun by it, and called off with it. */
export function unpackedUrl(dataset: DatasetId, { id }: Pick<Tile, 'id'>): string {
  return inDataset(dataset, `/images/${id}/unpacked`);
}

/** Address of a part of a large picture. */
export function deepTileUrl(dataset: DatasetId, tile: Pick<Tile, 'id' | 'thumb'>, { level, column, row }: DeepTilePlace): string {
  const version = encodeURIComponent(tile.thumb ?? 'unread');
  return inDataset(dataset, `/images/${tile.id}/tiles/${level}/${column}/${row}?v=${version}`);
}

/** Address of a part of a picture, at most `side` pixels long. */
export function cropUrl(
  dataset: DatasetId,
  tile: Pick<Tile, 'id' | 'thumb'>,
  { left, top, width, height }: Region,
  side: number,
): string {
  const version = encodeURIComponent(tile.thumb ?? 'unread');
  return inDataset(dataset, `/images/${tile.id}/crop?part=${left},${top},${width},${height}&side=${side}&v=${version}`);
}
