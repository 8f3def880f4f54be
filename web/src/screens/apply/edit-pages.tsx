import { APPLICATION_KINDS, LICENCE_ELEMENTS } from '@ytterby/core';
import { LICENCE_FORMS, MOVEMENTS } from '@ytterby/core/licensing';
import { END_USES_OFFERED } from '../ask/fact-fields.ts';
import { Button, Checkbox } from 'antd';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { ChangedLicence, useOwnLicences } from './changed-licence.tsx';
import {
  ChoiceField,
  CountriesField,
  CountryField,
  CurrencyField,
  DayField,
  TextField,
  useDesk,
  YesNoField,
} from './desk.tsx';
import { freeId, withField, withoutEntry } from './fields.ts';
import { PROOF_FIELDS } from './in-words.tsx';
import type { PageName } from './pages.ts';
import { withContractLines, withProofAsApplied } from './prefill.ts';
import { useSaid } from './words.ts';

/** The fields of one page. */
export function EditPage({ page, organisation }: { readonly page: PageName; readonly organisation: string }) {
  switch (page) {
    case 'kind':
      return <KindPage />;
    case 'change':
      return <ChangePage organisation={organisation} />;
    case 'applicant':
      return <ApplicantPage />;
    case 'end-user':
      return <EndUserPage />;
    case 'technology':
      return <TechnologyPage />;
    case 'items':
      return <ItemsPage />;
    case 'proof':
      return <ProofPage />;
    case 'days':
      return <DaysPage />;
    case 'papers':
    case 'check':
      return null;
  }
}

function KindPage() {
  const { t } = useTranslation('apply');
  const { kind, form } = useDesk().application;
  const hasForm = kind === 'overseas-operator' || kind === 'technology' || kind === 'major-change';
  const isGeneral = kind === 'general-licence' || (hasForm && form === 'general-licence');
  return (
    <>
      <ChoiceField
        field="kind"
        label={t('fields.kind')}
        open
        tall
        options={APPLICATION_KINDS.map((value) => ({
          value,
          label: (
            <>
              {t(`kinds.${value}`)}
              <span className="small soft">{t(`kindHelp.${value}`)}</span>
            </>
          ),
        }))}
      />
      {hasForm && (
        <ChoiceField
          field="form"
          label={t('fields.form')}
          open
          options={LICENCE_FORMS.map((value) => ({ value, label: t(`forms.${value}`) }))}
        />
      )}
      {kind === 'registration-certificate' && (
        <ChoiceField
          field="movement"
          label={t('fields.movement')}
          options={MOVEMENTS.map((value) => ({ value, label: t(`movements.${value}`) }))}
        />
      )}
      {isGeneral && (
        <Part title={t('parts.standing')}>
          <YesNoField field="standing.complianceSystem" label={t('fields.complianceSystem')} wide />
          <YesNoField field="standing.exportRecord" label={t('fields.exportRecord')} wide />
          <YesNoField field="standing.fixedChannels" label={t('fields.fixedChannels')} wide />
          <YesNoField
            field="standing.barredByPenalty"
            label={t('fields.barredByPenalty')}
            help={t('help.barredByPenalty')}
            wide
          />
        </Part>
      )}
    </>
  );
}

function ChangePage({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('apply');
  const { application, put, change } = useDesk();
  const licences = useOwnLicences(organisation);
  const elements = application.change?.elements ?? [];
  return (
    <>
      <Part>
        <TextField
          field="change.licence"
          label={t('fields.licence')}
          help={t('help.licence')}
          likely={licences.map(({ number, item, endUser }) => ({
            value: number,
            label: [number, item, endUser].filter((each) => each !== null).join(' · '),
          }))}
        />
        <TextField field="change.reason" label={t('fields.reason')} long wide />
      </Part>
      <ChangedLicence application={application} organisation={organisation} isOpen />
      {elements.map((_, index) => (
        <Part
          key={index}
          id={`change.elements[${index}]`}
          title={t('parts.elementN', { n: index + 1 })}
          remove={{
            label: t('parts.removeElement', { n: index + 1 }),
            onRemove: () => change(withoutEntry(application, 'change.elements', index)),
          }}
        >
          <ChoiceField
            field={`change.elements[${index}].element`}
            label={t('pages.change')}
            options={LICENCE_ELEMENTS.map((value) => ({ value, label: t(`elements.${value}`) }))}
          />
          <TextField field={`change.elements[${index}].from`} label={t('fields.changeFrom')} long />
          <TextField field={`change.elements[${index}].to`} label={t('fields.changeTo')} long />
        </Part>
      ))}
      <AddButton
        id="change.elements"
        label={t('parts.addElement')}
        onAdd={() => put(`change.elements[${elements.length}]`, { element: 'contract' })}
      />
    </>
  );
}

function ApplicantPage() {
  const { t } = useTranslation('apply');
  const { application, put } = useDesk();
  const mayHaveAgent = application.kind === 'overseas-operator' || application.agent !== undefined;
  return (
    <>
      <Part title={t('parts.applicant')}>
        <Company path="applicant" />
      </Part>
      {mayHaveAgent && (
        <Checkbox
          checked={application.agent !== undefined}
          onChange={({ target }) => put('agent', target.checked ? { country: 'CN' } : undefined)}
        >
          {t('fields.hasAgent')} <span className="small soft">{t('help.agent')}</span>
        </Checkbox>
      )}
      {application.agent !== undefined && (
        <Part title={t('parts.agent')}>
          <Company path="agent" />
        </Part>
      )}
    </>
  );
}

function Company({ path }: { readonly path: 'applicant' | 'agent' }) {
  const { t } = useTranslation('apply');
  return (
    <>
      <TextField field={`${path}.name`} label={t('fields.name')} />
      <TextField field={`${path}.nameZh`} label={t('fields.nameZh')} />
      <CountryField field={`${path}.country`} label={t('fields.country')} />
      <TextField field={`${path}.uscc`} label={t('fields.uscc')} help={t('help.uscc')} />
      <TextField field={`${path}.address`} label={t('fields.address')} wide />
      <TextField field={`${path}.contact.name`} label={t('fields.contactName')} />
      <TextField field={`${path}.contact.phone`} label={t('fields.phone')} type="tel" />
      <TextField field={`${path}.contact.email`} label={t('fields.email')} type="email" />
    </>
  );
}

function EndUserPage() {
  const { t } = useTranslation('apply');
  const said = useSaid();
  const { application, put, change } = useDesk();
  const users = application.endUsers ?? [];
  // One is asked for at once; whether there may be more, the kind says.
  const shown = Math.max(1, users.length);
  return (
    <>
      <div id="endUsers">
        {Array.from({ length: shown }, (_, index) => (
          <Part
            key={index}
            id={`endUsers[${index}]`}
            title={shown > 1 ? t('parts.endUserN', { n: index + 1 }) : t('parts.endUser')}
            {...(shown > 1 && {
              remove: {
                label: t('parts.removeEndUser', { n: index + 1 }),
                onRemove: () => change(withoutEntry(application, 'endUsers', index)),
              },
            })}
          >
            <TextField field={`endUsers[${index}].name`} label={t('fields.name')} />
            <TextField field={`endUsers[${index}].nameZh`} label={t('fields.nameZh')} />
            <CountryField field={`endUsers[${index}].country`} label={t('fields.country')} />
            <TextField field={`endUsers[${index}].lei`} label={t('fields.lei')} help={t('help.lei')} />
            <TextField field={`endUsers[${index}].address`} label={t('fields.address')} wide />
            <TextField field={`endUsers[${index}].contact.name`} label={t('fields.contactPerson')} />
            <YesNoField field={`endUsers[${index}].military`} label={t('fields.military')} />
          </Part>
        ))}
      </div>
      <AddButton label={t('parts.addEndUser')} onAdd={() => put(`endUsers[${shown}]`, {})} />
      <Part title={t('parts.endUse')}>
        <CountryField field="destination" label={t('fields.destination')} />
        <CountriesField field="via" label={t('fields.via')} />
        <ChoiceField
          field="endUse.kind"
          label={t('fields.endUse')}
          options={END_USES_OFFERED.map((value) => ({ value, label: said('endUse.kind', value) }))}
        />
        <TextField field="endUse.description" label={t('fields.endUseText')} long wide />
        <TextField field="endUse.place" label={t('fields.place')} wide />
      </Part>
      <details className="fold">
        <summary>{t('parts.others')}</summary>
        <div className="fields">
          <TextField field="importer.name" label={t('fields.importer')} />
          <CountryField field="importer.country" label={t('fields.country')} />
          <TextField field="importer.address" label={t('fields.address')} />
          <TextField field="consignee.name" label={t('fields.consignee')} />
          <CountryField field="consignee.country" label={t('fields.country')} />
          <TextField field="consignee.address" label={t('fields.address')} />
        </div>
      </details>
    </>
  );
}

function TechnologyPage() {
  const { t } = useTranslation('apply');
  return (
    <Part>
      <TextField field="technology.name" label={t('fields.technologyName')} />
      <TextField field="technology.recipient" label={t('fields.recipient')} />
      <TextField field="technology.way" label={t('fields.way')} help={t('help.way')} />
      <TextField field="technology.place" label={t('fields.technologyPlace')} />
      <YesNoField field="technology.providedInChina" label={t('fields.providedInChina')} wide />
      <TextField field="technology.parameters" label={t('fields.parameters')} long wide />
      <TextField field="technology.recipientOwners" label={t('fields.recipientOwners')} long wide />
      <TextField field="technology.purpose" label={t('fields.purpose')} long wide />
      <TextField field="technology.protection" label={t('fields.protection')} long wide />
    </Part>
  );
}

function ItemsPage() {
  const { t } = useTranslation('apply');
  const { application, change } = useDesk();
  const { lines = [], contract } = application;
  const contractLines = contract?.lines ?? [];
  const hasAmounts = application.kind !== 'technology';
  const add = () => change(withField(application, `lines[${lines.length}]`, { id: freeId(lines) }));
  const addToContract = () =>
    change(withField(application, `contract.lines[${contractLines.length}]`, { id: freeId(contractLines) }));
  const isLoose = lines.some(({ contractLine }) => !contractLines.some(({ id }) => id === contractLine));
  return (
    <>
      {hasAmounts && (
        <Part title={t('parts.contract')}>
          <TextField field="contract.number" label={t('fields.contractNumber')} />
          <DayField field="contract.date" label={t('fields.contractDate')} />
          <CurrencyField field="contract.currency" label={t('fields.currency')} help={t('help.currency')} />
        </Part>
      )}
      {lines.map(({ id, nameZh, description }, index) => (
        <Part
          key={id}
          id={`lines[${index}]`}
          title={`${t('parts.itemN', { n: index + 1 })} ${nameZh ?? description ?? ''}`}
          remove={{
            label: t('parts.removeItem', { n: index + 1 }),
            onRemove: () => change(withoutEntry(application, 'lines', index)),
          }}
        >
          <TextField field={`lines[${index}].nameZh`} label={t('fields.nameZh')} />
          <TextField field={`lines[${index}].description`} label={t('fields.itemName')} />
          <TextField field={`lines[${index}].code`} label={t('fields.code')} help={t('help.code')} />
          <TextField field={`lines[${index}].hs`} label={t('fields.hs')} />
          {hasAmounts && (
            <>
              <TextField field={`lines[${index}].quantity`} label={t('fields.quantity')} numeric />
              <TextField field={`lines[${index}].unit`} label={t('fields.unit')} help={t('help.unit')} />
              <TextField field={`lines[${index}].value`} label={t('fields.value')} numeric />
              <CurrencyField field={`lines[${index}].currency`} label={t('fields.currency')} />
              <CountryField field={`lines[${index}].origin`} label={t('fields.origin')} />
              <ChoiceField
                field={`lines[${index}].contractLine`}
                label={t('fields.contractLine')}
                options={contractLines.map(({ id: value, description: what }) => ({
                  value,
                  label: [value, what].filter((each) => each !== undefined).join(' · '),
                }))}
              />
            </>
          )}
        </Part>
      ))}
      <AddButton id="lines" label={t('parts.addItem')} onAdd={add} />
      {hasAmounts && (
        <section className="contract-lines">
          <h3>{t('parts.contractLines')}</h3>
          {lines.length > 0 && isLoose && (
            <p>
              <Button onClick={() => change(withContractLines(application))}>{t('parts.takeLines')}</Button>
            </p>
          )}
          {contractLines.map(({ id }, index) => (
            <Part
              key={id}
              id={`contract.lines[${index}]`}
              title={t('parts.contractLineN', { n: id })}
              remove={{
                label: t('parts.removeContractLine', { n: id }),
                onRemove: () => change(withoutEntry(application, 'contract.lines', index)),
              }}
            >
              <TextField field={`contract.lines[${index}].description`} label={t('fields.itemName')} />
              <TextField field={`contract.lines[${index}].quantity`} label={t('fields.quantity')} numeric />
              <TextField field={`contract.lines[${index}].unit`} label={t('fields.unit')} />
              <TextField field={`contract.lines[${index}].unitPrice`} label={t('fields.unitPrice')} numeric />
              <TextField field={`contract.lines[${index}].value`} label={t('fields.value')} numeric />
            </Part>
          ))}
          <AddButton id="contract.lines" label={t('parts.addContractLine')} onAdd={addToContract} />
        </section>
      )}
    </>
  );
}

const PROMISES: ReadonlySet<string> = new Set([
  'undertakes-end-use',
  'undertakes-no-transfer',
  'no-military-or-wmd-use',
  'seal',
]);
/** The three statements that the form of the certificate makes together, for whoever has read that it makes them. */
const ALL_PROMISED = {
  'undertakes-end-use': 'yes',
  'undertakes-no-transfer': 'yes',
  'no-military-or-wmd-use': 'yes',
} as const;
const LONG: ReadonlySet<string> = new Set(['exact-use', 'items']);

function ProofPage() {
  const { t } = useTranslation('apply');
  const { application, change } = useDesk();
  return (
    <>
      <p className="soft">{t('help.proof')}</p>
      <div className="row fill-in">
        <Button onClick={() => change(withProofAsApplied(application))}>{t('proof.fill')}</Button>
        <span className="small soft">{t('proof.fillHelp')}</span>
      </div>
      <div className="row fill-in">
        <Button onClick={() => change({ ...application, proof: { ...application.proof, ...ALL_PROMISED } })}>
          {t('proof.promise')}
        </Button>
        <span className="small soft">{t('proof.promiseHelp')}</span>
      </div>
      <Part>
        {PROOF_FIELDS.map((field) => {
          const row = { field: `proof.${field}`, label: t(`proof.${field}`) };
          return PROMISES.has(field) ? (
            <YesNoField key={field} {...row} wide />
          ) : (
            <TextField key={field} {...row} {...(LONG.has(field) && { long: true, wide: true })} />
          );
        })}
        <DayField field="proof.issuedOn" label={t('fields.issuedOn')} />
        <YesNoField field="proof.governmentCertificateAsked" label={t('fields.governmentCertificateAsked')} wide />
      </Part>
    </>
  );
}

function DaysPage() {
  const { t } = useTranslation('apply');
  return (
    <>
      <p className="soft">{t('help.days')}</p>
      <Part>
        <DayField field="validity.from" label={t('fields.from')} />
        <DayField field="validity.lastDay" label={t('fields.lastDay')} />
        <TextField field="remarks" label={t('fields.remarks')} long wide />
      </Part>
    </>
  );
}

interface PartProps {
  readonly id?: string;
  readonly title?: string;
  readonly remove?: { readonly label: string; readonly onRemove: () => void };
  readonly children: ReactNode;
}

/** Fields that belong together. */
function Part({ id, title, remove, children }: PartProps) {
  return (
    <section className="part" {...(id !== undefined && { id, tabIndex: -1 })} {...(title && { 'aria-label': title })}>
      {title !== undefined && (
        <div className="card-head">
          <h3>{title}</h3>
          {remove && (
            <Button type="text" size="small" aria-label={remove.label} title={remove.label} onClick={remove.onRemove}>
              <Icon name="cross" />
            </Button>
          )}
        </div>
      )}
      <div className="fields">{children}</div>
    </section>
  );
}

interface AddButtonProps {
  /** Field that it adds an entry to; absent where the list has an element of its own. */
  readonly id?: string;
  readonly label: string;
  readonly onAdd: () => void;
}

function AddButton({ id, label, onAdd }: AddButtonProps) {
  return (
    <Button {...(id !== undefined && { id })} type="dashed" className="add" onClick={onAdd}>
      <Icon name="add" /> {label}
    </Button>
  );
}
