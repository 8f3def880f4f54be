import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, type Reply } from '../../api.ts';
import { pause } from '../../components/pause.ts';
import type { Bill } from './bill.ts';

export type Assessment = Reply<'content.assess'>;
export type Rule = Assessment['rules'][number];

export interface Asked {
  readonly product: string | undefined;
  readonly asOf: string | undefined;
}

/** So long nobody types on, before the service is asked. */
const PAUSE = 70;

const numbers = new WeakMap<Bill, number>();
let count = 0;
/** A bill can be long, and is never changed: its number stands for it. */
function numberOf(bill: Bill): number {
  const number = numbers.get(bill) ?? ++count;
  numbers.set(bill, number);
  return number;
}

/** The answer about a bill. While a changed bill is reckoned the one before stays; a question that was overtaken is stopped. */
export function useAssessment(bill: Bill, { product, asOf }: Asked) {
  return useQuery({
    queryKey: ['content.assess', numberOf(bill), product, asOf],
    queryFn: async ({ signal }) => {
      await pause(PAUSE, signal);
      const body = {
        bom: bill,
        ...(product === undefined ? {} : { product }),
        ...(asOf === undefined ? {} : { asOf }),
      };
      return (await client.call('content.assess', { body }, { signal })).body;
    },
    placeholderData: keepPreviousData,
    // Kept a while, so that undo is instant; the law may change meanwhile, so not for long.
    staleTime: 60_000,
    gcTime: 120_000,
  });
}
