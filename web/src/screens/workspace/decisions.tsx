import { getRouteApi } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { usePages, useRead } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

const route = getRouteApi('/workspace/$organisation/decisions');

/** Who decided of which hit that it is the party, or another; with the reason. */
export function Decisions() {
  const { t } = useTranslation(['workspace', 'shell']);
  const text = useText();
  const language = useLanguage();
  const country = useCountryName();
  const { organisation } = route.useParams();
  const decisions = usePages('hit-decision.list', { params: { organisation }, query: {} });
  const lists = useRead('list.list').data?.body.items;
  const listName = (id: string) => {
    const found = lists?.find((each) => each.id === id);
    return found ? text(found.title) : id;
  };
  return (
    <Page title={t('sections.decisions')} lead={t('decisions.lead')}>
      <div className="card">
        <Loaded query={decisions}>
          {(rows) => (
            <Records
              caption={t('sections.decisions')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('decisions.party'),
                  cell: ({ party }) => (
                    <>
                      {party.name}
                      <div className="small soft">{(party.countries ?? []).map(country).join(t('shell:comma'))}</div>
                    </>
                  ),
                },
                {
                  head: t('decisions.entry'),
                  cell: ({ list, entry }) => (
                    <>
                      {listName(list)}
                      <div className="small soft code">{entry}</div>
                    </>
                  ),
                },
                {
                  head: t('decisions.decided'),
                  cell: ({ decided, replaced }) => (
                    <>
                      <strong className={`decided ${decided}`}>
                        <Icon name={decided === 'true-match' ? 'warning' : 'check'} /> {t(`decisions.is.${decided}`)}
                      </strong>
                      {replaced && <div className="small soft">{t('decisions.replaced')}</div>}
                    </>
                  ),
                },
                { head: t('decisions.reason'), cell: ({ reason }) => reason },
                {
                  head: t('decisions.by'),
                  cell: ({ by, on }) => (
                    <>
                      {by}
                      <div className="small soft number">{dateText(on, language)}</div>
                    </>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
        <MorePages of={decisions} />
      </div>
    </Page>
  );
}
