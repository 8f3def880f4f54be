import { dateText, ENACTED, isWording, type Language, speaker, type Text } from '@ytterby/core';
import type { AnswerDifference, Changed, ChangedBy, DayGist, DutyState } from './difference.ts';

/**
 * A difference as sentences, each in both languages: what was, what is, by which provision, from which day.
 * @example differenceTexts(difference)[0]?.en // 'magnets: no licence required (before: unconfirmed). By: No. 999 of 2026. From: 11 November 2026.'
 */
export function differenceTexts(difference: AnswerDifference): readonly Text[] {
  return difference.lines.flatMap(({ description, changed }) =>
    changed.map((each) => ({
      zh: `${description}：${sentence(each, 'zh')}`,
      en: `${description}: ${sentence(each, 'en')}`,
    })),
  );
}

function sentence(changed: Changed, language: Language): string {
  const zh = language === 'zh';
  const by = changed.by.map(({ cite }) => cite[language]).join(zh ? '、' : '; ');
  const from = changed.from === null ? '' : dateText(changed.from, language);
  const parts = zh
    ? [what(changed, 'zh'), by === '' ? '' : `依据：${by}`, from === '' ? '' : `自${from}起`]
    : [what(changed, 'en'), by === '' ? '' : `By: ${by}`, from === '' ? '' : `From: ${from}`];
  return parts
    .filter((part) => part !== '')
    .map((part) => `${part}${zh ? '。' : '.'}`)
    .join(zh ? '' : ' ');
}

function what(changed: Changed, language: Language): string {
  const zh = language === 'zh';
  const say = (prefix: string, names: readonly string[]): string =>
    names.length === 0
      ? zh
        ? '无'
        : 'none'
      : names.map((name) => worded(prefix, name, language)).join(zh ? '或' : ' or ');
  const turned = (before: string, after: string): string =>
    zh ? `${after}（原为：${before}）` : `${after} (before: ${before})`;
  switch (changed.what) {
    case 'outcome':
      return turned(say('outcome', [changed.before]), say('outcome', [changed.after]));
    case 'branch': {
      const { branch, label, before, after } = changed;
      const text = turned(
        before === null ? (zh ? '与现行文本相同' : 'as the enacted text') : say('outcome', before),
        after === null ? (zh ? '与现行文本相同' : 'as the enacted text') : say('outcome', after),
      );
      const name = branch === ENACTED ? (zh ? '现行文本' : 'enacted text') : label[language];
      return zh ? `${name}：${text}` : `${name}: ${text}`;
    }
    case 'review': {
      const { before, after } = changed;
      return `${zh ? '审查：' : 'review: '}${turned(say('review', before), say('review', after))}`;
    }
    case 'duty': {
      const { title, before, after } = changed;
      return `${title[language]}${zh ? '：' : ': '}${turned(dutyText(before, language), dutyText(after, language))}`;
    }
    case 'off': {
      const { before, after } = changed;
      return `${zh ? '程序：' : 'procedure: '}${turned(say('off', before), say('off', after))}`;
    }
    case 'because': {
      const names = (all: readonly ChangedBy[]) =>
        all.map(({ cite }) => cite[language]).join(zh ? '、' : '; ') || (zh ? '无' : 'none');
      return `${zh ? '依据：' : 'because of: '}${turned(names(changed.before), names(changed.after))}`;
    }
    case 'days': {
      const days = (all: readonly DayGist[]) =>
        all.map(({ date, to }) => `${dateText(date, language)} → ${say('outcome', to)}`).join(zh ? '、' : '; ') ||
        (zh ? '无' : 'none known');
      return `${zh ? '答案变化之日：' : 'days on which it changes: '}${turned(days(changed.before), days(changed.after))}`;
    }
    case 'line': {
      const { before, after } = changed;
      if (after !== null) return zh ? `新增一项：${say('outcome', [after])}` : `a new line: ${say('outcome', [after])}`;
      return zh
        ? `已删去（原为：${say('outcome', [before ?? ''])}）`
        : `taken out (before: ${say('outcome', [before ?? ''])})`;
    }
  }
}

function dutyText(state: DutyState | null, language: Language): string {
  const zh = language === 'zh';
  if (state === null || state.verdict === 'not-met') return zh ? '不适用' : 'does not apply';
  if (state.verdict === 'unknown') return speaker(language)('duty.unknown');
  if (state.due === null) return zh ? '适用' : 'applies';
  return zh ? `适用，${dateText(state.due, 'zh')}前完成` : `applies, due ${dateText(state.due, 'en')}`;
}

function worded(prefix: string, name: string, language: Language): string {
  const key = `${prefix}.${name}`;
  return isWording(key) ? speaker(language)(key) : name;
}
