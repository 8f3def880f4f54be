import type { Application, PaperNeeded } from '@ytterby/core/licensing';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';
import type { Reply } from '../../api.ts';
import { useText } from '../../i18n/index.ts';
import { Pairs } from '../workspace/editor.tsx';
import { textAt } from './fields.ts';
import { type PageName, pagesOf } from './pages.ts';
import { useKindName, useSaid } from './words.ts';

type Documents = Reply<'application.get'>['documents'];

interface InWordsProps {
  readonly application: Application;
  readonly documents: Documents;
  readonly papers: readonly PaperNeeded[];
  /** Stands beside the heading of each page. */
  readonly beside?: (page: PageName) => ReactNode;
}

/** The whole application in words, page by page. */
export function InWords({ application, documents, papers, beside }: InWordsProps) {
  const { t } = useTranslation('apply');
  return (
    <div className="in-words">
      {pagesOf(application)
        .filter((page) => page !== 'check')
        .map((page) => (
          <section key={page} aria-label={t(`pages.${page}`)}>
            <div className="card-head">
              <h3>{t(`pages.${page}`)}</h3>
              {beside?.(page)}
            </div>
            {page === 'papers' ? (
              <PapersInWords application={application} documents={documents} papers={papers} />
            ) : (
              <PageInWords page={page} application={application} />
            )}
          </section>
        ))}
      {application.remarks !== undefined && <Pairs of={[[t('parts.remarks'), application.remarks]]} />}
    </div>
  );
}

function PageInWords({ page, application }: { readonly page: PageName; readonly application: Application }) {
  const { t } = useTranslation(['apply', 'shell']);
  const said = useSaid();
  const kind = useKindName();
  const country = useCountryName();
  const at = (field: string) => {
    const value = textAt(application, field);
    return value && said(field, value);
  };
  const pair = (label: string, field: string): [string, ReactNode] => [label, at(field)];
  const listed = (...fields: readonly string[]) =>
    fields
      .map(at)
      .filter((each) => each !== undefined)
      .join(t('shell:comma'));
  const company = (path: string) => (
    <Pairs
      of={[
        pair(t('fields.name'), `${path}.name`),
        pair(t('fields.nameZh'), `${path}.nameZh`),
        pair(t('fields.country'), `${path}.country`),
        pair(t('fields.address'), `${path}.address`),
        pair(t('fields.uscc'), `${path}.uscc`),
        pair(t('fields.lei'), `${path}.lei`),
        pair(t('fields.military'), `${path}.military`),
        [t('parts.contact'), listed(`${path}.contact.name`, `${path}.contact.phone`, `${path}.contact.email`)],
      ]}
    />
  );
  const { endUsers = [], lines = [], contract, change } = application;
  switch (page) {
    case 'kind':
      return (
        <Pairs
          of={[
            [t('fields.kind'), kind(application.kind)],
            [t('fields.form'), application.form && t(`forms.${application.form}`)],
            [t('fields.movement'), application.movement && t(`movements.${application.movement}`)],
            ...(application.kind === 'general-licence'
              ? [
                  pair(t('fields.complianceSystem'), 'standing.complianceSystem'),
                  pair(t('fields.exportRecord'), 'standing.exportRecord'),
                  pair(t('fields.fixedChannels'), 'standing.fixedChannels'),
                  pair(t('fields.barredByPenalty'), 'standing.barredByPenalty'),
                ]
              : []),
          ]}
        />
      );
    case 'change':
      return (
        <Pairs
          of={[
            pair(t('fields.licence'), 'change.licence'),
            pair(t('fields.reason'), 'change.reason'),
            ...(change?.elements ?? []).map(({ element, from = '', to = '' }): [string, ReactNode] => [
              t(`elements.${element}`),
              `${from} → ${to}`,
            ]),
          ]}
        />
      );
    case 'applicant':
      return (
        <>
          {company('applicant')}
          {application.agent !== undefined && (
            <>
              <h4>{t('parts.agent')}</h4>
              {company('agent')}
            </>
          )}
        </>
      );
    case 'end-user':
      return (
        <>
          {endUsers.map((_, index) => (
            <div key={index}>
              {endUsers.length > 1 && <h4>{t('parts.endUserN', { n: index + 1 })}</h4>}
              {company(`endUsers[${index}]`)}
            </div>
          ))}
          <Pairs
            of={[
              pair(t('fields.destination'), 'destination'),
              [t('fields.via'), application.via?.map((code) => country(code)).join(t('shell:comma'))],
              pair(t('fields.endUse'), 'endUse.kind'),
              pair(t('fields.endUseText'), 'endUse.description'),
              pair(t('fields.place'), 'endUse.place'),
              [t('fields.importer'), listed('importer.name', 'importer.country', 'importer.address')],
              [t('fields.consignee'), listed('consignee.name', 'consignee.country', 'consignee.address')],
            ]}
          />
        </>
      );
    case 'technology':
      return (
        <Pairs
          of={[
            pair(t('fields.technologyName'), 'technology.name'),
            pair(t('fields.recipient'), 'technology.recipient'),
            pair(t('fields.recipientOwners'), 'technology.recipientOwners'),
            pair(t('fields.way'), 'technology.way'),
            pair(t('fields.technologyPlace'), 'technology.place'),
            pair(t('fields.parameters'), 'technology.parameters'),
            pair(t('fields.purpose'), 'technology.purpose'),
            pair(t('fields.protection'), 'technology.protection'),
            pair(t('fields.providedInChina'), 'technology.providedInChina'),
          ]}
        />
      );
    case 'items':
      return (
        <>
          <Pairs
            of={[
              pair(t('fields.contractNumber'), 'contract.number'),
              pair(t('fields.contractDate'), 'contract.date'),
              [t('parts.contractLines'), contract?.lines?.length],
            ]}
          />
          <ul className="item-list">
            {lines.map((line, index) => (
              <li key={line.id}>
                {[line.nameZh, line.description].filter((each) => each !== undefined).join(' · ')}{' '}
                {line.code !== undefined && <span className="code">{line.code}</span>}{' '}
                <span className="number">
                  {[line.quantity, line.unit].filter((each) => each !== undefined).join(' ')}
                  {line.value !== undefined && ` · ${line.value} ${line.currency ?? ''}`}
                </span>{' '}
                <span className="soft">{listed(`lines[${index}].hs`, `lines[${index}].origin`)}</span>
              </li>
            ))}
          </ul>
        </>
      );
    case 'proof':
      if (application.proof === undefined) return <p className="soft">{t('fields.notStated')}</p>;
      return (
        <Pairs
          of={[
            ...PROOF_FIELDS.map((field) => pair(t(`proof.${field}`), `proof.${field}`)),
            pair(t('fields.issuedOn'), 'proof.issuedOn'),
            pair(t('fields.governmentCertificateAsked'), 'proof.governmentCertificateAsked'),
          ]}
        />
      );
    case 'days':
      return (
        <Pairs
          of={[
            [t('fields.from'), textAt(application, 'validity.from') ?? t('fields.notStated')],
            [t('fields.lastDay'), textAt(application, 'validity.lastDay') ?? t('fields.notStated')],
          ]}
        />
      );
    default:
      return null;
  }
}

/** Fields of the certificate, those of the law first. */
export const PROOF_FIELDS = [
  'end-user',
  'address',
  'exact-use',
  'place-of-use',
  'items',
  'quantity',
  'contract-number',
  'undertakes-end-use',
  'undertakes-no-transfer',
  'no-military-or-wmd-use',
  'contact',
  'signatory',
  'seal',
] as const;

function PapersInWords({ application, documents, papers }: Omit<InWordsProps, 'beside'>) {
  const { t } = useTranslation('apply');
  const text = useText();
  const filed = application.papers ?? [];
  const nameOf = (id: string) => documents.find((document) => document.id === id)?.name;
  const names = (paper: string) =>
    filed
      .filter((each) => each.paper === paper)
      .map((each) => each.title ?? nameOf(each.id) ?? each.id)
      .join(' · ');
  const asked = new Set(papers.map(({ paper }) => paper));
  const others = filed.filter(({ paper }) => !asked.has(paper));
  return (
    <Pairs
      of={[
        ...papers.map(({ paper, name }): [string, ReactNode] => [text(name), names(paper) || t('papers.missing')]),
        [t('papers.other'), others.map((each) => each.title ?? nameOf(each.id) ?? each.id).join(' · ')],
      ]}
    />
  );
}
