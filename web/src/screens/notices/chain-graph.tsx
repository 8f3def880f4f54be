import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import Graph, { type Box, type Link } from '../../components/graph.tsx';
import { type NoticeState, useAmountText, usePartyText } from './words.tsx';

export type Chain = Reply<'notice-lot.chain'>;

/** Lots with their holders, and the notices between them. Load it lazily: it brings React Flow along. */
export default function ChainGraph({ of }: { readonly of: Chain }) {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const amount = useAmountText();
  const [boxes, links] = useMemo(() => {
    const notices = new Map(of.notices.map((notice) => [notice.id, notice]));
    const stateMark = (state: NoticeState): NonNullable<Box['mark']> =>
      state === 'acknowledged'
        ? { icon: 'check', word: t('states.acknowledged'), tone: 'good' }
        : { icon: 'question', word: t(`states.${state}`), tone: 'warn' };
    /** The worst that is to be said of a lot; at the beginning there may be nothing. */
    const markOf = ({ withoutNotice, balance, madeFrom }: Chain['lots'][number]): Box['mark'] => {
      if (withoutNotice.length > 0) return { icon: 'warning', word: t('chainPage.withoutNotice'), tone: 'danger' };
      if (balance.verdict === 'not-met') return { icon: 'warning', word: t('chainPage.more'), tone: 'danger' };
      const states = madeFrom.flatMap(({ notice }) => notices.get(notice)?.state ?? []);
      const state = (['not-opened', 'opened', 'acknowledged'] as const).find((each) => states.includes(each));
      return state === undefined ? undefined : stateMark(state);
    };
    const lots = of.lots.map((lot): Box => {
      const mark = markOf(lot);
      return {
        id: lot.id,
        title: party(lot.holder),
        lines: [
          lot.item ?? t('hidden'),
          ...(lot.amount === null ? [] : [amount(lot.amount)]),
          ...(lot.number === null ? [] : [lot.number]),
        ],
        main: lot.id === of.root,
        ...(mark === undefined ? {} : { mark }),
      };
    });
    const madeOf = (notice: string) =>
      of.lots.filter(
        ({ madeFrom, withoutNotice }) =>
          madeFrom.some((from) => from.notice === notice) && !withoutNotice.includes(notice),
      );
    // Whoever has made no lot of what it received stands at the end, by the notice.
    const ends = of.notices.filter(({ id }) => madeOf(id).length === 0);
    const arrows = of.notices.flatMap(({ id, lot, state }): Link[] => {
      const made = madeOf(id);
      const targets = made.length === 0 ? [id] : made.map((each) => each.id);
      return [
        ...targets.map((to) => ({ from: lot, to, open: state !== 'acknowledged' })),
        // Goods that went on without a notice come from whoever received them.
        ...of.lots
          .filter(({ withoutNotice }) => withoutNotice.includes(id))
          .map((found) => ({ from: targets[0] ?? id, to: found.id, open: true })),
      ];
    });
    return [
      [
        ...lots,
        ...ends.map(
          (notice): Box => ({
            id: notice.id,
            title: party(notice.recipient),
            lines: [notice.amount === null ? t('hidden') : amount(notice.amount)],
            mark: stateMark(notice.state),
          }),
        ),
      ],
      arrows,
    ];
  }, [of, party, amount, t]);
  return <Graph boxes={boxes} links={links} label={t('chainPage.graph')} loop={t('chainPage.loop')} />;
}
