import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Text, WORDS } from '@ytterby/core';
import { Button, Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type Reply, usePages, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Elements } from './elements.tsx';
import { AskedCoverage, LawDaysPicker } from './law-days.tsx';
import { ProvisionLink } from './links.tsx';
import { useAllItems } from './names.ts';
import { VerifiedTag } from './provision-parts.tsx';
import { given, type ItemsSearch, itemsSearch } from './search.ts';
import { Stands } from './standing.tsx';

type Item = Reply<'controlList.browse'>['items'][number];

/** Fields that are typed; the address follows when the typing rests. */
const TYPED = ['code', 'hs', 'text'] as const;

/** Controlled items by element, form, code and words, with where each stands on the day. */
export function ControlList() {
  const { t } = useTranslation('law');
  const text = useText();
  const id = useId();
  const navigate = useNavigate();
  const search = useSearch({ from: '/law/control-list' });
  const { asOf, knownAt, branch } = search;
  const wanted = given(itemsSearch({ ...search }));
  const query = { ...wanted, ...given({ asOf, knownAt, branch }) };
  const all = useAllItems().data ?? [];
  const found = usePages('controlList.browse', { query });
  const counted = useRead('controlList.browse', { query: { ...query, limit: 1 } });
  const set = (change: ItemsSearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const word = useWord();
  const forms = countsOf(all.flatMap(({ match }) => match.form ?? []));
  const lists = new Map(all.map(({ list }) => [list.id, list.title]));
  const wrong = (field: string) => problemOf(found.error)?.fields.find(({ path }) => path === `/query/${field}`);
  return (
    <Page className="law" title={t('items.title')} lead={t('items.lead')}>
      <LawDaysPicker />
      <section className="card filters no-print" aria-label={t('items.filters')}>
        <Elements
          counts={countsOf(all.flatMap(({ match }) => match.elements ?? []))}
          chosen={search.element}
          onChoose={(element) => set({ element })}
        />
        <div className="fields">
          <div className="wide">
            <label htmlFor={`${id}-list`}>{t('items.list')}</label>
            <Select
              id={`${id}-list`}
              allowClear
              value={search.list ?? null}
              placeholder={t('items.any')}
              options={[...lists].map(([value, title]) => ({ value, label: text(title) }))}
              onChange={(list: string | null | undefined) => set({ list: list ?? undefined })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-form`}>{t('items.form')}</label>
            <Select
              id={`${id}-form`}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={search.form ?? null}
              placeholder={t('items.any')}
              options={[...forms].map(([value, n]) => ({ value, label: `${word(value)} (${n})` }))}
              onChange={(form: string | null | undefined) => set({ form: form ?? undefined })}
            />
          </div>
          {TYPED.map((name) => (
            <TypedField
              key={name}
              name={name}
              value={search[name]}
              wrong={wrong(name)}
              onRest={(value) => set({ [name]: value })}
            />
          ))}
          {Object.keys(wanted).length > 0 && (
            <Button
              onClick={() =>
                set({
                  list: undefined,
                  element: undefined,
                  form: undefined,
                  code: undefined,
                  hs: undefined,
                  text: undefined,
                })
              }
            >
              {t('items.clear')}
            </Button>
          )}
        </div>
      </section>
      {counted.data && <AskedCoverage coverage={counted.data.body.coverage} />}
      <p role="status" className="soft">
        {counted.data && t('items.count', { count: counted.data.body.total })}
      </p>
      <Loaded query={found} lines={10}>
        {(items) => (
          <ul className="items">
            {items.map((item) => (
              <ItemCard key={item.id} of={item} all={all} />
            ))}
          </ul>
        )}
      </Loaded>
      <MorePages of={found} />
    </Page>
  );
}

interface TypedFieldProps {
  readonly name: (typeof TYPED)[number];
  readonly value: string | undefined;
  readonly wrong: Text | undefined;
  readonly onRest: (value: string | undefined) => void;
}

/** In milliseconds. */
const REST = 400;
const HS = /^[0-9. ]{2,20}$/;

function TypedField({ name, value, wrong, onRest }: TypedFieldProps) {
  const { t } = useTranslation('law');
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState(value ?? '');
  const isWrong = name === 'hs' && typed.trim() !== '' && !HS.test(typed.trim());
  const said = isWrong ? t('items.hsWrong') : wrong && text(wrong);
  // The filter was cleared, or another link was followed.
  useEffect(() => setTyped((was) => (was.trim() === (value ?? '') ? was : (value ?? ''))), [value]);
  useEffect(() => {
    if (typed.trim() === (value ?? '') || isWrong) return;
    const timer = setTimeout(() => onRest(typed.trim() || undefined), REST);
    return () => clearTimeout(timer);
    // Only typing starts the wait.
  }, [typed]);
  return (
    <div>
      <label htmlFor={id}>{t(`items.${name}`)}</label>
      <Input
        id={id}
        value={typed}
        placeholder={t(`items.example.${name}`)}
        {...(said !== undefined && { status: 'error' as const, 'aria-describedby': `${id}-wrong` })}
        onChange={({ target }) => setTyped(target.value)}
      />
      {said !== undefined && (
        <p id={`${id}-wrong`} className="wrong small">
          {said}
        </p>
      )}
    </div>
  );
}

function ItemCard({ of: item, all }: { readonly of: Item; readonly all: readonly Item[] }) {
  const { t } = useTranslation(['law', 'shell']);
  const text = useText();
  const language = useLanguage();
  const word = useWord();
  const { code, name, parameters, note, match, hs, status, provision, list } = item;
  const other = language === 'zh' ? name.en : name.zh;
  const listed = (words: readonly string[]) => words.join(t('shell:comma'));
  const named = (each: string) => {
    const entry = all.find((one) => one.list.id === list.id && one.code === each);
    return entry === undefined ? each : `${each} ${text(entry.name)}`;
  };
  const facts: readonly (readonly [string, string])[] = [
    ...(match.form ? [[t('items.form'), listed(match.form.map(word))] as const] : []),
    ...(match.elements
      ? [
          [
            t('items.elements'),
            listed(match.elements) + (match.onlyElements === 'yes' ? t('items.onlyElements') : ''),
          ] as const,
        ]
      : []),
    ...(match.without ? [[t('items.without'), listed(match.without)] as const] : []),
    ...(match.contains ? [[t('items.contains'), listed(match.contains.map(named))] as const] : []),
    ...(match.cas ? [[t('items.cas'), listed(match.cas)] as const] : []),
    ...(hs.length > 0
      ? [
          [
            t('items.hsHint'),
            listed(
              hs.map((each) =>
                each.from === null ? each.code : t('items.hsFrom', { code: each.code, from: each.from }),
              ),
            ),
          ] as const,
        ]
      : []),
  ];
  return (
    <li className="card item">
      <div className="item-head">
        <code>{code}</code>
        <h2>{text(name)}</h2>
        <span className="soft" lang={language === 'zh' ? 'en' : 'zh-Hans'}>
          {other}
        </span>
        <VerifiedTag of={item.verified} />
      </div>
      <div className="item-stands">
        <p>{status === null ? <span className="soft">{t('items.noStatus')}</span> : <Stands of={status} />}</p>
        <p>{provision === null ? text(list.title) : <ProvisionLink id={provision} words={text(list.title)} />}</p>
      </div>
      {facts.length > 0 && (
        <dl className="kind small">
          {facts.map(([term, words]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {match.declaredOnly === 'yes' && <p className="small soft">{t('items.declaredOnly')}</p>}
      {parameters !== null && <p className="small">{text(parameters)}</p>}
      {note !== null && <p className="small soft">{text(note)}</p>}
    </li>
  );
}

/** A coded value in words, as core says it. */
function useWord(): (value: string) => string {
  const text = useText();
  return (value) => {
    const known = WORDS[value];
    return known === undefined ? value : text(known);
  };
}

/** How often each comes, most frequent first. */
function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].sort(([, one], [, two]) => two - one));
}
