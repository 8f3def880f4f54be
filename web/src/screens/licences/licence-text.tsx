import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { type Column, Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Pairs } from '../workspace/editor.tsx';
import { useLicenceKind } from './standing.tsx';
import '../workspace/workspace.css';

type Content = Reply<'register.get'>['content'];
type Party = Content['holder'];
type Line = Content['lines'][number];
type Balances = Reply<'register.get'>['balances'];

interface LicenceTextProps {
  readonly of: Content;
  /** What is left; absent where nobody has told, as on a verified file. */
  readonly balances?: Balances;
}

/** Everything that a licence says, in the language of the reader. */
export function LicenceText({ of, balances }: LicenceTextProps) {
  const { t } = useTranslation('licences');
  const { t: shell } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const kindName = useLicenceKind();
  const country = useCountryName();
  const day = (date: string) => dateText(date, language);
  const party = ({ name, nameZh, country: where, address, identifiers }: Party) => (
    <>
      {[nameZh, name].filter(Boolean).join(' · ')}
      <div className="small soft">
        {[address, country(where), ...identifiers.map(({ value }) => value)].filter(Boolean).join(' · ')}
      </div>
    </>
  );
  const columns: Column<Line>[] = [
    { head: t('fields.item'), cell: ({ line, item }) => `${line}. ${text(item)}` },
    { head: t('fields.code'), cell: ({ controlCode }) => <span className="code">{controlCode}</span> },
    { head: t('fields.hs'), cell: ({ hs }) => hs },
    {
      head: t('fields.quantity'),
      cell: ({ quantity }) => (
        <span className="number">
          {quantity === null ? t('fields.noLimit') : `${quantity.amount} ${quantity.unit}`}
        </span>
      ),
    },
    {
      head: t('fields.value'),
      cell: ({ value }) => (
        <span className="number">{value === null ? t('fields.noLimit') : `${value.amount} ${value.currency}`}</span>
      ),
    },
    ...(balances === undefined
      ? []
      : [
          {
            head: t('fields.left'),
            // The same unit as granted, by the name that the signed text gives it.
            cell: ({ line, quantity, value }: Line) => {
              const left = balances.find((each) => each.line === line);
              return (
                left && (
                  <span className="number">
                    {left.quantityLeft} {quantity?.unit ?? left.unit}
                    <br />
                    {left.valueLeft} {value?.currency ?? left.currency}
                  </span>
                )
              );
            },
          },
        ]),
  ];
  return (
    <>
      <Pairs
        of={[
          [t('filters.kind'), kindName(of.kind)],
          [t('fields.number'), `${of.number} · ${t('fields.edition', { n: of.edition })}`],
          [t('fields.authority'), text(of.authority)],
          [t('fields.issued'), day(of.issuedOn)],
          [t('fields.validity'), t('fields.days', { from: day(of.firstDay), lastDay: day(of.lastDay) })],
          [t('fields.holder'), party(of.holder)],
          [t('fields.agent'), of.agent === null ? undefined : party(of.agent)],
          [t('fields.endUsers'), of.endUsers.map((user, index) => <div key={index}>{party(user)}</div>)],
          [t('fields.endUse'), text(of.endUse)],
          [t('fields.destinations'), of.destinations.map(country).join(shell('comma'))],
          [t('fields.origin'), of.origin.map(country).join(shell('comma'))],
          [t('fields.law'), of.law.version],
        ]}
      />
      <h3>{t('parts.lines')}</h3>
      <Records caption={t('parts.lines')} rows={of.lines} rowKey={({ line }) => line} columns={columns} />
      <h3>{t('parts.conditions')}</h3>
      {of.conditions.length === 0 ? (
        <p className="soft">{t('noConditions')}</p>
      ) : (
        <ol>
          {of.conditions.map(({ id, ...words }) => (
            <li key={id}>{text(words)}</li>
          ))}
        </ol>
      )}
      <h3>{t('parts.basis')}</h3>
      <ul>
        {of.legalBasis.map(({ id, ...words }) => (
          <li key={id}>
            <Link to="/law/provision" search={{ id }}>
              {text(words)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
