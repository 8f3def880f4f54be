import { type ExportFacts, type PartyFacts, speaker, WORDS } from '@ytterby/core';
import { EVIDENCE_KINDS, type EvidenceKind, HUMANITARIAN_USES } from '@ytterby/core/humanitarian';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountrySelect } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useValueWord } from '../ask/words.ts';

const ROLES = ['end-user', 'consignee', 'importer', 'intermediary'] as const satisfies readonly PartyFacts['role'][];
const REQUIRED = [{ required: true, whitespace: true }];

interface ClaimFieldsProps {
  /** The lines of the determination that the items can be. */
  readonly lines: ExportFacts['lines'];
  /** To whom and for what is settled: only what is still missing can be put in. */
  readonly settled?: boolean;
}

/** The fields of a claim; in a form, under the name `claim`. */
export function ClaimFields({ lines, settled = false }: ClaimFieldsProps) {
  const { t } = useTranslation('humanitarian');
  const language = useLanguage();
  const text = useText();
  const word = useValueWord();
  const say = speaker(language);
  const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
  const yesNo = (['no', 'yes', 'unknown'] as const).map((value) => ({
    value,
    label: value === 'unknown' ? t('claim.notKnown') : word('parties.military', value),
  }));
  return (
    <>
      <h2>{t('claim.relief')}</h2>
      <Form.Item name={['claim', 'endUse', 'kind']} label={t('claim.kind')} rules={[{ required: true }]}>
        <Select
          disabled={settled}
          options={HUMANITARIAN_USES.map((value) => ({ value, label: capital(WORDS[value]?.[language] ?? value) }))}
        />
      </Form.Item>
      <Form.Item name={['claim', 'endUse', 'description']} label={t('claim.description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20_000} />
      </Form.Item>

      <h2>{t('claim.to')}</h2>
      <Form.Item name={['claim', 'destination']} label={t('claim.destination')} rules={[{ required: true }]}>
        <CountrySelect disabled={settled} />
      </Form.Item>
      <Form.List name={['claim', 'parties']}>
        {(parties, { add, remove }) => (
          <>
            {parties.map(({ key, name }, index) => (
              <fieldset key={key} className="claimed">
                <legend>{t('claim.party', { n: index + 1 })}</legend>
                <div className="claimed-fields">
                  <Form.Item name={[name, 'role']} label={t('claim.role')} rules={[{ required: true }]}>
                    <Select
                      disabled={settled}
                      options={ROLES.map((value) => ({ value, label: capital(say(`role.${value}`)) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'name']} label={t('claim.name')}>
                    <Input maxLength={2000} disabled={settled} />
                  </Form.Item>
                  <Form.Item name={[name, 'country']} label={t('claim.country')}>
                    <CountrySelect allowClear disabled={settled} />
                  </Form.Item>
                  <Form.Item name={[name, 'military']} label={t('claim.military')}>
                    <Select allowClear disabled={settled} options={yesNo} />
                  </Form.Item>
                  <Form.Item name={[name, 'owners']} label={t('claim.owners')}>
                    <StatedSelect
                      none={word('parties.owners', 'none')}
                      stated={t('claim.ownersStated')}
                      disabled={settled}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'listEntry']} label={t('claim.listEntry')} extra={t('claim.listEntryHint')}>
                    <StatedSelect
                      none={word('parties.listEntry', 'none')}
                      stated={t('claim.listStated')}
                      disabled={settled}
                    />
                  </Form.Item>
                </div>
                {parties.length > 1 && !settled && (
                  <Remove what={t('claim.party', { n: index + 1 })} onClick={() => remove(name)} />
                )}
              </fieldset>
            ))}
            {!settled && (
              <Button onClick={() => add({})}>
                <Icon name="add" /> {t('claim.addParty')}
              </Button>
            )}
          </>
        )}
      </Form.List>

      <h2>{t('claim.goods')}</h2>
      <Form.List name={['claim', 'items']}>
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name }, index) => (
              <fieldset key={key} className="claimed">
                <legend>{t('claim.item', { n: index + 1 })}</legend>
                <div className="claimed-fields">
                  <Form.Item name={[name, 'description']} label={t('claim.itemDescription')} rules={REQUIRED}>
                    <Input maxLength={500} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'line']}
                    label={t('claim.line')}
                    rules={[{ required: true }]}
                    hidden={lines.length === 1}
                  >
                    <Select
                      disabled={settled}
                      options={lines.map(({ id, item }, at) => {
                        const value = id ?? String(at + 1);
                        return { value, label: item.description ?? value };
                      })}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'code']} label={t('claim.code')}>
                    <Input maxLength={200} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'quantity']}
                    label={t('claim.quantity')}
                    rules={[{ pattern: /^\s*[0-9]+(\.[0-9]+)?\s*$/, message: t('claim.quantityWrong') }]}
                  >
                    <Input inputMode="decimal" maxLength={40} />
                  </Form.Item>
                  <Form.Item name={[name, 'unit']} label={t('claim.unit')}>
                    <Input maxLength={40} />
                  </Form.Item>
                </div>
                {items.length > 1 && !settled && (
                  <Remove what={t('claim.item', { n: index + 1 })} onClick={() => remove(name)} />
                )}
              </fieldset>
            ))}
            {!settled && (
              <Button onClick={() => add({ line: lines.length === 1 ? (lines[0]?.id ?? '1') : undefined })}>
                <Icon name="add" /> {t('claim.addItem')}
              </Button>
            )}
          </>
        )}
      </Form.List>

      <h2>{t('claim.evidence')}</h2>
      <p className="small soft">{t('claim.evidenceLead')}</p>
      <Form.List name={['claim', 'evidence']}>
        {(papers, { add, remove }) => (
          <>
            {papers.map(({ key, name }, index) => (
              <fieldset key={key} className="claimed">
                <legend>{t('claim.paper', { n: index + 1 })}</legend>
                <div className="claimed-fields">
                  <Form.Item name={[name, 'kind']} label={t('claim.paperKind')} rules={[{ required: true }]}>
                    <Select
                      options={(Object.keys(EVIDENCE_KINDS) as EvidenceKind[]).map((value) => ({
                        value,
                        label: text(EVIDENCE_KINDS[value]),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'reference']} label={t('claim.reference')} rules={REQUIRED}>
                    <Input maxLength={500} />
                  </Form.Item>
                  <Form.Item name={[name, 'document']} hidden>
                    <Input />
                  </Form.Item>
                </div>
                <Remove what={t('claim.paper', { n: index + 1 })} onClick={() => remove(name)} />
              </fieldset>
            ))}
            <Button onClick={() => add({ kind: 'request' })}>
              <Icon name="add" /> {t('claim.addPaper')}
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item
        className="claimed-contact"
        name={['claim', 'contact']}
        label={t('claim.contact')}
        extra={t('claim.contactHint')}
      >
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

function Remove({ what, onClick }: { readonly what: string; readonly onClick: () => void }) {
  const { t } = useTranslation('humanitarian');
  return (
    <Button size="small" onClick={onClick}>
      <Icon name="remove" /> {t('claim.remove', { what })}
    </Button>
  );
}

interface StatedSelectProps {
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly none: string;
  readonly stated: string;
  readonly disabled: boolean;
}

/** None, not known, or what the determination states at length, which stays as it is. */
function StatedSelect({ id, value, onChange, none, stated, disabled }: StatedSelectProps) {
  const { t } = useTranslation('humanitarian');
  const [atLength] = useState(() => (Array.isArray(value) ? value : undefined));
  return (
    <Select
      {...(id !== undefined && { id })}
      allowClear
      disabled={disabled}
      value={Array.isArray(value) ? 'stated' : ((value as string | undefined) ?? null)}
      options={[
        { value: 'none', label: none },
        { value: 'unknown', label: t('claim.notKnown') },
        ...(atLength === undefined ? [] : [{ value: 'stated', label: stated }]),
      ]}
      onChange={(chosen) => onChange?.(chosen === 'stated' ? atLength : (chosen ?? undefined))}
    />
  );
}
