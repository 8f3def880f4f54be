import { percentText } from '@ytterby/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import Graph, { type Box, type Link } from '../../components/graph.tsx';
import { useBoundsText } from '../../components/share-bar.tsx';
import { drawn } from '../../components/share-scale.ts';
import { useLanguage } from '../../i18n/index.ts';

export type Assessed = Reply<'ownership.assess'>;

/** Who holds what, owners above. Load it lazily: it brings React Flow along. */
export default function OwnershipGraph({ of }: { readonly of: Assessed }) {
  const { t } = useTranslation('parties');
  const language = useLanguage();
  const bounds = useBoundsText();
  const { graph, party: asked } = of;
  const links = useMemo(
    () =>
      graph.holdings.map(
        ({ owner, owned, share }): Link => ({
          from: owner,
          to: owned,
          label: bounds(share),
          open: share.atLeast !== share.atMost,
        }),
      ),
    [graph, bounds],
  );
  const boxes = useMemo(() => {
    const stated = new Map<string, number>();
    for (const { owned, share } of graph.holdings) stated.set(owned, (stated.get(owned) ?? 0) + drawn(share.atLeast));
    return graph.parties.map(({ party, name, listed }): Box => {
      // Whoever owns nothing that was stated may be a person; only of parties with owners is the rest a gap.
      const rest = stated.has(party) ? 1 - (stated.get(party) ?? 0) : 0;
      const gap =
        rest > 1e-9
          ? t('ownership.gap', { share: percentText(rest.toFixed(4).replace(/\.?0+$/, ''), language) })
          : undefined;
      return {
        id: party,
        title: name,
        lines: [...(party === asked ? [t('ownership.asked')] : []), ...(gap === undefined ? [] : [gap])],
        main: party === asked,
        open: gap !== undefined,
        ...(listed ? { mark: { icon: 'warning', word: t('ownership.listedMark'), tone: 'danger' } as const } : {}),
      };
    });
  }, [graph, asked, language, t]);
  return <Graph boxes={boxes} links={links} label={t('ownership.graph')} loop={t('ownership.loop')} />;
}
