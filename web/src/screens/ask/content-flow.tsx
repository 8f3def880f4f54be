import type { ExportFacts } from '@ytterby/core';
import { speaker } from '@ytterby/core';
import { lazy, Suspense } from 'react';
import { readOf } from '../../api.ts';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../i18n/index.ts';
import type { TakenReadings } from './readings-switch.tsx';

const FlowChart = lazy(() => import('./flow-chart.tsx'));

interface ContentFlowProps {
  readonly facts: ExportFacts;
  readonly line: number;
  readonly knownAt: string;
  readonly readings: TakenReadings;
}

/** How value flows from the inputs to the product, drawn. The figures themselves stand in the answer. */
export function ContentFlow({ facts, line, knownAt, readings }: ContentFlowProps) {
  const say = speaker(useLanguage());
  const { bom, asOf } = facts;
  const product = productOf(facts, line);
  const body = { bom, asOf, knownAt, readings, ...(product === undefined ? {} : { product }) };
  // A picture beside the answer: without it, the answer is whole.
  const flow = useQuery({ ...readOf('content.assess', { body }), enabled: bom !== undefined }).data?.body.flow;
  if (!flow || flow.links.length === 0) return null;
  return (
    <figure className="flow">
      <figcaption className="small soft">{say('report.flow-text')}</figcaption>
      <Suspense fallback={<div className="flow-room" />}>
        <FlowChart flow={flow} label={say('report.flow')} />
      </Suspense>
    </figure>
  );
}

function productOf({ lines, bom }: ExportFacts, index: number): string | undefined {
  const line = lines[index];
  if (line?.part !== undefined) return line.part;
  return bom?.parts.some(({ id }) => id === line?.id) ? line?.id : undefined;
}
