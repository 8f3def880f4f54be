import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './failure.tsx';
import { Waiting } from './waiting.tsx';

interface LoadedProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch' | 'isPending'>;
  /** Bars to show while waiting. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/**
 * What a query gives: bars while it is on its way, a sentence when it failed, else the data.
 * @example <Loaded query={useProvision(id)}>{(provision) => <Clause of={provision} />}</Loaded>
 */
export function Loaded<Data>({ query, lines, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting {...(lines === undefined ? {} : { lines })} />;
}
