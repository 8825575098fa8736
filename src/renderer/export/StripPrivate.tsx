import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { FileMode } from '../../shared/export.ts';
import type { Query } from '../../shared/query.ts';
import { api } from '../state/api.ts';
import { datasetKey } from '../state/query-client.ts';
import { stripText, withPrivateMetadata } from './export-choices.ts';

export interface StripPrivateProps {
  readonly dataset: DatasetInfo;
  /** Of the samples to be exported. */
  readonly query: Query;
  readonly files: FileMode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether GPS positions, serial numbers and names go along; says how many files have such. */
export function StripPrivate({ dataset, query, files, checked, onChange }: StripPrivateProps) {
  const asked = withPrivateMetadata(query);
  const { data } = useQuery({
    queryKey: datasetKey(dataset.id, 'count', asked),
    queryFn: ({ signal }) => api.count(dataset.id, asked, undefined, signal),
    gcTime: 0,
  });
  return (
    <Checkbox
      size="xs"
      label="Strip private metadata"
      description={stripText(files, data?.count ?? null)}
      disabled={files !== 'copy'}
      checked={checked && files === 'copy'}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
