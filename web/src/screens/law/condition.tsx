import { Link, useSearch } from '@tanstack/react-router';
import { type Condition, type Test, testText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { useListTitles } from './names.ts';

/** A condition of the law, test by test, as sentences that can be true or false. */
export function ConditionList({ of: condition }: { readonly of: Condition }) {
  return (
    <ul className="condition">
      <Part of={condition} />
    </ul>
  );
}

function Part({ of: condition }: { readonly of: Condition }) {
  const { t } = useTranslation('law');
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return <Part of={only} />;
    return (
      <li>
        <span className="link-word">{t('all' in condition ? 'condition.all' : 'condition.any')}</span>
        <ul>
          {parts.map((part, index) => (
            <Part key={index} of={part} />
          ))}
        </ul>
      </li>
    );
  }
  if (!('not' in condition)) return <TestItem test={condition} />;
  const negated = condition.not;
  if (!('all' in negated || 'any' in negated || 'not' in negated)) return <TestItem test={negated} negated />;
  return (
    <li>
      <span className="link-word">{t('condition.not')}</span>
      <ul>
        <Part of={negated} />
      </ul>
    </li>
  );
}

function TestItem({ test, negated = false }: { readonly test: Test; readonly negated?: boolean }) {
  const { t } = useTranslation('law');
  const text = useText();
  const titles = useListTitles();
  const days = useSearch({ from: '/law', select: ({ asOf, knownAt, branch }) => ({ asOf, knownAt, branch }) });
  const sentence = text(testText(test, titles, negated));
  const lists = test.fact === 'item' && 'on' in test ? test.on : [];
  return (
    <li>
      {sentence}
      {lists.map((list) => (
        <span key={list}>
          {' '}
          <Link to="/law/control-list" search={{ ...days, list }} className="small">
            {t('condition.list')}
          </Link>
        </span>
      ))}
    </li>
  );
}
