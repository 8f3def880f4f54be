import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import Graph, { type Box, type Link } from '../../components/graph.tsx';
import { useBoundsText } from '../../components/share-bar.tsx';
import type { Rule } from './assessment.ts';
import { amountText, type Bill } from './bill.ts';

/** More boxes than these are no picture any more. */
const MOST = 300;

/** Which part goes into which, from the product down. */
export default function BillGraph({ bill, rule }: { readonly bill: Bill; readonly rule: Rule | undefined }) {
  const { t } = useTranslation('content');
  const bounds = useBoundsText();
  const count = bill.parts.length;
  const links = useMemo(
    () =>
      bill.parts.flatMap(({ id, inputs = [] }) =>
        inputs.map(({ part, quantity, unit }): Link => {
          const amount = amountText(quantity);
          return {
            from: id,
            to: part,
            label: amount === '' ? '?' : `${amount} ${unit ?? ''}`.trim(),
            open: amount === '',
          };
        }),
      ),
    [bill],
  );
  const boxes = useMemo(() => {
    const told = new Map(rule?.parts.map((part) => [part.part, part]));
    const ids = [...new Set([...bill.parts.map(({ id }) => id), ...links.map(({ to }) => to)])];
    const origins = new Map(bill.parts.map(({ id, origin }) => [id, origin]));
    return ids.map((id): Box => {
      const of = told.get(id);
      const origin = origins.get(id);
      const share = of?.productShare ?? of?.contributes[0]?.share;
      return {
        id,
        title: id,
        lines: [
          ...(origin === undefined ? [] : [origin === 'unknown' ? t('table.unknown') : origin]),
          ...(share ? [bounds(share)] : []),
        ],
        open: (of?.unknown.length ?? 0) > 0,
        ...(of?.product
          ? { mark: { ...PRODUCT_MARKS[of.product], word: t(`graph.verdict.${of.product}`) } }
          : of && of.contributes.length > 0
            ? { mark: { icon: 'add', tone: 'warn', word: t('graph.contributes') } as const }
            : {}),
      };
    });
  }, [bill, rule, links, bounds, t]);
  if (count > MOST) return <p className="notice">{t('graph.tooMany', { count })}</p>;
  return <Graph boxes={boxes} links={links} label={t('graph.label')} loop={t('graph.loop')} />;
}

const PRODUCT_MARKS = {
  met: { icon: 'warning', tone: 'warn' },
  'not-met': { icon: 'check', tone: 'good' },
  unknown: { icon: 'question', tone: 'open' },
} as const;
