import { type Outcome, speaker, WORDS } from '@ytterby/core';
import type { ReviewCondition, ReviewRule } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useKindName } from '../cases/application-part.tsx';

/** Names of the departments and the texts of the conditions that rules suggest; until they have come, the ids. */
export function useSuggested() {
  const text = useText();
  const departments = useRead('department.list').data?.body ?? [];
  const library = useRead('condition.list').data?.body ?? [];
  return {
    departments: departments.map(({ id, name }) => ({ value: id, label: text(name) })),
    conditions: library
      .filter(({ retiredAt }) => retiredAt === null)
      .map((each) => ({ value: each.id, label: text(each.text) })),
    departmentName: (id: string) => {
      const found = departments.find((each) => each.id === id);
      return found === undefined ? id : text(found.name);
    },
    conditionText: (id: string) => {
      const found = library.find((each) => each.id === id);
      return found === undefined ? id : text(found.text);
    },
  };
}

/** A value that a rule asks for, as a word. */
export function useValueName(): (fact: 'kind' | 'destination' | 'end-use' | 'outcome', value: string) => string {
  const language = useLanguage();
  const country = useCountryName();
  const kind = useKindName();
  const say = speaker(language);
  return (fact, value) => {
    switch (fact) {
      case 'kind':
        return kind(value);
      case 'destination':
        return country(value);
      case 'end-use':
        return WORDS[value]?.[language] ?? value;
      case 'outcome':
        return say(`outcome.${value as Outcome}`);
    }
  };
}

/** A rule as a sentence: when it speaks, and what it suggests then. */
export function RuleInWords({ of: { when, suggests } }: { readonly of: Pick<ReviewRule, 'when' | 'suggests'> }) {
  const { t } = useTranslation('review');
  const text = useText();
  const language = useLanguage();
  const valueName = useValueName();
  const { departmentName, conditionText } = useSuggested();
  const list = (type: 'disjunction' | 'conjunction', words: readonly string[]) =>
    new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type }).format(words);
  const clause = (condition: ReviewCondition): string => {
    switch (condition.fact) {
      case 'control-code':
        return t('when.control-code', { values: list('disjunction', condition.startsWith) });
      case 'hit':
        return t(condition.is ? 'when.hit' : 'when.noHit');
      case 'first-application':
        return t(condition.is ? 'when.first-application' : 'when.notFirst');
      case 'value':
        return t('when.value', { currency: condition.currency, over: condition.over });
      default: {
        const { fact } = condition;
        const values = condition.in.map((value) => valueName(fact, value));
        return t(`when.${fact}`, { values: list('disjunction', values) });
      }
    }
  };
  const quoted = (words: readonly string[]) =>
    list(
      'conjunction',
      words.map((each) => t('quoted', { words: each.replace(/[.。]$/, '') })),
    );
  const { flags, departments, conditions } = suggests;
  const then = [
    ...(flags.length > 0 ? [t('suggestions.flag', { flags: quoted(flags.map(text)) })] : []),
    ...(departments.length > 0
      ? [t('suggestions.ask', { departments: list('conjunction', departments.map(departmentName)) })]
      : []),
    ...(conditions.length > 0 ? [t('suggestions.set', { conditions: quoted(conditions.map(conditionText)) })] : []),
  ];
  return (
    <p className="rule-in-words">
      {t('sentence', {
        when: when.length === 0 ? t('when.nothing') : when.map(clause).join(t('when.and')),
        suggestions: then.length === 0 ? t('suggestions.nothing') : then.join(t('suggestions.and')),
      })}
    </p>
  );
}
