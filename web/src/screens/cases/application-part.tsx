import { APPLICATION_KINDS, dateText, WORDS } from '@ytterby/core';
import type { Application } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { Pairs } from '../workspace/editor.tsx';

type Company = NonNullable<NonNullable<Application['endUsers']>[number]>;
type Line = NonNullable<Application['lines']>[number];
type Technology = NonNullable<Application['technology']>;
type Proof = NonNullable<Application['proof']>;
type Standing = NonNullable<Application['standing']>;

const PROOF = [
  'end-user',
  'address',
  'items',
  'quantity',
  'contract-number',
  'place-of-use',
  'exact-use',
  'undertakes-end-use',
  'undertakes-no-transfer',
  'no-military-or-wmd-use',
  'contact',
  'signatory',
  'seal',
  'issuedOn',
  'governmentCertificateAsked',
] as const satisfies readonly (keyof Proof)[];
const TECHNOLOGY = [
  'name',
  'parameters',
  'recipient',
  'recipientOwners',
  'way',
  'place',
  'purpose',
  'protection',
  'providedInChina',
] as const satisfies readonly (keyof Technology)[];
const STANDING = [
  'complianceSystem',
  'exportRecord',
  'fixedChannels',
  'barredByPenalty',
] as const satisfies readonly (keyof Standing)[];

const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' ');

/** Everything that an application says, to be read: for officers and for the departments that are asked. */
export function ApplicationPart({ of }: { readonly of: Application | null }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { t: shell } = useTranslation();
  const country = useCountryName();
  const yesNo = useYesNo();
  if (of === null) return <p className="soft">{t('application.none')}</p>;
  const { endUse, validity, contract, lines = [], proof, standing, technology, change } = of;
  const day = (value: string | undefined) => (value === undefined ? undefined : dateText(value, language));
  const main: readonly (readonly [string, string | undefined])[] = [
    [t('filters.kind'), t(`kinds.${of.kind}`)],
    [t('application.form'), of.form === undefined ? undefined : t(`kinds.${of.form}`)],
    [t('application.destination'), of.destination === undefined ? undefined : country(of.destination)],
    [t('application.via'), of.via?.map(country).join(shell('comma'))],
    [t('application.endUse'), joined(endUse?.kind && WORDS[endUse.kind]?.[language], endUse?.description)],
    [t('application.place'), endUse?.place],
    [
      t('application.validity'),
      validity?.from === undefined && validity?.lastDay === undefined
        ? undefined
        : t('decision.until', { from: day(validity.from) ?? '…', lastDay: day(validity.lastDay) ?? '…' }),
    ],
    [t('application.movement'), of.movement === undefined ? undefined : t(`movements.${of.movement}`)],
    [t('application.remarks'), of.remarks],
  ];
  return (
    <div className="stack">
      <Pairs of={main} />
      {lines.length > 0 && <Lines of={lines} />}
      <div className="companies">
        <CompanyFacts title={t('application.applicant')} of={of.applicant} />
        <CompanyFacts title={t('application.agent')} of={of.agent} />
        <CompanyFacts title={t('application.importer')} of={of.importer} />
        <CompanyFacts title={t('application.consignee')} of={of.consignee} />
        {of.endUsers?.map((user, index) => (
          <CompanyFacts key={index} title={t('application.endUsers')} of={user} />
        ))}
      </div>
      {contract !== undefined && <ContractFacts of={contract} />}
      {proof !== undefined && (
        <section>
          <h3>{t('application.proof')}</h3>
          <Pairs of={PROOF.map((field) => [t(`proof.${field}`), yesNo(proof[field])] as const)} />
        </section>
      )}
      {technology !== undefined && (
        <section>
          <h3>{t('application.technology')}</h3>
          <Pairs of={TECHNOLOGY.map((field) => [t(`technology.${field}`), yesNo(technology[field])] as const)} />
        </section>
      )}
      {standing !== undefined && (
        <section>
          <h3>{t('application.standing')}</h3>
          <Pairs of={STANDING.map((field) => [t(`standing.${field}`), yesNo(standing[field])] as const)} />
        </section>
      )}
      {change !== undefined && (
        <section>
          <h3>{t('application.change')}</h3>
          <Pairs
            of={[
              [t('application.licence'), change.licence],
              [t('application.reason'), change.reason],
              ...(change.elements ?? []).map(
                ({ element, from, to }) =>
                  [
                    t(`elements.${element}`),
                    joined(from && t('application.from', { value: from }), to && t('application.to', { value: to })),
                  ] as const,
              ),
            ]}
          />
        </section>
      )}
    </div>
  );
}

function useYesNo(): (value: string | undefined) => string | undefined {
  const { t } = useTranslation('cases');
  return (value) => (value === 'yes' || value === 'no' ? t(`application.${value}`) : value);
}

function CompanyFacts({ title, of }: { readonly title: string; readonly of: Company | undefined }) {
  const { t } = useTranslation('cases');
  const country = useCountryName();
  const yesNo = useYesNo();
  if (of === undefined) return null;
  const { contact } = of;
  return (
    <section>
      <h3>{title}</h3>
      <Pairs
        of={[
          // A Chinese company may stand with one name in both fields.
          [t('application.name'), [...new Set([of.nameZh, of.name])].filter(Boolean).join(' · ')],
          [t('application.country'), of.country === undefined ? undefined : country(of.country)],
          [t('application.address'), of.address],
          [t('application.uscc'), of.uscc],
          [t('application.lei'), of.lei],
          [t('application.contact'), joined(contact?.name, contact?.phone, contact?.email)],
          [t('application.military'), yesNo(of.military)],
        ]}
      />
    </section>
  );
}

function Lines({ of }: { readonly of: readonly Line[] }) {
  const { t } = useTranslation('cases');
  const country = useCountryName();
  return (
    <section>
      <h3>{t('application.lines')}</h3>
      <Records
        caption={t('application.lines')}
        rows={of}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('application.description'),
            cell: ({ nameZh, description }) => [nameZh, description].filter(Boolean).join(' · '),
          },
          { head: t('application.code'), cell: ({ code }) => <span className="code">{code}</span> },
          { head: t('application.hs'), cell: ({ hs }) => hs },
          {
            head: t('application.quantity'),
            cell: ({ quantity, unit }) => <span className="number">{joined(quantity, unit)}</span>,
          },
          {
            head: t('application.value'),
            cell: ({ value, currency }) => <span className="number">{joined(value, currency)}</span>,
          },
          {
            head: t('application.origin'),
            cell: ({ origin }) => (origin === undefined ? null : country(origin)),
          },
        ]}
      />
    </section>
  );
}

function ContractFacts({
  of: { number, date, currency, lines = [] },
}: {
  readonly of: NonNullable<Application['contract']>;
}) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  return (
    <section>
      <h3>{t('application.contract')}</h3>
      <p>{joined(number, date && dateText(date, language), currency)}</p>
      {lines.length > 0 && (
        <Records
          caption={t('application.contractLines')}
          rows={lines}
          rowKey={({ id }) => id}
          columns={[
            { head: t('application.description'), cell: ({ description }) => description },
            {
              head: t('application.quantity'),
              cell: ({ quantity, unit }) => <span className="number">{joined(quantity, unit)}</span>,
            },
            { head: t('application.unitPrice'), cell: ({ unitPrice }) => <span className="number">{unitPrice}</span> },
            {
              head: t('application.value'),
              cell: ({ value }) => <span className="number">{joined(value, currency)}</span>,
            },
          ]}
        />
      )}
    </section>
  );
}

/** The kind of an application in words; one that we do not know, as it stands. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('cases');
  return (kind) => {
    const known = APPLICATION_KINDS.find((each) => each === kind);
    return known === undefined ? kind : t(`kinds.${known}`);
  };
}
