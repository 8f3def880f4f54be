import { type ExportFacts, type PartyFacts, speaker } from '@ytterby/core';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { endUserPath } from './export-form.ts';
import { CountryInput, TextInput } from './fact-input.tsx';
import { withFact } from './fact-path.ts';

interface OtherPartiesProps {
  readonly facts: ExportFacts;
  readonly onChange: (facts: ExportFacts) => void;
}

const ROLES = ['importer', 'consignee', 'intermediary', 'end-user'] as const satisfies readonly PartyFacts['role'][];

/** Everybody else whom the goods pass on the way. */
export function OtherParties({ facts, onChange }: OtherPartiesProps) {
  const { t } = useTranslation('ask');
  const say = speaker(useLanguage());
  const id = useId();
  const parties = facts.parties ?? [];
  const endUser = endUserPath(facts)[1];
  const put = (next: readonly PartyFacts[]) =>
    onChange(withFact(facts, ['parties'], next.length === 0 ? undefined : next));
  const change = (place: number, field: keyof PartyFacts) => (value: unknown) =>
    put(parties.map((party, index) => (index === place ? changed(party, field, value) : party)));
  return (
    <div className="other-parties">
      {parties.map(
        (party, place) =>
          place !== endUser && (
            <div key={place} className="party-row" role="group" aria-label={say(`role.${party.role}`)}>
              <Select
                aria-label={t('fields.role')}
                value={party.role}
                options={ROLES.map((value) => ({ value, label: say(`role.${value}`) }))}
                onChange={change(place, 'role')}
              />
              <TextInput
                id={`${id}-${place}`}
                name={t('fields.name')}
                placeholder={t('fields.name')}
                value={party.name}
                onChange={change(place, 'name')}
              />
              <CountryInput
                id={`${id}-${place}-country`}
                name={t('fields.country')}
                value={party.country}
                onChange={change(place, 'country')}
              />
              <Button
                type="text"
                aria-label={t('parties.remove', { name: party.name ?? say(`role.${party.role}`) })}
                onClick={() => put(parties.filter((_, index) => index !== place))}
              >
                <Icon name="close" />
              </Button>
            </div>
          ),
      )}
      <Select
        className="add-party"
        aria-label={t('parties.add')}
        placeholder={t('parties.add')}
        value={null}
        options={ROLES.map((value) => ({ value, label: say(`role.${value}`) }))}
        onChange={(role: PartyFacts['role'] | null) => role !== null && put([...parties, { role }])}
      />
    </div>
  );
}

function changed(party: PartyFacts, field: keyof PartyFacts, value: unknown): PartyFacts {
  const { [field]: _, ...rest } = party;
  return { ...rest, ...(value === undefined ? {} : { [field]: value }) } as PartyFacts;
}
