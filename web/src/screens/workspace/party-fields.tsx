import { type ExportFacts, type PartyFacts, speaker } from '@ytterby/core';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { type FactField, YES_NO } from '../ask/fact-fields.ts';
import { ChoiceInput, Field, FactInput } from '../ask/fact-input.tsx';
import { factAt, type FactPath, withFact } from '../ask/fact-path.ts';
import { useValueWord } from '../ask/words.ts';
import type { Editing } from './editing.ts';
import { Pairs, Wrong } from './editor.tsx';
import { OtherFacts } from './product-fields.tsx';

export type Party = Reply<'party.get'>;

export const PARTY_PATHS = ['/body/facts'];
const ROLES = ['importer', 'consignee', 'intermediary', 'end-user'] as const satisfies readonly PartyFacts['role'][];

const exportOf = (party: PartyFacts): ExportFacts => ({ asOf: '', lines: [{ item: {} }], parties: [party] });
const at = (field: string): FactPath => ['parties', 0, field];

/** What is said of a party. Owners and entries that were stated elsewhere stay as they are. */
export function PartyFields({ of: { draft, setDraft, wrongAt } }: { readonly of: Editing<PartyFacts> }) {
  const { t } = useTranslation(['workspace', 'ask']);
  const say = speaker(useLanguage());
  const word = useValueWord();
  const id = useId();
  const facts = exportOf(draft);
  const put = ({ parties }: ExportFacts) => setDraft(parties?.[0] ?? { role: draft.role });
  const fact = (name: string, label: string, field: FactField) => (
    <Field id={`${id}-${name}`} label={label}>
      <FactInput id={`${id}-${name}`} field={field} facts={facts} onChange={put} labelledBy={`${id}-${name}-label`} />
      <Wrong of={wrongAt(`/body/facts/${name}`)} />
    </Field>
  );
  const listed = Array.isArray(draft.listEntry) ? draft.listEntry : [];
  const hasOwners = Array.isArray(draft.owners);
  return (
    <div className="fields">
      {fact('name', t('fields.name'), { kind: 'text', path: at('name') })}
      <Field id={`${id}-role`} label={t('ask:fields.role')}>
        <Select
          id={`${id}-role`}
          value={draft.role}
          options={ROLES.map((value) => ({ value, label: capital(say(`role.${value}`)) }))}
          onChange={(role) => setDraft({ ...draft, role: role ?? draft.role })}
        />
      </Field>
      {fact('country', t('ask:fields.country'), { kind: 'country', path: at('country') })}
      {fact('military', t('ask:fields.military'), { kind: 'choice', path: at('military'), values: YES_NO })}
      {fact('listEntry', t('party.listEntry'), {
        kind: 'choice',
        path: at('listEntry'),
        values: ['none', ...listed],
      })}
      <Field id={`${id}-owners`} label={t('ask:fields.owners')}>
        <ChoiceInput
          id={`${id}-owners`}
          aria-labelledby={`${id}-owners-label`}
          value={hasOwners ? 'listed' : factAt(facts, at('owners'))}
          options={[
            { value: 'none', label: word('parties.owners', 'none') },
            ...(hasOwners ? [{ value: 'listed', label: t('ask:fields.ownersStated') }] : []),
          ]}
          onChange={(value) => value !== 'listed' && put(withFact(facts, at('owners'), value))}
        />
        <Wrong of={wrongAt('/body/facts/owners')} />
      </Field>
    </div>
  );
}

/** A party in words. */
export function PartyInWords({ of }: { readonly of: PartyFacts }) {
  const { t } = useTranslation(['workspace', 'ask', 'shell']);
  const say = speaker(useLanguage());
  const country = useCountryName();
  const word = useValueWord();
  const { role, name, listEntry, owners } = of;
  const said = (value: unknown) => (typeof value === 'string' && value !== 'unknown' ? value : undefined);
  const from = said(of.country);
  const military = said(of.military);
  return (
    <>
      <Pairs
        of={[
          [t('fields.name'), name],
          [t('ask:fields.role'), capital(say(`role.${role}`))],
          [t('ask:fields.country'), from && country(from)],
          [t('ask:fields.military'), military && word('parties.military', military)],
          [
            t('party.listEntry'),
            Array.isArray(listEntry)
              ? listEntry.join(t('shell:comma'))
              : said(listEntry) && word('parties.listEntry', 'none'),
          ],
          [
            t('ask:fields.owners'),
            owners === 'none'
              ? word('parties.owners', 'none')
              : Array.isArray(owners)
                ? owners.map((owner) => owner.name).join(t('shell:comma'))
                : undefined,
          ],
        ]}
      />
      {Array.isArray(owners) && <OtherFacts of={{ owners }} />}
    </>
  );
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
